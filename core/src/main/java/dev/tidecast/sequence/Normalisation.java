package dev.tidecast.sequence;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Arrays;

/**
 * Brings values to a scale that networks like; fitted on what lies before a cut, stored, and applied unchanged. NaN, a
 * missing value, stays NaN.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Normalisation.Log.class, name = "log"),
    @JsonSubTypes.Type(value = Normalisation.Standard.class, name = "standard"),
    @JsonSubTypes.Type(value = Normalisation.Robust.class, name = "robust"),
    @JsonSubTypes.Type(value = Normalisation.MinMax.class, name = "min-max")
})
public sealed interface Normalisation {
    double apply(double value);

    /** The value that {@link #apply} turned into {@code normalised}. */
    double inverse(double normalised);

    /** log(1 + value), for values of 0 or more; has nothing to fit. */
    record Log() implements Normalisation {
        @Override
        public double apply(double value) {
            return Math.log1p(value);
        }

        @Override
        public double inverse(double normalised) {
            return Math.expm1(normalised);
        }
    }

    /** Mean 0 and standard deviation 1. */
    record Standard(double mean, double deviation) implements Normalisation {
        public Standard {
            checkScale("standard deviation", deviation);
        }

        /** Fits; values that are all equal get the deviation 1. */
        public static Standard fit(double[] values) {
            double[] known = known(values);
            double mean = Arrays.stream(known).average().orElse(0);
            double variance = Arrays.stream(known)
                    .map(value -> (value - mean) * (value - mean))
                    .average()
                    .orElse(0);
            return new Standard(mean, scale(Math.sqrt(variance)));
        }

        @Override
        public double apply(double value) {
            return (value - mean) / deviation;
        }

        @Override
        public double inverse(double normalised) {
            return normalised * deviation + mean;
        }
    }

    /** Median 0 and distance between the quartiles 1. */
    record Robust(double median, double range) implements Normalisation {
        public Robust {
            checkScale("range between the quartiles", range);
        }

        /** Fits; where the quartiles are equal the range is 1. */
        public static Robust fit(double[] values) {
            double[] sorted = known(values);
            Arrays.sort(sorted);
            if (sorted.length == 0) {
                return new Robust(0, 1);
            }
            double range = sorted[(sorted.length - 1) * 3 / 4] - sorted[(sorted.length - 1) / 4];
            return new Robust(Limits.median(sorted), scale(range));
        }

        @Override
        public double apply(double value) {
            return (value - median) / range;
        }

        @Override
        public double inverse(double normalised) {
            return normalised * range + median;
        }
    }

    /** The smallest fitted value becomes 0 and the largest 1; later values may lie outside. */
    record MinMax(double low, double high) implements Normalisation {
        public MinMax {
            checkScale("distance from " + low + " to " + high, high - low);
        }

        /** Fits; values that are all equal become 0. */
        public static MinMax fit(double[] values) {
            double[] known = known(values);
            double low = Arrays.stream(known).min().orElse(0);
            return new MinMax(low, low + scale(Arrays.stream(known).max().orElse(0) - low));
        }

        @Override
        public double apply(double value) {
            return (value - low) / (high - low);
        }

        @Override
        public double inverse(double normalised) {
            return normalised * (high - low) + low;
        }
    }

    private static double[] known(double[] values) {
        return Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
    }

    private static double scale(double found) {
        return found > 0 ? found : 1;
    }

    private static void checkScale(String what, double scale) {
        if (!(scale > 0) || Double.isInfinite(scale)) {
            throw new IllegalArgumentException(what + " is " + scale + ": it must be above 0 and finite");
        }
    }
}
