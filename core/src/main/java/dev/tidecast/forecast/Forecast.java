package dev.tidecast.forecast;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one user is expected to do in the window (asOf, asOf + H].
 *
 * @param user number in the dataset
 * @param asOf epoch seconds
 * @param horizonDays H
 * @param anyProbability of at least one event of the target's behaviour, 0 to 1; null if the model ranks only
 * @param interests the strongest items, best first
 */
public record Forecast(
        int user, long asOf, int horizonDays, @Nullable Double anyProbability, List<Interest> interests) {
    public Forecast {
        interests = List.copyOf(interests);
        if (anyProbability != null && !(anyProbability >= 0 && anyProbability <= 1)) {
            throw new IllegalArgumentException("a probability of " + anyProbability + ": 0 to 1 is allowed");
        }
    }

    /**
     * An item that the user may turn to.
     *
     * @param item number in the dataset
     * @param score of the model; only the order counts
     * @param share of all that the user is expected to take, 0 to 1, where scores are logits
     * @param known whether the item is in the user's history
     * @param probability that the user turns to it within the window, 0 to 1; null if the model ranks only
     */
    public record Interest(
            int item,
            float score,
            double share,
            boolean known,
            @Nullable Double probability) {}
}
