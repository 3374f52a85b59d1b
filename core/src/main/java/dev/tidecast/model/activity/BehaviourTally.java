package dev.tidecast.model.activity;

import java.util.Arrays;
import java.util.List;

/** Counts the interactions of one behaviour, or of all together, newest last; confined to one thread. */
final class BehaviourTally {
    private static final int[] WINDOWS = {7, 30, 90, 365};
    private static final double[] HALF_LIVES = {14, 60};
    private static final double NEVER = 3_650;
    static final List<String> NAMES = List.of(
            "recency",
            "tenure",
            "days-7",
            "days-30",
            "days-90",
            "days-365",
            "days-all",
            "events-30",
            "events-all",
            "decayed-14",
            "decayed-60",
            "items-30",
            "items-all",
            "gap-mean",
            "gap-variation",
            "gap-passed",
            "due");

    private int[] dates = new int[64];
    private int[] items = new int[64];
    private int days;
    private int events;
    private int lately;

    void clear() {
        days = 0;
        events = 0;
        lately = 0;
    }

    /**
     * Counts one interaction.
     *
     * @param date the number of its calendar day, not before that of the one before
     * @param late whether it lies within the last 30 days
     */
    void add(int item, int date, boolean late) {
        if (days == 0 || dates[days - 1] != date) {
            dates = days == dates.length ? Arrays.copyOf(dates, 2 * days) : dates;
            dates[days++] = date;
        }
        items = events == items.length ? Arrays.copyOf(items, 2 * events) : items;
        items[events++] = item;
        lately += late ? 1 : 0;
    }

    /** Writes one value for each of {@link #NAMES} as of the day {@code today}; returns the next place. */
    int write(float[] row, int at, int today, int horizonDays) {
        int age = days == 0 ? 0 : Math.max(0, today - dates[days - 1]);
        double tenure = days == 0 ? 0 : Math.max(0, today - dates[0]);
        int next = at;
        row[next++] = log(days == 0 ? NEVER : age);
        row[next++] = log(tenure);
        for (int window : WINDOWS) {
            row[next++] = log(daysSince(today - window));
        }
        row[next++] = log(days);
        row[next++] = log(lately);
        row[next++] = log(events);
        for (double halfLife : HALF_LIVES) {
            row[next++] = log(decayed(today, halfLife));
        }
        row[next++] = log(distinct(events - lately, events));
        row[next++] = log(distinct(0, events));
        return gaps(row, next, age, horizonDays);
    }

    private int daysSince(int after) {
        int count = 0;
        while (count < days && dates[days - 1 - count] > after) {
            count++;
        }
        return count;
    }

    private double decayed(int today, double halfLife) {
        double sum = 0;
        for (int d = 0; d < days; d++) {
            sum += Math.pow(2, -(today - dates[d]) / halfLife);
        }
        return sum;
    }

    private int distinct(int from, int to) {
        int[] some = Arrays.copyOfRange(items, from, to);
        Arrays.sort(some);
        int count = 0;
        for (int i = 0; i < some.length; i++) {
            count += some[i] >= 0 && (i == 0 || some[i] != some[i - 1]) ? 1 : 0;
        }
        return count;
    }

    /** Mean and variation of the gaps between active days, age over mean gap, share of longer gaps that end in the window. */
    private int gaps(float[] row, int at, int age, int horizonDays) {
        double sum = 0;
        double squares = 0;
        int longer = 0;
        int ending = 0;
        for (int d = 1; d < days; d++) {
            int gap = dates[d] - dates[d - 1];
            sum += gap;
            squares += (double) gap * gap;
            longer += gap > age ? 1 : 0;
            ending += gap > age && gap <= age + horizonDays ? 1 : 0;
        }
        double mean = days < 2 ? NEVER : sum / (days - 1);
        double variance = days < 3 ? mean * mean : Math.max(0, squares / (days - 1) - mean * mean);
        row[at] = log(mean);
        row[at + 1] = (float) (Math.sqrt(variance) / mean);
        row[at + 2] = log(age / mean);
        row[at + 3] = (float) ((ending + .5) / (longer + 1.5)); // no longer gap seen: a third
        return at + 4;
    }

    private static float log(double value) {
        return (float) Math.log1p(value);
    }
}
