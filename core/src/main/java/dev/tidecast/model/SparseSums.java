package dev.tidecast.model;

import java.util.Arrays;

/** Sums by item of which few differ from 0: one dense array, forgotten entry by entry; confined to one thread. */
final class SparseSums {
    private final float[] sum;
    private final boolean[] taken;
    private final int[] item;
    private final long[] keys;
    private int size;

    SparseSums(int items) {
        this.sum = new float[items];
        this.taken = new boolean[items];
        this.item = new int[items];
        this.keys = new long[items];
    }

    void add(int each, float value) {
        if (!taken[each]) {
            taken[each] = true;
            item[size++] = each;
        }
        sum[each] += value;
    }

    /** Leaves an item out. */
    void remove(int each) {
        sum[each] = 0;
    }

    /** A factor by item. */
    @FunctionalInterface
    interface Factor {
        float of(int item);
    }

    void scale(Factor factor) {
        for (int i = 0; i < size; i++) {
            sum[item[i]] *= factor.of(item[i]);
        }
    }

    /** Writes the largest positive sums, at most {@code most}, as a row with ascending columns, and forgets all. */
    int takeStrongest(int most, int[] columns, float[] values) {
        int positive = 0;
        for (int i = 0; i < size; i++) {
            float value = sum[item[i]];
            if (value > 0) {
                keys[positive++] = (long) -Float.floatToIntBits(value) << 32 | item[i];
            }
        }
        int count = Math.min(most, positive);
        Selection.smallestFirst(keys, positive, count);
        for (int k = 0; k < count; k++) {
            columns[k] = (int) keys[k];
        }
        Arrays.sort(columns, 0, count);
        for (int k = 0; k < count; k++) {
            values[k] = sum[columns[k]];
        }
        for (int i = 0; i < size; i++) {
            sum[item[i]] = 0;
            taken[item[i]] = false;
        }
        size = 0;
        return count;
    }
}
