package dev.tidecast.model.purchase;

import dev.tidecast.event.Behaviour;
import dev.tidecast.sequence.History;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A history as the article's program reads it: the last T days before its instant, empty ones included, the oldest first;
 * of each day log(1 + count) of each behaviour and of distinct items.
 *
 * @param behaviours that are counted
 * @param days T
 */
public record DailyCounts(List<Behaviour> behaviours, int days) {
    private static final long DAY = 86_400;

    public DailyCounts {
        behaviours = List.copyOf(behaviours);
        if (behaviours.isEmpty() || days < 1 || days > 3_650) {
            throw new IllegalArgumentException(
                    behaviours.size() + " behaviours on " + days + " days: at least one, and 1 to 3650, are allowed");
        }
    }

    /** F, the values of a day. */
    public int width() {
        return behaviours.size() + 1;
    }

    /** The days of a history, float[T x F]; all zeros where nothing happened in them. */
    public float[] of(History history) {
        float[] values = new float[days * width()];
        Set<Integer> items = new TreeSet<>();
        int open = -1;
        for (int p = 0; p < history.size(); p++) {
            long back = (history.asOf() - history.time(p)) / DAY;
            int b = behaviours.indexOf(history.behaviour(p));
            if (back >= days || b < 0) {
                continue;
            }
            int day = days - 1 - (int) back;
            if (day != open) {
                items.clear();
                open = day;
            }
            values[day * width() + b] += history.repeats(p);
            if (history.item(p) >= 0 && items.add(history.item(p))) {
                values[day * width() + behaviours.size()]++;
            }
        }
        for (int k = 0; k < values.length; k++) {
            values[k] = (float) Math.log1p(values[k]);
        }
        return values;
    }
}
