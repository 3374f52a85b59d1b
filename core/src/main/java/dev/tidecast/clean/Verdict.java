package dev.tidecast.clean;

import dev.tidecast.event.Behaviour;
import org.jspecify.annotations.Nullable;

/** What the row rules say of one raw event. */
public sealed interface Verdict {
    /**
     * The row passed.
     *
     * @param item null where the event has none
     * @param time epoch seconds, or the record's number in a log without a clock
     * @param quantity NaN where missing
     * @param price of one unit, NaN where missing
     */
    record Accepted(
            String user,
            @Nullable String item,
            Behaviour behaviour,
            long time,
            double quantity,
            double price,
            @Nullable String order,
            @Nullable String query)
            implements Verdict {}

    /** The row takes back {@code units} (NaN where it does not say) of an earlier purchase of the same user and item. */
    record Cancels(String user, @Nullable String item, long time, double units) implements Verdict {}

    /** The row is left out. */
    record Refused(Reason reason) implements Verdict {}
}
