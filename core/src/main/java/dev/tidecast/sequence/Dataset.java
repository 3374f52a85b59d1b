package dev.tidecast.sequence;

import java.time.ZoneId;
import java.util.BitSet;

/**
 * A shop's interactions as they were known at one instant. A view made by {@link #asOf} shares the columns of the whole
 * and shows nothing after its instant: interactions, items and users first seen later are absent, a cancellation that
 * came later has not happened.
 *
 * <p>Immutable; shared between threads. Users and items are numbered by the time they were first seen, so the numbers
 * of a view are those of the whole.
 */
public final class Dataset {
    private final String name;
    private final ZoneId zone;
    private final boolean clock;
    private final Vocabulary users;
    private final Customers customers;
    private final Items items;
    private final Vocabulary queries;
    private final Interactions interactions;
    private final long asOf;
    private final int userCount;
    private final int itemCount;
    private final BitSet leftOut;

    /**
     * The whole of a log, as of its last interaction.
     *
     * @param name of the log, shown in reports
     * @param zone in which days begin
     * @param clock false if times are mere order; horizons and global cuts are then refused
     */
    public Dataset(
            String name,
            ZoneId zone,
            boolean clock,
            Vocabulary users,
            Items items,
            Vocabulary queries,
            Interactions interactions) {
        this(name, zone, clock, users, Customers.none(), items, queries, interactions);
    }

    /** The whole of a log, as of its last interaction, with what a customer table says of its users. */
    public Dataset(
            String name,
            ZoneId zone,
            boolean clock,
            Vocabulary users,
            Customers customers,
            Items items,
            Vocabulary queries,
            Interactions interactions) {
        this(
                name,
                zone,
                clock,
                users,
                customers,
                items,
                queries,
                interactions,
                lastTime(interactions),
                users.size(),
                items.size(),
                new BitSet());
        if (interactions.userOffsets().length() != users.size() + 1L) {
            throw new IllegalArgumentException(users.size() + " users, but offsets for "
                    + (interactions.userOffsets().length() - 1) + ": the dataset is damaged");
        }
        if (customers.numbers().stream().anyMatch(each -> each.length() != users.size())) {
            throw new IllegalArgumentException(
                    "attributes of customers are not those of " + users.size() + " users: the dataset is damaged");
        }
    }

    private Dataset(
            String name,
            ZoneId zone,
            boolean clock,
            Vocabulary users,
            Customers customers,
            Items items,
            Vocabulary queries,
            Interactions interactions,
            long asOf,
            int userCount,
            int itemCount,
            BitSet leftOut) {
        this.name = name;
        this.zone = zone;
        this.clock = clock;
        this.users = users;
        this.customers = customers;
        this.items = items;
        this.queries = queries;
        this.interactions = interactions;
        this.asOf = asOf;
        this.userCount = userCount;
        this.itemCount = itemCount;
        this.leftOut = leftOut;
    }

    /**
     * This dataset as it was known at {@code instant}, epoch seconds, which may also lie after its last interaction.
     *
     * @throws IllegalArgumentException if this is itself a view of an earlier instant
     */
    public Dataset asOf(long instant) {
        if (instant > asOf && asOf < lastTime(interactions)) {
            throw new IllegalArgumentException("a view as of " + asOf + " can't be widened to " + instant
                    + ": ask the dataset that it was made from");
        }
        int seenUsers = usersSeenBy(instant);
        return new Dataset(
                name,
                zone,
                clock,
                users,
                customers,
                items,
                queries,
                interactions,
                instant,
                seenUsers,
                items.seenBy(instant),
                leftOut);
    }

    /**
     * This dataset without the histories of the users numbered in {@code users}, which are empty in it; everybody keeps
     * their number, and items their place in the catalogue. For judging a model on users that it was not fitted to.
     */
    public Dataset without(BitSet users) {
        BitSet both = (BitSet) leftOut.clone();
        both.or(users);
        return new Dataset(
                name,
                zone,
                clock,
                this.users,
                customers,
                items,
                queries,
                interactions,
                asOf,
                userCount,
                itemCount,
                both);
    }

    private int usersSeenBy(long instant) {
        int low = 0;
        int high = users.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            long first = interactions.userOffsets().get(middle);
            if (interactions.time().get(first) <= instant) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static long lastTime(Interactions interactions) {
        long last = Long.MIN_VALUE;
        for (long user = 0; user + 1 < interactions.userOffsets().length(); user++) {
            long end = interactions.userOffsets().get(user + 1);
            if (end > interactions.userOffsets().get(user)) {
                last = Math.max(last, interactions.time().get(end - 1));
            }
        }
        return last == Long.MIN_VALUE ? 0 : last;
    }

    /** The history of user {@code user} (0 to {@link #userCount} - 1) as of this view's instant. */
    public History history(int user) {
        long from = interactions.userOffsets().get(user);
        long to = interactions.userOffsets().get(user + 1L);
        return History.of(interactions, user, from, leftOut.get(user) ? from : to, asOf);
    }

    public String name() {
        return name;
    }

    /** The time zone in which the shop's days begin. */
    public ZoneId zone() {
        return zone;
    }

    /** False if the log has order but no clock. */
    public boolean hasClock() {
        return clock;
    }

    /** The instant up to which this view reaches, included; epoch seconds. */
    public long asOf() {
        return asOf;
    }

    /** The time of the first interaction of the whole log; epoch seconds. */
    public long firstTime() {
        return users.size() == 0
                ? 0
                : interactions.time().get(interactions.userOffsets().get(0));
    }

    /** Users first seen by this view's instant: numbers 0 to that - 1. */
    public int userCount() {
        return userCount;
    }

    /** Items first seen by this view's instant: the candidates are 0 to that - 1. */
    public int itemCount() {
        return itemCount;
    }

    public Vocabulary users() {
        return users;
    }

    /** What a customer table says of the users, by their numbers. */
    public Customers customers() {
        return customers;
    }

    public Items items() {
        return items;
    }

    public Vocabulary queries() {
        return queries;
    }

    /** The columns of the whole log, not cut at this view's instant: for writing and for the judged side only. */
    public Interactions interactions() {
        return interactions;
    }
}
