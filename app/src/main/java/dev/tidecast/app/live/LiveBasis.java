package dev.tidecast.app.live;

import dev.tidecast.clean.CleaningRules;
import dev.tidecast.sequence.Column;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.FittedRules;
import dev.tidecast.sequence.Vocabulary;
import java.util.function.Predicate;

/**
 * What live states stand on.
 *
 * @param dataset the shop's log as it was prepared and as the fitted rules left it
 * @param items names by number: the dataset's, then those that came in live and are numbered by now
 * @param firstSeen when each was, epoch seconds; an event that is said to be older is about no item
 * @param rules of cleaning
 * @param fitted what those rules found in the dataset; applied to live events too
 * @param inUseSince the store's count of events when this dataset came into use
 * @param erased whether a user has been erased, so that what the dataset still says of them does not count
 */
public record LiveBasis(
        Dataset dataset,
        Vocabulary items,
        Column.Longs firstSeen,
        CleaningRules rules,
        FittedRules fitted,
        long inUseSince,
        Predicate<String> erased) {
    public LiveBasis {
        if (items.size() < dataset.items().size() || firstSeen.length() != items.size() || inUseSince < 0) {
            throw new IllegalArgumentException(items.size() + " names of items on a dataset of "
                    + dataset.items().size() + ", in use since event " + inUseSince + ": at least as many and 0 or more"
                    + " are allowed");
        }
    }

    /** A dataset by itself, under rules that fit nothing. */
    public static LiveBasis of(Dataset dataset, CleaningRules rules, long inUseSince) {
        return new LiveBasis(
                dataset,
                dataset.items().names(),
                dataset.items().firstSeen(),
                rules,
                FittedRules.fit(dataset, rules),
                inUseSince,
                user -> false);
    }
}
