package dev.tidecast.data;

import dev.tidecast.clean.CleaningRules;
import dev.tidecast.clean.Reason;
import dev.tidecast.doctor.Check;
import dev.tidecast.doctor.Finding;
import dev.tidecast.doctor.Mend;
import dev.tidecast.doctor.Severity;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Rows of no or negative quantity that are cancellations, told by their orders' first letters, but not configured so. */
final class CancellationCheck implements Check<RawLog> {
    private static final double FEW = 0.002;

    @Override
    public List<Finding> look(RawLog log) {
        if (log.rules().cancellation() != null) {
            return List.of();
        }
        long all = log.number("SELECT count(*) FROM every");
        String negative = "reason = " + Reason.NON_POSITIVE_QUANTITY.ordinal();
        long rows = log.number("SELECT count(*) FROM every WHERE " + negative);
        if (rows < FEW * all || rows == 0) {
            return List.of();
        }
        double share = rows / (double) all;
        Finding finding = Finding.of(
                        "unapplied-cancellations",
                        Severity.WARN,
                        String.format(
                                Locale.ROOT,
                                "%,d rows (%.1f %%) have a quantity of 0 or less and are merely left out: what they took back"
                                        + " still counts as bought.",
                                rows,
                                100 * share),
                        "Say which orders are cancellations, so that they end the purchases that they take back.")
                .with("rows", rows)
                .with("share", share)
                .showing(log.evidence(negative, "concat_ws(', ', 'order ' || o, 'quantity ' || qs, 'item ' || i)"));
        String prefix = prefix(log, negative);
        return List.of(
                prefix.isEmpty()
                        ? finding
                        : finding.mendedBy(
                                "cleaning:\n  cancellations: {orders: '" + prefix + "', action: apply}",
                                Mend.byRules(cancelling(prefix))));
    }

    /** The letters with which most of these orders begin and hardly any other does; empty if there are none. */
    private static String prefix(RawLog log, String negative) {
        String letters = "regexp_extract(o, '^[A-Za-z]+')";
        var rows = log.rows("SELECT " + letters + " AS p, count(*) FILTER (WHERE " + negative
                + ") AS n, count(*) AS a FROM every WHERE o IS NOT NULL AND " + letters
                + " <> '' GROUP BY 1 HAVING n >= 0.9 * a ORDER BY n DESC LIMIT 1");
        return rows.isEmpty() ? "" : String.valueOf(rows.getFirst().getFirst());
    }

    private static UnaryOperator<CleaningRules> cancelling(String prefix) {
        return rules -> rules.draft()
                .cancellations(Pattern.compile(prefix), CleaningRules.Cancellations.APPLY)
                .rules();
    }
}
