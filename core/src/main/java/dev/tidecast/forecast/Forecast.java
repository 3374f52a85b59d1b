package dev.tidecast.forecast;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one user is expected to do after an instant.
 *
 * @param user number in the dataset
 * @param asOf epoch seconds
 * @param question what was asked
 * @param outlooks of the behaviour on any item, one a horizon; empty if the model ranks only
 * @param activeProbability of any behaviour within the longest horizon, 1 less that of churn; null if it is not told
 * @param spend expected within the longest horizon, in the log's currency; null without purchases or prices
 * @param interests the strongest values of the facet, best first; empty if the model does not rank
 */
public record Forecast(
        int user,
        long asOf,
        Question question,
        List<Outlook> outlooks,
        @Nullable Double activeProbability,
        @Nullable Double spend,
        List<Interest> interests) {
    public Forecast {
        outlooks = List.copyOf(outlooks);
        interests = List.copyOf(interests);
    }

    /** This forecast with other interests. */
    public Forecast with(List<Interest> others) {
        return new Forecast(user, asOf, question, outlooks, activeProbability, spend, others);
    }

    /** The probability of the behaviour on any item within the longest horizon; null if the model ranks only. */
    public @Nullable Double anyProbability() {
        return outlooks.isEmpty() ? null : (Double) outlooks.getLast().probability();
    }

    /**
     * A value of the facet that the user may turn to.
     *
     * @param value item number in the dataset, or the value's number in the facet's index
     * @param score of the model, summed up over the value's items: only the order counts
     * @param share of all that the user is expected to take, 0 to 1
     * @param known whether it is in the user's history
     * @param outlooks one a horizon; empty if the model ranks only
     * @param direction against one horizon earlier; null if the model ranks only or the user was not there yet
     * @param spend expected within the longest horizon; null without purchases or prices
     */
    public record Interest(
            int value,
            double score,
            double share,
            boolean known,
            List<Outlook> outlooks,
            @Nullable Direction direction,
            @Nullable Double spend) {
        public Interest {
            outlooks = List.copyOf(outlooks);
        }

        /** Of at least one event within the longest horizon; null if the model ranks only. */
        public @Nullable Double probability() {
            return outlooks.isEmpty() ? null : (Double) outlooks.getLast().probability();
        }

        /** The probability, or where the model only ranks the share of all that is expected. */
        public double chance() {
            return outlooks.isEmpty() ? share : outlooks.getLast().probability();
        }
    }
}
