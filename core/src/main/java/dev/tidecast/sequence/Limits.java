package dev.tidecast.sequence;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Where outliers begin: values below {@code low} or above {@code high}. */
public record Limits(double low, double high) {
    /** Makes the median absolute deviation of a normal law its standard deviation. */
    private static final double NORMAL = 1.4826;

    public Limits {
        if (!(low > 0 && low <= high)) {
            throw new IllegalArgumentException("limits from " + low + " to " + high + ": 0 < low <= high is needed");
        }
    }

    /**
     * The values within {@code z} robust deviations of the median on the log scale; null if none is positive, or if
     * more than half are equal, so that no spread can be told.
     */
    static @Nullable Limits of(double[] values, double z) {
        double[] logs = Arrays.stream(values)
                .filter(value -> value > 0)
                .map(Math::log)
                .sorted()
                .toArray();
        if (logs.length == 0) {
            return null;
        }
        double median = median(logs);
        double[] deviations =
                Arrays.stream(logs).map(log -> Math.abs(log - median)).sorted().toArray();
        double spread = NORMAL * median(deviations);
        return spread == 0 ? null : new Limits(Math.exp(median - z * spread), Math.exp(median + z * spread));
    }

    /** Whether a value is inside; a missing one (NaN) is. */
    boolean holds(float value) {
        return Float.isNaN(value) || (value >= (float) low && value <= (float) high);
    }

    /** The nearest value inside; NaN stays. */
    float cap(float value) {
        return Float.isNaN(value) ? value : Math.clamp(value, (float) low, (float) high);
    }

    static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
