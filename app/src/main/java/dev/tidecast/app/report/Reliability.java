package dev.tidecast.app.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether what was forecast with 10 % happens one time in ten.
 *
 * @param error expected calibration error, of the probabilities
 * @param perfectError the error that a perfect model would show at this sample size, simulated
 * @param before the same model's probabilities before calibration, null where they were not measured
 */
public record Reliability(
        String what,
        List<Bin> bins,
        double error,
        double perfectError,
        @Nullable Before before) {
    public Reliability {
        bins = List.copyOf(bins);
    }

    /** Probabilities before calibration. */
    public record Before(List<Bin> bins, double error) {
        public Before {
            bins = List.copyOf(bins);
        }
    }

    /** Forecasts of about the same probability: their mean, how often it happened, and how many they are. */
    public record Bin(double forecast, double observed, long count) {}
}
