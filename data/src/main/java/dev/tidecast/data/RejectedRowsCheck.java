package dev.tidecast.data;

import dev.tidecast.clean.Reason;
import dev.tidecast.doctor.Check;
import dev.tidecast.doctor.Evidence;
import dev.tidecast.doctor.Finding;
import dev.tidecast.doctor.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reasons that lose a good part of the rows without having been asked for, and times in the future. */
final class RejectedRowsCheck implements Check<RawLog> {
    private static final double FEW = 0.01;
    private static final double MANY = 0.4;

    @Override
    public List<Finding> look(RawLog log) {
        long all = log.number("SELECT count(*) FROM every");
        List<Finding> found = new ArrayList<>();
        for (var row :
                log.rows("SELECT reason, count(*) FROM every WHERE reason IS NOT NULL GROUP BY 1 ORDER BY 2 DESC")) {
            Reason reason = Reason.values()[RawLog.whole(row.get(0))];
            int rows = RawLog.whole(row.get(1));
            String advice = advice(reason);
            boolean future = reason == Reason.FUTURE_TIME;
            if (!advice.isEmpty() && (future || rows >= FEW * all)) {
                found.add(finding(log, reason, rows, rows / (double) all, advice));
            }
        }
        return found;
    }

    private static Finding finding(RawLog log, Reason reason, int rows, double share, String advice) {
        boolean future = reason == Reason.FUTURE_TIME;
        List<Evidence> evidence = log.evidence(
                "reason = " + reason.ordinal(),
                "concat_ws(', ', 'user ' || u, 'item ' || i, 'time ' || ts, 'behaviour ' || b, 'quantity ' || qs,"
                        + " 'price ' || ps)");
        return Finding.of(
                        future ? "future-events" : "lost-" + reason.code(),
                        share >= MANY ? Severity.SERIOUS : future || share >= 0.05 ? Severity.WARN : Severity.INFO,
                        String.format(
                                Locale.ROOT,
                                future
                                        ? "%,d rows (%.2f %%) lie in the future, after the newest change of the files."
                                        : "%,d rows (%.1f %%) are lost: " + reason.code() + ".",
                                rows,
                                100 * share),
                        advice)
                .with("rows", rows)
                .with("share", share)
                .showing(evidence);
    }

    /** What to do; empty for what the configuration asks for or what other checks explain. */
    private static String advice(Reason reason) {
        return switch (reason) {
            case MISSING_USER ->
                "Name a second user column, such as a device or card id, if the log has one; what nobody did can't be"
                        + " learned from, and those customers get no forecast.";
            case MISSING_ITEM, MISSING_TIME -> "Find out why the field is empty where the log is exported.";
            case IMPOSSIBLE_TIME ->
                "Check mapping.time.format: such times do not follow it, or lie before cleaning.earliest.";
            case FUTURE_TIME ->
                "Correct the clock or zone of what writes them. They are left out; if times have no offset, check"
                        + " timezone first.";
            case UNKNOWN_BEHAVIOUR -> "Add the missing words under mapping.behaviour.words.";
            case UNREADABLE_NUMBER -> "Check format.decimal and format.thousands.";
            case OTHER_CURRENCY ->
                "Say under mapping.currency.rates what one unit of each currency is worth, if these sales should count.";
            case UNREADABLE_ROW -> "Check format: delimiter, quotes and number of columns.";
            case NON_POSITIVE_PRICE ->
                "Tell gifts and samples from sales where the log is exported, or correct the prices.";
            case OUTSIDE_RANGE,
                    CANCELLATION,
                    CANCELLATION_DROPPED,
                    NON_POSITIVE_QUANTITY,
                    NOT_A_PRODUCT,
                    DUPLICATE,
                    PRICE_OUTLIER,
                    QUANTITY_OUTLIER,
                    ROBOT,
                    RARE_ITEM,
                    RARE_USER -> "";
        };
    }
}
