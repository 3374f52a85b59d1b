package dev.tidecast.data;

import dev.tidecast.doctor.Check;
import dev.tidecast.doctor.Evidence;
import dev.tidecast.doctor.Finding;
import dev.tidecast.doctor.LocalClock;
import dev.tidecast.doctor.Mend;
import dev.tidecast.doctor.Severity;
import dev.tidecast.event.EventLog;
import dev.tidecast.event.LogSource;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Files that repeat each other's rows over a span of time, as monthly exports with overlapping ends do. */
final class OverlapCheck implements Check<RawLog> {
    private static final double FEW = 0.001;
    private static final int LEAST_ROWS = 20;
    private static final double MOSTLY = 0.8;

    @Override
    public List<Finding> look(RawLog log) {
        if (log.parts().size() < 2) {
            return List.of();
        }
        log.run(
                "CREATE OR REPLACE TEMP TABLE repeated AS SELECT u, i, t, b, qs, ps, o, s, e, q, min(k) AS a, max(k) AS z,"
                        + " any_value(pos) FILTER (WHERE k > 0) AS pos FROM every WHERE reason IS NULL AND t IS NOT NULL"
                        + " GROUP BY ALL HAVING min(k) <> max(k)");
        List<Finding> found = new ArrayList<>();
        for (var row : log.rows("SELECT a, z, count(*), min(t), max(t) FROM repeated GROUP BY 1, 2 ORDER BY 1, 2")) {
            int a = RawLog.whole(row.get(0));
            int z = RawLog.whole(row.get(1));
            long from = Math.round(RawLog.real(row.get(3)));
            long to = Math.round(RawLog.real(row.get(4)));
            finding(log, a, z, RawLog.whole(row.get(2)), from, to).ifPresent(found::add);
        }
        return found;
    }

    private static java.util.Optional<Finding> finding(RawLog log, int a, int z, int rows, long from, long to) {
        // The file that begins earlier ends where the other begins.
        boolean inOrder = start(log, a) <= start(log, z);
        int earlier = inOrder ? a : z;
        long mine = log.number(
                "SELECT count(DISTINCT (u, i, t, b, qs, ps, o, s, e, q)) FROM every WHERE reason IS NULL AND k = "
                        + earlier + " AND t BETWEEN " + from + " AND " + to);
        long whole = log.number("SELECT count(*) FROM every WHERE reason IS NULL AND k = " + earlier);
        if (rows < LEAST_ROWS || rows < FEW * whole || rows < MOSTLY * mine) {
            return java.util.Optional.empty();
        }
        LocalDate until = LocalDate.ofEpochDay(new LocalClock(log.zone()).day(from));
        long instant = until.atStartOfDay(log.zone()).toEpochSecond();
        Path file = log.parts().get(earlier).file();
        return java.util.Optional.of(Finding.of(
                        "overlapping-files",
                        Severity.WARN,
                        String.format(
                                Locale.ROOT,
                                "%s and %s hold the same %,d rows from %s to %s.",
                                log.file(a),
                                log.file(z),
                                rows,
                                until,
                                LocalDate.ofEpochDay(new LocalClock(log.zone()).day(to))),
                        "End the earlier file where the later one begins. Folding catches rows equal in time, but what was bought"
                                + " twice then can't be told from what was written twice.")
                .with("rows", rows)
                .with("shareOfFile", rows / (double) Math.max(1, whole))
                .showing(evidence(log, a, z))
                .mendedBy(
                        "sources:\n  - files: [" + log.file(earlier) + "]\n    until: " + until,
                        Mend.bySources(until(file, instant))));
    }

    private static long start(RawLog log, int part) {
        return log.number("SELECT coalesce(min(t), 0) FROM every WHERE reason IS NULL AND k = " + part);
    }

    private static List<Evidence> evidence(RawLog log, int a, int z) {
        List<Evidence> evidence = new ArrayList<>();
        String rows = "SELECT every.* FROM every JOIN (SELECT pos FROM repeated WHERE a = " + a + " AND z = " + z
                + " ORDER BY pos LIMIT 4) twice USING (pos)";
        for (var row : log.rows("SELECT k, record, u, i, ts FROM (" + log.recorded(rows) + ") ORDER BY pos")) {
            evidence.add(new Evidence(
                    log.file(RawLog.whole(row.get(0))),
                    (long) RawLog.whole(row.get(1)),
                    row.get(2),
                    row.get(3),
                    "time " + row.get(4) + ", also in " + log.file(a)));
        }
        return evidence;
    }

    private static UnaryOperator<EventLog> until(Path file, long instant) {
        return log -> {
            List<LogSource> sources = new ArrayList<>();
            for (LogSource source : log.sources()) {
                List<Path> others = source.files().stream()
                        .filter(each -> !each.equals(file))
                        .toList();
                if (others.size() == source.files().size()) {
                    sources.add(source);
                    continue;
                }
                sources.add(source.withFiles(List.of(file)).before(instant));
                if (!others.isEmpty()) {
                    sources.add(source.withFiles(others));
                }
            }
            return log.withSources(sources);
        };
    }
}
