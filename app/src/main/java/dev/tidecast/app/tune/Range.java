package dev.tidecast.app.tune;

import java.util.List;
import java.util.SplittableRandom;

/** The values that one key of a recipe may take. */
public sealed interface Range {
    /** A value drawn at random, as it is written in a recipe. */
    String draw(SplittableRandom random);

    /** One of some values. */
    record Choices(List<String> values) implements Range {
        public Choices {
            values = List.copyOf(values);
            if (values.isEmpty()) {
                throw new IllegalArgumentException("no value to choose from: name at least one, as in [64, 128]");
            }
        }

        @Override
        public String draw(SplittableRandom random) {
            return values.get(random.nextInt(values.size()));
        }
    }

    /**
     * A number between two, both included.
     *
     * @param whole whether it is a whole number
     * @param logarithmic whether its logarithm is uniform
     */
    record Between(double from, double to, boolean whole, boolean logarithmic) implements Range {
        private static final int DIGITS = 3;

        public Between {
            if (!(from < to) || (logarithmic && !(from > 0))) {
                throw new IllegalArgumentException("from " + from + " to " + to
                        + ": the first is below the second, and above 0 where scale is log");
            }
        }

        @Override
        public String draw(SplittableRandom random) {
            double place = random.nextDouble();
            double value =
                    logarithmic ? from * Math.exp(place * Math.log(to / from)) : from + place * (to - from);
            if (whole) {
                return Long.toString(Math.round(value));
            }
            return new java.math.BigDecimal(Math.clamp(value, from, to))
                    .round(new java.math.MathContext(DIGITS))
                    .stripTrailingZeros()
                    .toPlainString();
        }
    }
}
