package dev.tidecast.app.report;

import org.jspecify.annotations.Nullable;

/**
 * A measure with its 95 % interval, and where it was measured its paired difference to the best baseline.
 *
 * @param mean over the judged users
 * @param difference null for baselines and where it was not measured
 */
public record Score(
        double mean, double low, double high, @Nullable Difference difference) {
    public Score {
        if (!(low <= mean && mean <= high)) {
            throw new IllegalArgumentException(
                    "interval " + low + " to " + high + " does not hold its mean " + mean + ": low <= mean <= high");
        }
    }

    /** A score that is not compared with another. */
    public static Score of(double mean, double low, double high) {
        return new Score(mean, low, high, null);
    }

    /** Model minus best baseline on the same users, with its 95 % interval. */
    public record Difference(double mean, double low, double high) {
        /** Whether the whole interval lies above zero. */
        public boolean isGain() {
            return low > 0;
        }

        /** Whether the whole interval lies below zero. */
        public boolean isLoss() {
            return high < 0;
        }
    }
}
