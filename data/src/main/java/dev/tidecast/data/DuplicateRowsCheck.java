package dev.tidecast.data;

import dev.tidecast.clean.CleaningRules;
import dev.tidecast.doctor.Check;
import dev.tidecast.doctor.Evidence;
import dev.tidecast.doctor.Finding;
import dev.tidecast.doctor.Mend;
import dev.tidecast.doctor.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * Rows of one file that equal another in every mapped column. Days-only logs repeat themselves honestly and are not
 * meant. What the rules fold already is told only where it is much.
 */
final class DuplicateRowsCheck implements Check<RawLog> {
    private static final double FEW = 0.002;
    private static final double MUCH = 0.02;

    @Override
    public List<Finding> look(RawLog log) {
        if (knowsOnlyDays(log)) {
            return List.of();
        }
        String equal = "SELECT k, u, i, ts, b, qs, ps, o, s, e, q, count(*) AS n, min(pos) AS first, max(pos) AS second"
                + " FROM every WHERE reason IS NULL GROUP BY ALL HAVING n > 1";
        long rows = log.number("SELECT coalesce(sum(n - 1), 0) FROM (" + equal + ")");
        double share = rows / (double) Math.max(1, log.number("SELECT count(*) FROM every WHERE reason IS NULL"));
        boolean kept = log.rules().duplicates() == CleaningRules.Duplicates.KEEP;
        if (share < (kept ? FEW : MUCH)) {
            return List.of();
        }
        Finding finding = Finding.of(
                        "duplicates",
                        kept ? Severity.WARN : Severity.INFO,
                        String.format(
                                Locale.ROOT,
                                "%,d rows (%.1f %%) equal an earlier row of their file in every mapped column%s.",
                                rows,
                                100 * share,
                                kept ? " and are kept" : "; the rules fold them"),
                        kept
                                ? "Fold them, so that a row written twice does not count twice."
                                : "Nothing is to be done for forecasts. Ask why the export writes rows twice, since quantities and"
                                        + " revenue elsewhere may count them.")
                .with("rows", rows)
                .with("share", share)
                .showing(evidence(log, equal));
        return List.of(
                kept
                        ? finding.mendedBy(
                                "cleaning:\n  duplicates: {action: fold, within: 1s}", Mend.byRules(folding()))
                        : finding);
    }

    private static boolean knowsOnlyDays(RawLog log) {
        return log.rows("SELECT t FROM every WHERE t IS NOT NULL USING SAMPLE 2000 ROWS (reservoir, 1)").stream()
                .mapToLong(row -> RawLog.whole(row.getFirst()))
                .map(t -> new dev.tidecast.doctor.LocalClock(log.zone()).secondOfDay(t))
                .allMatch(second -> second == 0);
    }

    private static List<Evidence> evidence(RawLog log, String equal) {
        List<Evidence> evidence = new ArrayList<>();
        String pairs = "SELECT every.* FROM every JOIN (SELECT second FROM (" + equal
                + ") ORDER BY first LIMIT 5) twice ON every.pos = twice.second";
        for (var row : log.rows("SELECT k, record, u, i, ts FROM (" + log.recorded(pairs) + ") ORDER BY pos")) {
            evidence.add(new Evidence(
                    log.file(RawLog.whole(row.get(0))),
                    (long) RawLog.whole(row.get(1)),
                    row.get(2),
                    row.get(3),
                    "equals an earlier row: time " + row.get(4)));
        }
        return evidence;
    }

    private static UnaryOperator<CleaningRules> folding() {
        return rules ->
                rules.draft().duplicates(CleaningRules.Duplicates.FOLD, 1).rules();
    }
}
