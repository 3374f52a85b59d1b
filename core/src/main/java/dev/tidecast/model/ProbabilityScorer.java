package dev.tidecast.model;

import dev.tidecast.event.Behaviour;
import dev.tidecast.sequence.History;
import org.jspecify.annotations.Nullable;

/** A scorer that also tells how likely a user is to do the target's behaviour at all; confined to one thread. */
public interface ProbabilityScorer extends Scorer {
    /** The probability, 0 to 1, of at least one such event, of any item, in the window after the scorer's instant. */
    double anyInWindow(History history);

    /** What {@link #anyInWindow} was before calibration, 0 to 1; NaN where the model has none or does not tell it. */
    default double uncalibratedAnyInWindow(History history) {
        return Double.NaN;
    }

    /**
     * The probability, 0 to 1, of at least one event of any behaviour in the window, 1 less that of churn; NaN where the
     * model does not tell it.
     */
    default double activeInWindow(History history) {
        return Double.NaN;
    }

    /**
     * The probability, 0 to 1, of at least one such event within {@code days} on facets that take {@code share} (0 to 1)
     * of all that the user is expected to do; the union over all facets is {@link #anyInWindow} at the whole horizon. NaN
     * where the model does not tell it.
     */
    default double within(History history, int days, double share) {
        return Double.NaN;
    }

    /** As {@link #within(History, int, double)} for any behaviour of the log; NaN where the model does not tell it. */
    default double within(History history, Behaviour behaviour, int days, double share) {
        CountLaw law = law(history);
        return law == null ? Double.NaN : law.probability(behaviour, days, share);
    }

    /**
     * The law of the user's counts, from which every probability, expected count and interval of any behaviour, horizon
     * and share follows; null where the model does not tell it. Ask once a user, it costs more than its answers.
     */
    default @Nullable CountLaw law(History history) {
        return null;
    }
}
