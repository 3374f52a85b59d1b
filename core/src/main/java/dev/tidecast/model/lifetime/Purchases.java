package dev.tidecast.model.lifetime;

/**
 * How often and when one customer bought, days with several purchases counting once.
 *
 * @param repeats x, days with a purchase after the first one
 * @param last t_x, weeks from the first to the last purchase; 0 if there was one only
 * @param age T, weeks from the first purchase to the instant
 */
public record Purchases(int repeats, double last, double age) {
    public Purchases {
        if (repeats < 0 || !(last >= 0 && last <= age) || (repeats == 0 && last != 0)) {
            throw new IllegalArgumentException(repeats + " repeat purchases, the last after " + last + " of " + age
                    + " weeks: the last lies between the first and the instant, at 0 where nothing was repeated");
        }
    }
}
