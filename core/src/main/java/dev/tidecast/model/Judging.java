package dev.tidecast.model;

import dev.tidecast.event.Behaviour;
import dev.tidecast.sequence.Facet;
import java.util.List;

/**
 * What a backtest judges beside the recipe's target.
 *
 * @param facets judged; empty for the item and whatever else the log tells
 * @param behaviours judged; empty for the target's alone
 * @param protocol who is judged on what
 * @param staleness whether models and states of several ages are judged
 * @param budgetMinutes for all baselines together; those that do not fit in are skipped and told
 */
public record Judging(
        List<Facet> facets, List<Behaviour> behaviours, Protocol protocol, boolean staleness, int budgetMinutes) {
    /** Who is judged on what. */
    public enum Protocol {
        /** All users at one cut, on the window after it. */
        WINDOW,
        /** Each user's last item, for comparison with published work. */
        LEAVE_ONE_OUT,
        /** The next item within each session after the cut, for comparison with published work. */
        SESSION
    }

    public Judging {
        facets = List.copyOf(facets);
        behaviours = List.copyOf(behaviours);
        if (budgetMinutes < 1 || budgetMinutes > 100_000) {
            throw new IllegalArgumentException(
                    "backtest.budget-minutes is " + budgetMinutes + ": 1 to 100000 are allowed");
        }
    }

    /** Windows, the facets that the log tells, the target's behaviour, an hour for the baselines. */
    public static Judging standard() {
        return new Judging(List.of(), List.of(), Protocol.WINDOW, false, 60);
    }
}
