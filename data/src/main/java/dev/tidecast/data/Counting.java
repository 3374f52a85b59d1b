package dev.tidecast.data;

import dev.tidecast.clean.CleaningReport;
import dev.tidecast.clean.Distribution;
import dev.tidecast.clean.Reason;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.Interactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** Counts what became of every row, before and after. */
final class Counting {
    private static final Reason[] REASONS = Reason.values();

    private Counting() {}

    static CleaningReport report(Database database, List<Loading.Part> parts, Dataset dataset) throws SQLException {
        Map<Integer, Map<Reason, Long>> reasons = new HashMap<>();
        Map<Integer, Long> kept = new HashMap<>();
        String sql = "SELECT k, coalesce(late.reason, every.reason), count(*) FROM every LEFT JOIN late USING (pos)"
                + " GROUP BY ALL UNION ALL SELECT k, " + Reason.UNREADABLE_ROW.ordinal()
                + ", count(*) FROM set_aside GROUP BY k";
        try (Statement statement = database.connection().createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                int code = row.getInt(2);
                if (row.wasNull()) {
                    kept.merge(row.getInt(1), row.getLong(3), Long::sum);
                } else {
                    reasons.computeIfAbsent(row.getInt(1), file -> new EnumMap<>(Reason.class))
                            .merge(REASONS[code], row.getLong(3), Long::sum);
                }
            }
        }
        List<CleaningReport.FileCount> files = new ArrayList<>();
        Map<Reason, Long> all = new EnumMap<>(Reason.class);
        for (Loading.Part part : parts) {
            Map<Reason, Long> mine = reasons.getOrDefault(part.number(), Map.of());
            long standing = kept.getOrDefault(part.number(), 0L);
            long left = mine.values().stream().mapToLong(Long::longValue).sum();
            mine.forEach((reason, rows) -> all.merge(reason, rows, Long::sum));
            files.add(new CleaningReport.FileCount(part.file().toString(), standing + left, standing, mine));
        }
        return new CleaningReport(
                files.stream().mapToLong(CleaningReport.FileCount::read).sum(),
                dataset.interactions().rows(),
                all,
                files,
                before(database),
                after(dataset.interactions()));
    }

    private static CleaningReport.Distributions before(Database database) throws SQLException {
        return new CleaningReport.Distributions(
                distribution(database, "SELECT quantity AS x FROM every WHERE isfinite(quantity)"),
                distribution(database, "SELECT price AS x FROM every WHERE isfinite(price)"),
                distribution(database, "SELECT count(*)::DOUBLE AS x FROM every WHERE u IS NOT NULL GROUP BY u"),
                distribution(
                        database, "SELECT count(*)::DOUBLE AS x FROM every WHERE t IS NOT NULL GROUP BY t // 86400"));
    }

    private static Distribution distribution(Database database, String values) throws SQLException {
        String levels = Distribution.LEVELS.toString();
        try (Statement statement = database.connection().createStatement();
                ResultSet row = statement.executeQuery("SELECT n, unnest(q) FROM (SELECT count(*) AS n,"
                        + " quantile_disc(x, " + levels + ") AS q FROM (" + values + "))")) {
            long count = 0;
            List<Double> quantiles = new ArrayList<>();
            while (row.next()) {
                count = row.getLong(1);
                quantiles.add(row.getDouble(2));
            }
            return new Distribution(count, count == 0 ? List.of() : quantiles);
        }
    }

    private static CleaningReport.Distributions after(Interactions rows) {
        int size = (int) rows.rows();
        double[] quantity = new double[size];
        double[] price = new double[size];
        Map<Long, Integer> days = new TreeMap<>();
        for (int row = 0; row < size; row++) {
            quantity[row] = rows.quantity().get(row);
            price[row] = rows.price().get(row);
            days.merge(Math.floorDiv(rows.time().get(row), 86_400L), 1, Integer::sum);
        }
        double[] users = LongStream.range(0, rows.userOffsets().length() - 1)
                .mapToDouble(user ->
                        rows.userOffsets().get(user + 1) - rows.userOffsets().get(user))
                .toArray();
        double[] perDay =
                days.values().stream().mapToDouble(Integer::doubleValue).toArray();
        return new CleaningReport.Distributions(
                Distribution.of(quantity),
                Distribution.of(price),
                Distribution.of(users),
                Distribution.of(Arrays.copyOf(perDay, perDay.length)));
    }
}
