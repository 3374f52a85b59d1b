package dev.tidecast.app.tune;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.SplittableRandom;

/**
 * A number between two, both included.
 *
 * @param whole whether it is a whole number
 * @param logarithmic whether its logarithm is uniform
 */
public record Between(double from, double to, boolean whole, boolean logarithmic) implements Range {
    private static final int DIGITS = 3;

    public Between {
        if (!(from < to) || (logarithmic && !(from > 0))) {
            throw new IllegalArgumentException(
                    "from " + from + " to " + to + ": the first is below the second, and above 0 where scale is log");
        }
    }

    @Override
    public String draw(SplittableRandom random) {
        double place = random.nextDouble();
        double value = logarithmic ? from * Math.exp(place * Math.log(to / from)) : from + place * (to - from);
        if (whole) {
            return Long.toString(Math.round(value));
        }
        return new BigDecimal(Math.clamp(value, from, to))
                .round(new MathContext(DIGITS))
                .stripTrailingZeros()
                .toPlainString();
    }
}
