package dev.tidecast.sequence;

import dev.tidecast.event.Behaviour;

/**
 * One user's interactions in time order, as of an instant t: those with time <= t < revokedAt.
 *
 * <p>Positions run from 0 to {@link #size} - 1. Immutable.
 */
public final class History {
    private static final Behaviour[] BEHAVIOURS = Behaviour.values();

    private final Interactions rows;
    private final int user;
    private final long from;
    private final long to;
    private final long asOf;

    /** Row numbers where some in between were revoked; null where all rows from..to-1 stand. */
    private final long @org.jspecify.annotations.Nullable [] standing;

    private History(
            Interactions rows,
            int user,
            long from,
            long to,
            long asOf,
            long @org.jspecify.annotations.Nullable [] standing) {
        this.rows = rows;
        this.user = user;
        this.from = from;
        this.to = to;
        this.asOf = asOf;
        this.standing = standing;
    }

    static History of(Interactions rows, int user, long from, long to, long asOf) {
        long end = firstAfter(rows, from, to, asOf);
        for (long row = from; row < end; row++) {
            if (rows.revokedAt().get(row) <= asOf) {
                long[] standing = java.util.stream.LongStream.range(from, end)
                        .filter(each -> rows.revokedAt().get(each) > asOf)
                        .toArray();
                return new History(rows, user, from, end, asOf, standing);
            }
        }
        return new History(rows, user, from, end, asOf, null);
    }

    private static long firstAfter(Interactions rows, long from, long to, long instant) {
        long low = from;
        long high = to;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (rows.time().get(middle) <= instant) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Whether anything of that behaviour came later than {@code instant}, epoch seconds. */
    public boolean hasAfter(long instant, Behaviour behaviour) {
        for (int p = size() - 1; p >= 0 && time(p) > instant; p--) {
            if (behaviour(p) == behaviour) {
                return true;
            }
        }
        return false;
    }

    /** This history as it was known at an earlier {@code instant}, epoch seconds. */
    public History asOf(long instant) {
        if (instant > asOf) {
            throw new IllegalArgumentException("a history as of " + asOf + " can't be widened to " + instant
                    + ": ask the dataset for a later one");
        }
        return of(rows, user, from, to, instant);
    }

    /** The first {@code count} interactions of this history, one or more, as of the last of them. */
    public History first(int count) {
        if (count < 1 || count > size()) {
            throw new IllegalArgumentException(
                    "the first " + count + " of a history of " + size() + ": 1 to " + size() + " are allowed");
        }
        long[] kept = standing == null ? null : java.util.Arrays.copyOf(standing, count);
        return new History(rows, user, from, row(count - 1) + 1, time(count - 1), kept);
    }

    /** The user's number in the dataset. */
    public int user() {
        return user;
    }

    /** The instant as of which this is the history; epoch seconds. */
    public long asOf() {
        return asOf;
    }

    /** Whether a cancellation took back an interaction of this history by its instant. */
    public boolean hasRevoked() {
        return standing != null;
    }

    public int size() {
        return standing == null ? (int) (to - from) : standing.length;
    }

    public boolean isEmpty() {
        return size() == 0;
    }

    /** The item's number, -1 where the event has none. */
    public int item(int position) {
        return rows.item().get(row(position));
    }

    public Behaviour behaviour(int position) {
        return BEHAVIOURS[rows.behaviour().get(row(position))];
    }

    /** Epoch seconds. */
    public long time(int position) {
        return rows.time().get(row(position));
    }

    /** NaN where missing. */
    public float quantity(int position) {
        return rows.quantity().get(row(position));
    }

    /** Of one unit; NaN where missing. */
    public float price(int position) {
        return rows.price().get(row(position));
    }

    /** How many equal rows stand behind this one, 1 or more. */
    public int repeats(int position) {
        return rows.repeats().get(row(position));
    }

    /** Number of the order or session, -1 where missing. */
    public int order(int position) {
        return rows.order().get(row(position));
    }

    /** Number of the query, -1 where missing. */
    public int query(int position) {
        return rows.query().get(row(position));
    }

    /** The row of the dataset at {@code position}. */
    public long row(int position) {
        return standing == null ? from + position : standing[position];
    }
}
