package dev.tidecast.clean;

import java.util.Arrays;
import java.util.List;

/**
 * How values spread.
 *
 * @param count of values
 * @param quantiles at {@link #LEVELS}; empty where there are no values
 */
public record Distribution(long count, List<Double> quantiles) {
    /** From the smallest value to the largest. */
    public static final List<Double> LEVELS = List.of(0.0, 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99, 1.0);

    public Distribution {
        quantiles = List.copyOf(quantiles);
        if (!quantiles.isEmpty() && quantiles.size() != LEVELS.size()) {
            throw new IllegalArgumentException(
                    quantiles.size() + " quantiles: " + LEVELS.size() + " are needed, or none");
        }
    }

    /** Of values in any order; NaN is left out. Quantiles are values that occur, the nearest from below. */
    public static Distribution of(double[] values) {
        double[] sorted = Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        if (sorted.length == 0) {
            return new Distribution(0, List.of());
        }
        return new Distribution(
                sorted.length,
                LEVELS.stream()
                        .map(level -> sorted[(int) Math.floor(level * (sorted.length - 1))])
                        .toList());
    }
}
