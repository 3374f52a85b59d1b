package dev.tidecast.doctor;

import java.util.Arrays;

/** Activity by hour of the day, [24]. */
public final class HourProfile {
    private static final int HOURS = 24;

    private final double[] activity = new double[HOURS];

    public void add(int hour, double amount) {
        activity[hour] += amount;
    }

    public double total() {
        return Arrays.stream(activity).sum();
    }

    /** Share of the activity in {@code length} hours from {@code start}, around midnight. */
    public double share(int start, int length) {
        double sum = 0;
        for (int i = 0; i < length; i++) {
            sum += activity[Math.floorMod(start + i, HOURS)];
        }
        return total() == 0 ? 0 : sum / total();
    }

    /** The first of the {@code length} hours with the least activity; of equals the middle one. */
    public int quietest(int length) {
        double least = Double.MAX_VALUE;
        for (int start = 0; start < HOURS; start++) {
            least = Math.min(least, share(start, length));
        }
        int best = 0;
        int longest = 0;
        for (int start = 0; start < HOURS; start++) {
            int run = 0;
            while (run < HOURS && share(start + run, length) <= least + 1e-9) {
                run++;
            }
            if (run > longest) {
                longest = run;
                best = start;
            }
        }
        return Math.floorMod(best + (longest - 1) / 2, HOURS);
    }

    /** A circular shift by whole hours, and how like the profiles are with it and without. */
    public record Shift(int hours, double shifted, double unshifted) {
        /** Whether it is at least {@code least} hours and beyond what chance and season do. */
        public boolean isClear(int least) {
            return Math.abs(hours) >= least && shifted > 0.9 && shifted - unshifted > 0.15;
        }
    }

    /** By how many hours this must go forward (negative: back) to be most like {@code other}. */
    public Shift shiftTo(HourProfile other) {
        double unshifted = correlation(other, 0);
        int best = 0;
        for (int by = 1 - HOURS / 2; by <= HOURS / 2; by++) {
            if (correlation(other, by) > correlation(other, best) + 1e-12) {
                best = by;
            }
        }
        return new Shift(best, correlation(other, best), unshifted);
    }

    private double correlation(HourProfile other, int by) {
        double mean = total() / HOURS;
        double otherMean = other.total() / HOURS;
        double product = 0;
        double square = 0;
        double otherSquare = 0;
        for (int hour = 0; hour < HOURS; hour++) {
            double a = activity[Math.floorMod(hour - by, HOURS)] - mean;
            double b = other.activity[hour] - otherMean;
            product += a * b;
            square += a * a;
            otherSquare += b * b;
        }
        return square == 0 || otherSquare == 0 ? 0 : product / Math.sqrt(square * otherSquare);
    }
}
