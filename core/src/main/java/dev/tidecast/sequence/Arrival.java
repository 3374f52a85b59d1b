package dev.tidecast.sequence;

import dev.tidecast.event.Behaviour;

/**
 * One event of a user that passed the row rules, under the numbers of a dataset.
 *
 * @param item number, -1 where the event has none or the dataset does not know it
 * @param time epoch seconds
 * @param quantity NaN where missing
 * @param price of one unit, NaN where missing
 * @param order number of the order or session, -1 where missing
 * @param query number, -1 where missing
 * @param cancels whether it takes back {@code quantity} units (one if missing) of earlier purchases of the item
 */
public record Arrival(
        int item, Behaviour behaviour, long time, float quantity, float price, int order, int query, boolean cancels) {
    public Arrival {
        if (item < -1 || order < -1 || query < -1) {
            throw new IllegalArgumentException("numbers of item " + item + ", order " + order + " and query " + query
                    + ": -1 (none) or more is allowed");
        }
    }

    /** Units of a purchase or of a cancellation: one where the event does not say. */
    float units() {
        return Float.isNaN(quantity) || quantity == 0 ? 1 : Math.abs(quantity);
    }
}
