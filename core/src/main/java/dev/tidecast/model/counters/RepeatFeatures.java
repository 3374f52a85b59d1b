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

    /** Features of all own items, float[n x R], in the order of {@code own}; their counts are taken from {@code counted}. */
    static float[] of(
            History history,
            OwnItems own,
            CounterSettings settings,
            CounterRow.Trend trend,
            float[] support,
            float[] counted) {
        int width = width(settings);
        int countedWidth = CounterRows.features(settings);
        float[] values = new float[own.size() * width];
        long[] days = days(history);
        double[] ofUser = ofUser(history, days, own.size());
        for (int slot = 0; slot < own.size(); slot++) {
            int at = slot * width;
            System.arraycopy(counted, slot * countedWidth, values, at, settings.counts());
            at += settings.counts();
            for (double feature : ofSlot(own, slot, days, trend.asOf(), ofUser)) {
                values[at++] = (float) feature;
            }
            values[at++] = support[own.item(slot)];
            for (int d = 1; d < CounterLogits.DENSE; d++) {
                values[at++] = trend.features()[d - 1][own.item(slot)];
            }
        }
        return values;
    }

    private static double[] ofSlot(OwnItems own, int slot, long[] days, double asOf, double[] ofUser) {
        int n = own.days(slot);
        double last = (asOf - own.last(slot)) / DAY;
        double variation = own.gapVariation(slot);
        int since = days.length - firstAtLeast(days, Math.floorDiv(own.first(slot), (long) DAY));
        int after = days.length - firstAtLeast(days, Math.floorDiv(own.last(slot), (long) DAY) + 1);
        return new double[] {
            Math.log(1.0 + n),
            Math.log(1 + last),
            Math.log(1 + (asOf - own.first(slot)) / DAY),
            Double.isNaN(variation) ? 1 : variation,
            n > 1 ? Math.log((last + 1) / (own.meanGap(slot) + 1)) : 0,
            n > 1 ? 1 : 0,
            n > 2 ? 1 : 0,
            ofUser[0],
            ofUser[1],
            ofUser[2],
            ofUser[3],
            Math.log(1.0 + since),
            Math.log(1.0 + after),
            Math.log((n + .2) / (since + 1.0))
        };
    }

    private static double[] ofUser(History history, long[] days, int ownItems) {
        double last = days.length == 0 ? 0 : (history.asOf() - history.time(history.size() - 1)) / DAY;
        double first = days.length == 0 ? 0 : (history.asOf() - history.time(0)) / DAY;
        return new double[] {
            Math.log(1.0 + days.length), Math.log(1 + last), Math.log(1 + first), Math.log(1.0 + ownItems)
        };
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
