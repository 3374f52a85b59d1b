package dev.tidecast.app.report;

import java.util.List;

/**
 * Whether what was forecast with 10 % happens one time in ten.
 *
 * @param error expected calibration error, of the probabilities
 * @param perfectError the error that a perfect model would show at this sample size, simulated
 */
public record Reliability(String what, List<Bin> bins, double error, double perfectError) {
    public Reliability {
        bins = List.copyOf(bins);
    }

    /** Forecasts of about the same probability: their mean, how often it happened, and how many they are. */
    public record Bin(double forecast, double observed, long count) {}
}
