package dev.tidecast.app.live;

import dev.tidecast.clean.Verdict;
import dev.tidecast.event.Behaviour;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * An event that passed the row rules, under the shop's own names.
 *
 * @param time epoch seconds
 * @param quantity NaN where missing; of a cancellation the units that it takes back
 * @param price of one unit, NaN where missing
 * @param order of the order or session
 * @param id by which a second delivery is recognised; null if the sender gives none
 * @param cancels whether it takes back earlier purchases of the item
 */
public record LiveEvent(
        String user,
        @Nullable String item,
        Behaviour behaviour,
        long time,
        double quantity,
        double price,
        @Nullable String order,
        @Nullable String query,
        @Nullable String id,
        boolean cancels) {
    /** The most bytes of a name in UTF-8. */
    public static final int MOST_BYTES = 1_000;

    public LiveEvent {
        require("user", user);
        require("item", item);
        require("order", order);
        require("query", query);
        require("event id", id);
        if (user.isEmpty()) {
            throw new IllegalArgumentException("an event without a user: name one");
        }
    }

    /** The event that the row rules accepted. */
    public static LiveEvent of(Verdict.Accepted row, @Nullable String id) {
        return new LiveEvent(
                row.user(),
                row.item(),
                row.behaviour(),
                row.time(),
                row.quantity(),
                row.price(),
                row.order(),
                row.query(),
                id,
                false);
    }

    /** The event that takes back an earlier purchase. */
    public static LiveEvent of(Verdict.Cancels row, @Nullable String id) {
        return new LiveEvent(
                row.user(), row.item(), Behaviour.PURCHASE, row.time(), row.units(), Double.NaN, null, null, id, true);
    }

    private static void require(String what, @Nullable String text) {
        if (text == null) {
            return;
        }
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MOST_BYTES || text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    "a " + what + " of " + bytes + " bytes: up to " + MOST_BYTES + " without NUL are allowed");
        }
    }
}
