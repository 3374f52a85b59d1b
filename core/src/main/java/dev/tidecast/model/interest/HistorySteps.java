package dev.tidecast.model.interest;

import dev.tidecast.sequence.History;
import java.util.Arrays;

/**
 * A history as the trunk reads it: one step for each active day that had ended before the day of the history's instant,
 * so that a state never depends on the hour at which it is asked. T steps, F features each.
 *
 * @param count T
 * @param features float[T x F]: gap to the step before and size and spend (log), weekday and season on the circle, the
 *     share of each behaviour
 * @param starts int[T + 1]: step s has items[starts[s]] to items[starts[s + 1] - 1]
 * @param items distinct items of each step
 * @param times of the first event of each step, epoch seconds, [T]
 */
@SuppressWarnings("ArrayRecordComponent") // made for one pass of the trunk
public record HistorySteps(int count, float[] features, int[] starts, int[] items, long[] times) {
    /** F. */
    public static final int FEATURES = 15;

    private static final int CALENDAR = 7;
    private static final double DAY = 86_400.0;

    /**
     * The last {@code most} steps of a history, with items below {@code itemLimit} only: later ones have no embedding.
     */
    public static HistorySteps of(History history, int itemLimit, int most) {
        long today = day(history.asOf());
        int end = history.size();
        while (end > 0 && day(history.time(end - 1)) >= today) {
            end--;
        }
        int from = end;
        int count = 0;
        while (from > 0 && (count < most || day(history.time(from - 1)) == day(history.time(from)))) {
            boolean newDay = from == end || day(history.time(from - 1)) != day(history.time(from));
            if (newDay && ++count > most) {
                count = most;
                break;
            }
            from--;
        }
        return read(history, from, end, count, itemLimit);
    }

    /** How many steps of {@code whole} had closed before the day of {@code instant}. */
    public static int closed(History whole, long instant) {
        int count = 0;
        long last = Long.MIN_VALUE;
        for (int p = 0; p < whole.size() && day(whole.time(p)) < day(instant); p++) {
            if (day(whole.time(p)) != last) {
                last = day(whole.time(p));
                count++;
            }
        }
        return count;
    }

    private static HistorySteps read(History history, int from, int end, int count, int itemLimit) {
        float[] features = new float[count * FEATURES];
        int[] starts = new int[count + 1];
        int[] items = new int[end - from];
        long[] times = new long[count];
        int size = 0;
        int at = from;
        double before = from == 0 ? Double.NaN : history.time(from - 1);
        for (int step = 0; step < count; step++) {
            int next = at;
            while (next < end && day(history.time(next)) == day(history.time(at))) {
                next++;
            }
            describe(history, at, next, before, features, step * FEATURES);
            int first = size;
            for (int p = at; p < next; p++) {
                int item = history.item(p);
                if (item >= 0 && item < itemLimit && !contains(items, first, size, item)) {
                    items[size++] = item;
                }
            }
            starts[step + 1] = size;
            times[step] = history.time(at);
            before = history.time(next - 1);
            at = next;
        }
        return new HistorySteps(count, features, starts, Arrays.copyOf(items, size), times);
    }

    private static void describe(History history, int from, int to, double before, float[] features, int at) {
        double spend = 0;
        for (int p = from; p < to; p++) {
            double value = (double) history.price(p) * history.quantity(p);
            spend += Double.isNaN(value) ? 0 : value;
            features[at + CALENDAR + history.behaviour(p).ordinal()] += 1f / (to - from);
        }
        double gap = Double.isNaN(before) ? 0 : (history.time(from) - before) / DAY;
        features[at] = (float) Math.log1p(gap) / 2;
        features[at + 1] = (float) Math.log1p(to - from) / 2;
        features[at + 2] = (float) Math.log1p(Math.max(0, spend)) / 5;
        double weekday = 2 * Math.PI * day(history.time(from)) / 7;
        double season = 2 * Math.PI * day(history.time(from)) / 365.25;
        features[at + 3] = (float) Math.sin(weekday);
        features[at + 4] = (float) Math.cos(weekday);
        features[at + 5] = (float) Math.sin(season);
        features[at + 6] = (float) Math.cos(season);
    }

    private static boolean contains(int[] items, int from, int to, int item) {
        for (int k = from; k < to; k++) {
            if (items[k] == item) {
                return true;
            }
        }
        return false;
    }

    private static long day(long time) {
        return Math.floorDiv(time, (long) DAY);
    }
}
