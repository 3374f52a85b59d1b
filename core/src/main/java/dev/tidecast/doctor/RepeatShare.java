package dev.tidecast.doctor;

import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.History;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * How much of what users do next they have done before, over the last window of the horizon asked; it tells which family
 * of models will do.
 *
 * @param pairs of user and item in the window that are judged
 * @param repeated share of them whose item the user had met, by any behaviour, before the cut; 0 without pairs
 * @param family of models that will do
 * @param meaning in one or two sentences
 */
public record RepeatShare(int pairs, double repeated, String family, String meaning) {
    private static final double HIGH = 0.3;
    private static final double LOW = 0.05;

    static RepeatShare of(Subject log) {
        Dataset whole = log.dataset();
        long cut = whole.asOf() - log.target().seconds();
        if (whole.items().size() == 0) {
            return new RepeatShare(
                    0, 0, "whether-and-how-much", "The log names no items: only whether and how much can be forecast.");
        }
        if (!whole.hasClock() || cut < whole.firstTime()) {
            return new RepeatShare(0, 0, "unknown", "The log is too short to split at a cut, or has no clock.");
        }
        Dataset visible = whole.asOf(cut);
        int pairs = 0;
        int repeated = 0;
        for (int user = 0; user < visible.userCount(); user++) {
            History all = whole.history(user);
            Set<Integer> met = met(visible.history(user));
            Set<Integer> done = new HashSet<>();
            for (int i = 0; i < all.size(); i++) {
                int item = all.item(i);
                if (all.time(i) > cut
                        && all.behaviour(i) == log.target().behaviour()
                        && item >= 0
                        && item < visible.itemCount()
                        && done.add(item)) {
                    pairs++;
                    repeated += met.contains(item) ? 1 : 0;
                }
            }
        }
        return judged(
                pairs,
                repeated / (double) Math.max(1, pairs),
                log.target().behaviour().word());
    }

    private static Set<Integer> met(History history) {
        Set<Integer> met = new HashSet<>();
        for (int i = 0; i < history.size(); i++) {
            met.add(history.item(i));
        }
        return met;
    }

    private static RepeatShare judged(int pairs, double repeated, String word) {
        if (pairs == 0) {
            return new RepeatShare(0, 0, "unknown", "Nobody known did " + word + " a known item in the last window.");
        }
        String share = String.format(
                Locale.ROOT,
                "%.1f %% of what users do (%s) in the last window they had met before",
                100 * repeated,
                word);
        if (repeated >= HIGH) {
            return new RepeatShare(
                    pairs,
                    repeated,
                    "counting",
                    share
                            + ": models that count a user's own events (personal-frequency, weighted-counters, tifu-knn) do"
                            + " most of the work; a network must contain them.");
        }
        if (repeated <= LOW) {
            return new RepeatShare(
                    pairs,
                    repeated,
                    "exploring",
                    share
                            + ": counting own events tells next to nothing; models of likeness (ease, item-knn) and of order"
                            + " do the work.");
        }
        return new RepeatShare(
                pairs,
                repeated,
                "mixed",
                share + ": counting and likeness must be combined (weighted-counters, the interest network).");
    }
}
