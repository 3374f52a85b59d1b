package dev.tidecast.model.counters;

import dev.tidecast.sequence.History;
import java.util.Arrays;

/**
 * What speaks for and against a user's coming back to an own item: its counts, active days, ages, the regularity of its
 * gaps, how many shopping days it was passed over, and how much the user shops at all. Raw values; the network
 * standardises them.
 */
final class RepeatFeatures {
    /** Features beside the K counts and the D of every candidate. */
    private static final int OWN = 14;

    private static final double DAY = 86_400.0;

    private RepeatFeatures() {}

    /** R: features of an own item. */
    static int width(CounterSettings settings) {
        return settings.counts() + OWN + CounterLogits.DENSE;
    }

    /** Features of all own items, float[n x R], in the order of {@code own}. */
    static float[] of(
            History history, OwnItems own, CounterSettings settings, CounterRow.Trend trend, float[] support) {
        int width = width(settings);
        float[] values = new float[own.size() * width];
        long[] days = days(history);
        double asOf = trend.asOf();
        double userLast = days.length == 0 ? 0 : (asOf - history.time(history.size() - 1)) / DAY;
        double userFirst = days.length == 0 ? 0 : (asOf - history.time(0)) / DAY;
        for (int slot = 0; slot < own.size(); slot++) {
            int at = slot * width;
            for (int k = 0; k < settings.counts(); k++) {
                values[at++] = (float) Math.log1p(4 * own.count(slot, k));
            }
            int n = own.days(slot);
            double last = (asOf - own.last(slot)) / DAY;
            double variation = own.gapVariation(slot);
            int since = days.length - firstAtLeast(days, Math.floorDiv(own.first(slot), (long) DAY));
            int after = days.length - firstAtLeast(days, Math.floorDiv(own.last(slot), (long) DAY) + 1);
            double[] features = {
                Math.log1p(n),
                Math.log1p(last),
                Math.log1p((asOf - own.first(slot)) / DAY),
                Double.isNaN(variation) ? 1 : variation,
                n > 1 ? Math.log((last + 1) / (own.meanGap(slot) + 1)) : 0,
                n > 1 ? 1 : 0,
                n > 2 ? 1 : 0,
                Math.log1p(days.length),
                Math.log1p(userLast),
                Math.log1p(userFirst),
                Math.log1p(own.size()),
                Math.log1p(since),
                Math.log1p(after),
                Math.log((n + .2) / (since + 1.0))
            };
            for (double feature : features) {
                values[at++] = (float) feature;
            }
            values[at++] = support[own.item(slot)];
            for (float[] feature : trend.features()) {
                values[at++] = feature[own.item(slot)];
            }
        }
        return values;
    }

    /** The user's distinct active days, ascending. */
    private static long[] days(History history) {
        long[] days = new long[history.size()];
        int size = 0;
        for (int p = 0; p < history.size(); p++) {
            long day = Math.floorDiv(history.time(p), (long) DAY);
            if (size == 0 || days[size - 1] != day) {
                days[size++] = day;
            }
        }
        return Arrays.copyOf(days, size);
    }

    private static int firstAtLeast(long[] days, long day) {
        int found = Arrays.binarySearch(days, day);
        return found >= 0 ? found : -found - 1;
    }
}
