package dev.tidecast.model;

import dev.tidecast.event.Behaviour;
import dev.tidecast.sequence.Dataset;
import java.util.Arrays;

/**
 * Active days of all users with each item, as a list in time order: how many fell into any window before an instant. An
 * active day counts once a user, item and day of the shop, at the time of its first interaction. Immutable.
 */
public final class Popularity {
    /** For {@code days}: as far back as the log goes. */
    public static final int ALL = Integer.MAX_VALUE;

    private static final long DAY = 86_400;
    private static final int ITEM_BITS = 24;

    private final long[] times;
    private final int[] items;

    private Popularity(long[] times, int[] items) {
        this.times = times;
        this.items = items;
    }

    /** The active days of {@code behaviour} that can be seen in {@code visible}; at most 16 million items. */
    public static Popularity of(Dataset visible, Behaviour behaviour) {
        if (visible.itemCount() > 1 << ITEM_BITS) {
            throw new IllegalArgumentException(
                    visible.itemCount() + " items: popularity takes " + (1 << ITEM_BITS) + " at most");
        }
        long[] keys = new long[1024];
        int size = 0;
        ActiveDays active = new ActiveDays(visible, behaviour);
        for (int user = 0; user < visible.userCount(); user++) {
            active.read(visible.history(user));
            while (keys.length < size + active.size()) {
                keys = Arrays.copyOf(keys, keys.length * 2);
            }
            for (int i = 0; i < active.size(); i++) {
                keys[size++] = active.time(i) << ITEM_BITS | active.item(i);
            }
        }
        return sorted(Arrays.copyOf(keys, size));
    }

    /** Sorts by time through keys that carry the item in their low bits. */
    private static Popularity sorted(long[] keys) {
        Arrays.parallelSort(keys);
        long[] times = new long[keys.length];
        int[] items = new int[keys.length];
        for (int i = 0; i < keys.length; i++) {
            times[i] = keys[i] >> ITEM_BITS;
            items[i] = (int) (keys[i] & ((1L << ITEM_BITS) - 1));
        }
        return new Popularity(times, items);
    }

    /**
     * Active days by item in (asOf - days, asOf] of a dataset.
     *
     * @param days the window's length in units of 86,400 s, or {@link #ALL}
     * @return counts [V], V the candidates as of the dataset's instant
     */
    public static float[] trailing(Dataset visible, Behaviour behaviour, int days) {
        return of(visible, behaviour).trailing(visible.asOf(), days, visible.itemCount());
    }

    /** Active days with each item in the {@code days} before {@code asOf}, length {@code itemCount}. */
    public float[] trailing(long asOf, int days, int itemCount) {
        return between(days == ALL ? Long.MIN_VALUE : asOf - days * DAY, asOf, itemCount);
    }

    /** Active days with each item in (from, to], epoch seconds; length {@code itemCount}. */
    public float[] between(long from, long to, int itemCount) {
        float[] counts = new float[itemCount];
        for (int i = firstAfter(from); i < times.length && times[i] <= to; i++) {
            if (items[i] < itemCount) {
                counts[items[i]]++;
            }
        }
        return counts;
    }

    private int firstAfter(long instant) {
        int low = 0;
        int high = times.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (times[middle] <= instant) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
