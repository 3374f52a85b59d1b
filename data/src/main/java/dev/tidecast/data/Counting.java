package dev.tidecast.data;

import dev.tidecast.clean.CleaningReport;
import dev.tidecast.clean.Distribution;
import dev.tidecast.clean.Reason;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Counts what became of every row, before and after. */
final class Counting {
    private static final Reason[] REASONS = Reason.values();

    private Counting() {}

    static CleaningReport report(
            Database database, List<Loading.Part> parts, long interactions, CleaningReport.Fitted fitted)
            throws SQLException {
        Map<Integer, Map<Reason, Long>> reasons = new HashMap<>();
        Map<Integer, Long> kept = new HashMap<>();
        read(database, reasons, kept);
        List<CleaningReport.FileCount> files = new ArrayList<>();
        Map<Reason, Long> all = new EnumMap<>(Reason.class);
        for (Loading.Part part : parts) {
            Map<Reason, Long> mine = reasons.getOrDefault(part.number(), Map.of());
            long standing = kept.getOrDefault(part.number(), 0L);
            long left = mine.values().stream().mapToLong(Long::longValue).sum();
            mine.forEach((reason, count) -> all.merge(reason, count, Long::sum));
            files.add(new CleaningReport.FileCount(part.file().toString(), standing + left, standing, mine));
        }
        long read = files.stream().mapToLong(CleaningReport.FileCount::read).sum();
        List<CleaningReport.Distributions> spread = distributions(database);
        Map<String, Long> currencies = Currencies.count(database, parts);
        return new CleaningReport(
                read, interactions, all, files, currencies, spread.getFirst(), spread.getLast(), fitted);
    }

    private static void read(Database database, Map<Integer, Map<Reason, Long>> reasons, Map<Integer, Long> kept)
            throws SQLException {
        String sql = "SELECT k, reason, count(*) FROM every GROUP BY ALL UNION ALL SELECT k, "
                + Reason.UNREADABLE_ROW.ordinal() + ", count(*) FROM set_aside GROUP BY k";
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
    }

    private static List<CleaningReport.Distributions> distributions(Database database) throws SQLException {
        List<List<Distribution>> values = List.of(
                spread(database, histogram("quantity")),
                spread(database, histogram("price")),
                spread(database, events("u")),
                spread(database, events("t // 86400")));
        return IntStream.range(0, 2)
                .mapToObj(side -> new CleaningReport.Distributions(
                        values.get(0).get(side),
                        values.get(1).get(side),
                        values.get(2).get(side),
                        values.get(3).get(side)))
                .toList();
    }

    /** A statement that gives each value, how many rows have it, and how many of those that were kept. */
    private static String histogram(String column) {
        return "SELECT " + column + " AS x, count(*) AS every_row, count(*) FILTER (WHERE reason IS NULL) AS kept"
                + " FROM every WHERE isfinite(" + column + ") GROUP BY " + column;
    }

    /** The same of the number of rows that share a key. */
    private static String events(String key) {
        return "SELECT x::DOUBLE AS x, sum(every_row) AS every_row, sum(kept) AS kept FROM (SELECT unnest([n, m]) AS x,"
                + " unnest([1, 0]) AS every_row, unnest([0, 1]) AS kept FROM (SELECT count(*) AS n,"
                + " count(*) FILTER (WHERE reason IS NULL) AS m FROM every WHERE " + key + " IS NOT NULL GROUP BY "
                + key + ")) WHERE x > 0 GROUP BY x";
    }

    /** The distributions of all rows and of those kept, as {@link Distribution#of} tells them of single values. */
    private static List<Distribution> spread(Database database, String histogram) throws SQLException {
        String sql = "SELECT coalesce(max(rows), 0)::BIGINT, coalesce(max(rows_kept), 0)::BIGINT, "
                + quantiles("upto", "rows") + ", " + quantiles("upto_kept", "rows_kept")
                + " FROM (SELECT x, sum(every_row) OVER (ORDER BY x) AS upto, sum(every_row) OVER () AS rows,"
                + " sum(kept) OVER (ORDER BY x) AS upto_kept, sum(kept) OVER () AS rows_kept FROM (" + histogram + "))";
        try (Statement statement = database.connection().createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return List.of(
                    distribution(row, row.getLong(1), 3),
                    distribution(row, row.getLong(2), 3 + Distribution.LEVELS.size()));
        }
    }

    private static String quantiles(String upto, String rows) {
        return Distribution.LEVELS.stream()
                .map(level -> "min(x) FILTER (WHERE " + upto + " > floor(" + level + " * (" + rows + " - 1)))")
                .collect(Collectors.joining(", "));
    }

    private static Distribution distribution(ResultSet row, long count, int first) throws SQLException {
        List<Double> quantiles = new ArrayList<>();
        for (int level = 0; count > 0 && level < Distribution.LEVELS.size(); level++) {
            quantiles.add(row.getDouble(first + level));
        }
        return new Distribution(count, quantiles);
    }
}
