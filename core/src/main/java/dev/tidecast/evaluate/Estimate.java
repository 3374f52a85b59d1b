package dev.tidecast.evaluate;

import org.jspecify.annotations.Nullable;

/**
 * A mean with the 95 % interval of its bootstrap; all null where no user has a figure.
 *
 * @param mean over the users
 * @param low 2.5 % quantile
 * @param high 97.5 % quantile
 */
public record Estimate(
        @Nullable Double mean,
        @Nullable Double low,
        @Nullable Double high) {
    static final Estimate NONE = new Estimate(null, null, null);
}
