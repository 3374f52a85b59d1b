package dev.tidecast.app.serve;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which items may be among the interests; null does not restrict.
 *
 * @param category a path or the beginning of one
 * @param brand as the catalogue writes it
 * @param priceFrom the least that one may cost
 * @param priceTo the most
 * @param inStock whether what the shop called sold out is left out
 * @param without what of the user's history is left out
 */
public record Wish(
        @Nullable String category,
        @Nullable String brand,
        @Nullable Double priceFrom,
        @Nullable Double priceTo,
        boolean inStock,
        Without without) {
    /** What is left out. */
    public enum Without {
        NOTHING,
        /** Whatever the user had to do with. */
        SEEN,
        /** What the user bought. */
        BOUGHT;

        /** The one of that name. */
        public static Without of(String word) {
            for (Without each : values()) {
                if (each.name().toLowerCase(Locale.ROOT).equals(word)) {
                    return each;
                }
            }
            throw new IllegalArgumentException("exclude is \"" + word + "\": nothing, seen or bought is allowed");
        }
    }

    /** Anything may be among them. */
    public static Wish anything() {
        return new Wish(null, null, null, null, false, Without.NOTHING);
    }

    /** Whether it leaves nothing out. */
    public boolean isAnything() {
        return equals(anything());
    }
}
