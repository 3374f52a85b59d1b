package dev.tidecast.forecast;

import dev.tidecast.model.Selection;
import java.util.Arrays;

/** Keeps the strongest of many values as they are offered, without keeping all; confined to one thread. */
final class StrongestValues {
    private static final int SPARE = 256;

    /** Score, descending, above the value's number: the smaller the key, the stronger. */
    private long[] keys = {};

    private int most;
    private int size;
    /** No key from here on can be among the strongest. */
    private long bound;

    /** Forgets what was offered; the strongest {@code most} will be asked for. */
    void begin(int most) {
        this.most = most;
        this.size = 0;
        this.bound = Long.MAX_VALUE;
    }

    void offer(int value, float score) {
        int bits = Float.floatToIntBits(score);
        int ascending = bits ^ (bits >> 31 & Integer.MAX_VALUE);
        long key = (long) ~ascending << 32 | value;
        if (key < bound) {
            if (size == keys.length) {
                keys = Arrays.copyOf(keys, Math.max(2 * SPARE, 2 * size));
            }
            keys[size++] = key;
            if (size - most >= SPARE) {
                cut();
            }
        }
    }

    private void cut() {
        Selection.smallestFirst(keys, size, most);
        size = most;
        bound = most == 0 ? Long.MIN_VALUE : Arrays.stream(keys, 0, most).max().orElseThrow();
    }

    /** The strongest first, ties by number. */
    int[] values() {
        Arrays.sort(keys, 0, size);
        return Arrays.stream(keys, 0, Math.min(most, size))
                .mapToInt(key -> (int) key)
                .toArray();
    }
}
