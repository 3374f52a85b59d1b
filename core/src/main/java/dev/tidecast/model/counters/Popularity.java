package dev.tidecast.model.counters;

import dev.tidecast.event.Behaviour;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.History;
import java.util.Arrays;

/**
 * Active days of all users with each item, as a list in time order: how many fell into any window before an instant.
 * An active day counts once a user, item and day, at the time of its first interaction. Immutable.
 */
public final class Popularity {
    private static final long DAY = 86_400;

    private final long[] times;
    private final int[] items;

    private Popularity(long[] times, int[] items) {
        this.times = times;
        this.items = items;
    }

    /** Counts the active days of {@code behaviour} that can be seen in {@code visible}. */
    public static Popularity of(Dataset visible, Behaviour behaviour) {
        long[] keys = new long[1024];
        int size = 0;
        long[] lastDay = new long[visible.itemCount()];
        Arrays.fill(lastDay, Long.MIN_VALUE);
        for (int user = 0; user < visible.userCount(); user++) {
            History history = visible.history(user);
            for (int p = 0; p < history.size(); p++) {
                int item = history.item(p);
                if (item >= 0 && history.behaviour(p) == behaviour) {
                    long day = Math.floorDiv(history.time(p), DAY);
                    long mark = day * (visible.userCount() + 1L) + user;
                    if (lastDay[item] != mark) {
                        lastDay[item] = mark;
                        keys = size == keys.length ? Arrays.copyOf(keys, size * 2) : keys;
                        keys[size++] = history.time(p) << 24 | item;
                    }
                }
            }
        }
        return sorted(Arrays.copyOf(keys, size));
    }

    /** Sorts by time through keys that carry the item in their low 24 bits. */
    private static Popularity sorted(long[] keys) {
        Arrays.parallelSort(keys);
        long[] times = new long[keys.length];
        int[] items = new int[keys.length];
        for (int i = 0; i < keys.length; i++) {
            times[i] = keys[i] >> 24;
            items[i] = (int) (keys[i] & 0xff_ffff);
        }
        return new Popularity(times, items);
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

    /** Active days with each item in the {@code days} before {@code asOf}. */
    public float[] trailing(long asOf, int days, int itemCount) {
        return between(asOf - days * DAY, asOf, itemCount);
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
