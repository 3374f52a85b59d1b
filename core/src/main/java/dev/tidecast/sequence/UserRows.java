package dev.tidecast.sequence;

import java.lang.foreign.MemorySegment;

/** Columns of one user's interactions with room for more; those that a state counts are never written again. */
final class UserRows {
    int[] item;
    byte[] behaviour;
    long[] time;
    long[] revokedAt;
    float[] quantity;
    float[] price;
    int[] repeats;
    int[] order;
    int[] query;

    /** Units of a purchase that no cancellation has taken back. */
    float[] units;

    /** How many rows are taken, by whichever state. */
    private int taken;

    UserRows(int capacity) {
        item = new int[capacity];
        behaviour = new byte[capacity];
        time = new long[capacity];
        revokedAt = new long[capacity];
        quantity = new float[capacity];
        price = new float[capacity];
        repeats = new int[capacity];
        order = new int[capacity];
        query = new int[capacity];
        units = new float[capacity];
    }

    /** These rows if row {@code size} is free, else a copy of the first {@code size}. */
    UserRows appendable(int size) {
        return taken == size && size < item.length ? this : gap(size, size);
    }

    /** A copy of the first {@code size} rows, with a free row at {@code place}. */
    UserRows gap(int size, int place) {
        UserRows copy = new UserRows(Math.max(4, size + 1 + size / 2));
        copy.move(this, 0, 0, place);
        copy.move(this, place, place + 1, size - place);
        copy.taken = size;
        return copy;
    }

    /** A copy of the first {@code size} rows but one. */
    UserRows without(int size, int row) {
        UserRows copy = new UserRows(Math.max(4, size));
        copy.move(this, 0, 0, row);
        copy.move(this, row + 1, row, size - row - 1);
        copy.taken = size - 1;
        return copy;
    }

    private void move(UserRows from, int at, int to, int count) {
        System.arraycopy(from.item, at, item, to, count);
        System.arraycopy(from.behaviour, at, behaviour, to, count);
        System.arraycopy(from.time, at, time, to, count);
        System.arraycopy(from.revokedAt, at, revokedAt, to, count);
        System.arraycopy(from.quantity, at, quantity, to, count);
        System.arraycopy(from.price, at, price, to, count);
        System.arraycopy(from.repeats, at, repeats, to, count);
        System.arraycopy(from.order, at, order, to, count);
        System.arraycopy(from.query, at, query, to, count);
        System.arraycopy(from.units, at, units, to, count);
    }

    void put(int row, Arrival arrival) {
        item[row] = arrival.item();
        behaviour[row] = (byte) arrival.behaviour().ordinal();
        time[row] = arrival.time();
        revokedAt[row] = Interactions.NEVER;
        quantity[row] = arrival.quantity();
        price[row] = arrival.price();
        repeats[row] = 1;
        order[row] = arrival.order();
        query[row] = arrival.query();
        units[row] = arrival.units();
        taken++;
    }

    void copy(Interactions all, long from, int row) {
        item[row] = all.item().get(from);
        behaviour[row] = (byte) all.behaviour().get(from);
        time[row] = all.time().get(from);
        revokedAt[row] = all.revokedAt().get(from);
        quantity[row] = all.quantity().get(from);
        price[row] = all.price().get(from);
        repeats[row] = all.repeats().get(from);
        order[row] = all.order().get(from);
        query[row] = all.query().get(from);
        float each = Float.isNaN(quantity[row]) || quantity[row] == 0 ? 1 : Math.abs(quantity[row]);
        units[row] = each * repeats[row];
        taken++;
    }

    /** Leaves of a row nothing but its time. */
    void blank(int row) {
        item[row] = -1;
        behaviour[row] = 0;
        revokedAt[row] = Interactions.NEVER;
        quantity[row] = Float.NaN;
        price[row] = Float.NaN;
        repeats[row] = 1;
        order[row] = -1;
        query[row] = -1;
    }

    /** The first {@code size} rows as columns of a dataset of one user. */
    Interactions interactions(int size) {
        return interactions(new long[] {0, size});
    }

    /** The first rows as columns of a dataset of users whose rows begin at {@code offsets}, int64 [U + 1]. */
    Interactions interactions(long[] offsets) {
        int size = (int) offsets[offsets.length - 1];
        return new Interactions(
                Column.Longs.of(offsets),
                new Column.Ints(ints(item, size)),
                new Column.Bytes(MemorySegment.ofArray(behaviour).asSlice(0, size)),
                new Column.Longs(longs(time, size)),
                new Column.Longs(longs(revokedAt, size)),
                new Column.Floats(floats(quantity, size)),
                new Column.Floats(floats(price, size)),
                new Column.Ints(ints(repeats, size)),
                new Column.Ints(ints(order, size)),
                new Column.Ints(ints(query, size)));
    }

    private static MemorySegment ints(int[] values, int size) {
        return MemorySegment.ofArray(values).asSlice(0, (long) size * Integer.BYTES);
    }

    private static MemorySegment longs(long[] values, int size) {
        return MemorySegment.ofArray(values).asSlice(0, (long) size * Long.BYTES);
    }

    private static MemorySegment floats(float[] values, int size) {
        return MemorySegment.ofArray(values).asSlice(0, (long) size * Float.BYTES);
    }
}
