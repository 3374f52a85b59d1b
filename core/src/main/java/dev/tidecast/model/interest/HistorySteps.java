package dev.tidecast.model.interest;

import dev.tidecast.model.StepInput;
import dev.tidecast.sequence.History;
import java.util.Set;

/**
 * A history as the trunk reads it: one step for each active day that had ended before the day of the history's instant,
 * so that a state never depends on the hour at which it is asked. T steps, F features each.
 *
 * @param count T
 * @param features float[T x F]: gap to the step before and size and spend (log), weekday and season on the circle, the
 *     share of each behaviour; then what the recipe asked for
 * @param items distinct items of each step
 * @param words distinct known words of the queries of each step; none unless the recipe asked for queries
 * @param times of the first event of each step, epoch seconds, [T]
 */
@SuppressWarnings("ArrayRecordComponent") // made for one pass of the trunk
public record HistorySteps(int count, float[] features, Bags items, Bags words, long[] times) {
    /** The features that every step has. */
    public static final int FEATURES = 15;

    private static final double DAY = 86_400.0;

    /**
     * Numbers that belong to steps.
     *
     * @param starts int[T + 1]: step s has numbers[starts[s]] to numbers[starts[s + 1] - 1]
     */
    @SuppressWarnings("ArrayRecordComponent") // as those of the steps
    public record Bags(int[] starts, int[] numbers) {}

    /** The last steps of a history. */
    public static HistorySteps of(History history, StepReading reading) {
        long today = day(history.asOf());
        int most = reading.most();
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
        return read(history, from, end, count, reading);
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

    private static HistorySteps read(History history, int from, int end, int count, StepReading reading) {
        float[] features = new float[count * reading.width()];
        StepBags items = new StepBags(count);
        StepBags words = new StepBags(count);
        long[] times = new long[count];
        int at = from;
        double before = from == 0 ? Double.NaN : history.time(from - 1);
        for (int step = 0; step < count; step++) {
            int next = at;
            while (next < end && day(history.time(next)) == day(history.time(at))) {
                next++;
            }
            StepFeatures.write(history, at, next, before, reading, features, step * reading.width());
            collect(history, at, next, reading, items, words);
            times[step] = history.time(at);
            before = history.time(next - 1);
            at = next;
        }
        return new HistorySteps(count, features, items.bags(), words.bags(), times);
    }

    private static void collect(
            History history, int from, int to, StepReading reading, StepBags items, StepBags words) {
        boolean queries = reading.inputs().contains(StepInput.QUERY);
        for (int p = from; p < to; p++) {
            items.add(history.item(p) < reading.items() ? history.item(p) : -1);
            if (queries && history.query(p) >= 0) {
                for (int word : reading.words().apply(history.query(p))) {
                    words.add(word);
                }
            }
        }
        items.close();
        words.close();
    }

    /** F: the features of a step for which the recipe asked for more. */
    public static int width(Set<StepInput> inputs) {
        return FEATURES + StepInput.width(inputs);
    }

    static long day(long time) {
        return Math.floorDiv(time, (long) DAY);
    }
}
