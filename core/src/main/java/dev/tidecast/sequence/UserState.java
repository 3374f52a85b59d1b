package dev.tidecast.sequence;

import dev.tidecast.clean.CleaningRules;
import dev.tidecast.clean.CleaningRules.Duplicates;
import dev.tidecast.event.Behaviour;

/**
 * What is known of one user at a moment: all interactions so far. {@link #apply} and {@link #readout} are pure; the
 * history that is read out is the one that a dataset of the same events gives, so that live forecasts, batch forecasts
 * and training see the same. Immutable.
 *
 * <p>States of one user share their columns: make later states from the latest one on one thread, then an event costs
 * O(1), and otherwise a copy.
 */
public final class UserState {
    private final int user;
    private final UserRows rows;
    private final int size;
    private final long lastTime;

    private UserState(int user, UserRows rows, int size, long lastTime) {
        this.user = user;
        this.rows = rows;
        this.size = size;
        this.lastTime = lastTime;
    }

    /** A user of whom nothing is known; {@code user} is the number in the dataset, or one beyond its users. */
    public static UserState empty(int user) {
        return new UserState(user, new UserRows(4), 0, Long.MIN_VALUE);
    }

    /**
     * What a dataset knows of a user by its end. A purchase of which a cancellation took some units back counts as whole
     * again for later cancellations: a dataset does not tell how many are left.
     */
    public static UserState of(Dataset dataset, int user) {
        Interactions all = dataset.interactions();
        long from = all.userOffsets().get(user);
        int count = (int) (all.userOffsets().get(user + 1L) - from);
        UserRows rows = new UserRows(Math.max(4, count));
        long last = Long.MIN_VALUE;
        for (int row = 0; row < count; row++) {
            rows.copy(all, from + row, row);
            boolean revoked = rows.revokedAt[row] != Interactions.NEVER;
            last = Math.max(last, revoked ? rows.revokedAt[row] : rows.time[row]);
        }
        return new UserState(user, rows, count, last);
    }

    /** The same state in columns of its own: for events that did not happen, on any thread. */
    public UserState copy() {
        return new UserState(user, rows.gap(size, size), size, lastTime);
    }

    /** The state after one more event, which may also be one that comes late. */
    public UserState apply(Arrival arrival, CleaningRules rules) {
        if (arrival.cancels()) {
            return cancelled(arrival);
        }
        int equal =
                rules.duplicates() == Duplicates.KEEP ? -1 : firstEqual(arrival, rules.duplicateResolutionSeconds());
        if (equal < 0) {
            int place = place(arrival.time());
            UserRows next = place == size ? rows.appendable(size) : rows.gap(size, place);
            next.put(place, arrival);
            return new UserState(user, next, size + 1, Math.max(lastTime, arrival.time()));
        }
        if (rules.duplicates() == Duplicates.REJECT) {
            return this;
        }
        UserRows next = rows.gap(size, size);
        next.repeats[equal]++;
        next.units[equal] += arrival.units();
        return new UserState(user, next, size, Math.max(lastTime, arrival.time()));
    }

    /** After all rows of the same time: ties stay in the order of arrival. */
    private int place(long time) {
        int place = size;
        while (place > 0 && rows.time[place - 1] > time) {
            place--;
        }
        return place;
    }

    private int firstEqual(Arrival arrival, int resolution) {
        long bucket = Math.floorDiv(arrival.time(), (long) resolution);
        int found = -1;
        for (int row = size - 1; row >= 0 && Math.floorDiv(rows.time[row], (long) resolution) >= bucket; row--) {
            boolean same = rows.item[row] == arrival.item()
                    && rows.behaviour[row] == arrival.behaviour().ordinal()
                    && rows.query[row] == arrival.query();
            if (same && Math.floorDiv(rows.time[row], (long) resolution) == bucket) {
                found = row;
            }
        }
        return found;
    }

    private UserState cancelled(Arrival arrival) {
        UserRows next = rows.gap(size, size);
        float left = arrival.units();
        for (int row = place(arrival.time()) - 1; row >= 0 && left > 0; row--) {
            boolean bought = rows.item[row] == arrival.item()
                    && rows.behaviour[row] == Behaviour.PURCHASE.ordinal()
                    && rows.revokedAt[row] == Interactions.NEVER;
            if (bought) {
                float taken = Math.min(left, next.units[row]);
                left -= taken;
                next.units[row] -= taken;
                next.revokedAt[row] = next.units[row] <= 0 ? arrival.time() : Interactions.NEVER;
            }
        }
        return new UserState(user, next, size, Math.max(lastTime, arrival.time()));
    }

    /** The history as it was known at {@code instant}, epoch seconds. */
    public History readout(long instant) {
        return History.of(rows.interactions(size), user, 0, size, instant);
    }

    /** This state as if the interaction of row {@code row}, 0 to {@link #size} - 1, had not been. */
    public UserState without(int row) {
        return new UserState(user, rows.without(size, row), size - 1, lastTime);
    }

    /** All interactions as columns, of one user. */
    Interactions interactions() {
        return rows.interactions(size);
    }

    /** The user's number. */
    public int user() {
        return user;
    }

    /** How many interactions are known, revoked ones among them. */
    public int size() {
        return size;
    }

    /** The time of the latest event, cancellations included; {@link Long#MIN_VALUE} if there is none. */
    public long lastTime() {
        return lastTime;
    }
}
