package dev.tidecast.app.live;

import dev.tidecast.clean.CleaningRules;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.FittedRules;
import java.util.function.Predicate;

/**
 * What live states stand on.
 *
 * @param dataset the shop's log as it was prepared and as the fitted rules left it
 * @param items the dataset's items, then those that came in live and are numbered by now
 * @param rules of cleaning
 * @param fitted what those rules found in the dataset; applied to live events too
 * @param inUseSince the store's count of events when this dataset came into use
 * @param erased whether a user has been erased, so that what the dataset still says of them does not count
 */
public record LiveBasis(
        Dataset dataset,
        ItemNumbers items,
        CleaningRules rules,
        FittedRules fitted,
        long inUseSince,
        Predicate<String> erased) {
    public LiveBasis {
        if (inUseSince < 0) {
            throw new IllegalArgumentException("in use since event " + inUseSince + ": 0 or more is allowed");
        }
    }

    /** A dataset by itself, under rules that fit nothing. */
    public static LiveBasis of(Dataset dataset, CleaningRules rules, long inUseSince) {
        return new LiveBasis(
                dataset,
                ItemNumbers.of(dataset.items()),
                rules,
                FittedRules.fit(dataset, rules),
                inUseSince,
                user -> false);
    }
}
