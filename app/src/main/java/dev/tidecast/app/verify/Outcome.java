package dev.tidecast.app.verify;

import org.jspecify.annotations.Nullable;

/**
 * What became of one expectation.
 *
 * @param dataset its data set
 * @param run its protocol
 * @param measured the figure that came out; null if it was not measured
 * @param note why it was not measured; empty otherwise
 */
public record Outcome(
        String dataset,
        Expectations.KnownRun run,
        Expectations.Known known,
        @Nullable Double measured,
        String note,
        boolean skipped) {
    /** Whether the figure came out within its tolerance; an expectation that was skipped did not. */
    public boolean passed() {
        return measured != null && Math.abs(measured - known.figure()) <= known.tolerance() + 1e-12;
    }

    /** Whether the figure drifted, or its model could not be run. */
    public boolean failed() {
        return !skipped && !passed();
    }
}
