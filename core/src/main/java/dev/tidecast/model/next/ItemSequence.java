package dev.tidecast.model.next;

import dev.tidecast.sequence.History;
import java.util.Arrays;

/**
 * A history as a sequence of single items, oldest first.
 *
 * @param items [T], those without an item or met first after the fit left out
 * @param times epoch seconds [T]
 */
@SuppressWarnings("ArrayRecordComponent") // made for one pass
public record ItemSequence(int[] items, long[] times) {
    /** The whole of {@code history}, with items below {@code limit} only: later ones have no embedding. */
    public static ItemSequence of(History history, int limit) {
        int[] items = new int[history.size()];
        long[] times = new long[history.size()];
        int count = 0;
        for (int p = 0; p < history.size(); p++) {
            int item = history.item(p);
            if (item >= 0 && item < limit) {
                items[count] = item;
                times[count++] = history.time(p);
            }
        }
        return new ItemSequence(Arrays.copyOf(items, count), Arrays.copyOf(times, count));
    }

    /** T. */
    public int length() {
        return items.length;
    }

    /** Positions {@code from} (included) to {@code to} (not included). */
    public ItemSequence range(int from, int to) {
        return new ItemSequence(Arrays.copyOfRange(items, from, to), Arrays.copyOfRange(times, from, to));
    }

    /** The last {@code most} positions. */
    public ItemSequence last(int most) {
        return length() <= most ? this : range(length() - most, length());
    }
}
