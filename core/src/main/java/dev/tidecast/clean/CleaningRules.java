package dev.tidecast.clean;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Every setting of cleaning; the row rules use the first block, the fitted rules the second.
 *
 * @param earliest instants before it are impossible; epoch seconds
 * @param latest instants after it lie in the future; epoch seconds
 * @param itemUpperCase whether item codes are upper-cased before anything else
 * @param product items must match from their start; null accepts all
 * @param cancellation orders that match are cancellations; null if the log has none
 * @param cancellations what is done with them
 * @param duplicates what is done with rows equal in user, item, behaviour and time truncated to the resolution
 * @param duplicateResolutionSeconds 1 for exact times, 60 for the same minute, 86,400 for the same day
 * @param outlierAction cap or reject values beyond {@code outlierZ} robust deviations on the log scale
 * @param outlierZ robust z-score limit; 0 switches the rule off
 * @param robotEventsPerDay users above it on any day before the cut are robots; 0 switches the rule off
 * @param minimumUserEvents users with fewer are left out; 0 or 1 keeps all
 * @param minimumItemEvents items with fewer are left out; 0 or 1 keeps all
 */
public record CleaningRules(
        long earliest,
        long latest,
        boolean itemUpperCase,
        @Nullable Pattern product,
        @Nullable Pattern cancellation,
        Cancellations cancellations,
        Duplicates duplicates,
        int duplicateResolutionSeconds,
        OutlierAction outlierAction,
        double outlierZ,
        int robotEventsPerDay,
        int minimumUserEvents,
        int minimumItemEvents) {
    /** DROP leaves them out and keeps the purchase; APPLY ends the purchase they cancel at their own time. */
    public enum Cancellations {
        DROP,
        APPLY
    }

    /** FOLD keeps the first and counts the repeats in it; REJECT keeps the first; KEEP keeps all. */
    public enum Duplicates {
        FOLD,
        REJECT,
        KEEP
    }

    /** CAP pulls the value to the limit and keeps the interaction. */
    public enum OutlierAction {
        CAP,
        REJECT
    }

    public CleaningRules {
        if (earliest >= latest) {
            throw new IllegalArgumentException("earliest " + earliest + " is not before latest " + latest);
        }
        if (duplicateResolutionSeconds < 1) {
            throw new IllegalArgumentException(
                    "duplicate resolution " + duplicateResolutionSeconds + " s: 1 or more is allowed");
        }
        if (!(outlierZ >= 0)) {
            throw new IllegalArgumentException("outlier z-score " + outlierZ + ": 0 (off) or more is allowed");
        }
        if (robotEventsPerDay < 0 || minimumUserEvents < 0 || minimumItemEvents < 0) {
            throw new IllegalArgumentException("limits of events must be 0 (off) or more");
        }
    }

    /** What a log gets that says nothing: exact repeats folded, cancellations applied, no fitted rule but capping. */
    public static CleaningRules standard(long latest) {
        return new CleaningRules(
                0, latest, false, null, null, Cancellations.APPLY, Duplicates.FOLD, 1, OutlierAction.CAP, 0, 0, 0, 0);
    }

    /** These rules, to be changed in some. */
    public RulesDraft draft() {
        return new RulesDraft(this);
    }

    /** These rules with another instant after which times lie in the future, epoch seconds. */
    public CleaningRules until(long instant) {
        return draft().latest(instant).rules();
    }
}
