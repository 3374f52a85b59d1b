package dev.tidecast.bench;

import java.util.Arrays;
import java.util.Locale;

/** Times of answers, milliseconds; shared between threads. */
final class Latencies {
    private double[] millis = new double[1 << 12];
    private int size;

    synchronized void add(long nanos) {
        if (size == millis.length) {
            millis = Arrays.copyOf(millis, size * 2);
        }
        millis[size++] = nanos / 1e6;
    }

    synchronized void clear() {
        size = 0;
    }

    synchronized int size() {
        return size;
    }

    /** The value below which {@code share} of all lie; NaN without any. */
    synchronized double quantile(double share) {
        if (size == 0) {
            return Double.NaN;
        }
        double[] sorted = Arrays.copyOf(millis, size);
        Arrays.sort(sorted);
        return sorted[Math.min(size - 1, (int) (share * size))];
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%d, p50 %.2f ms, p99 %.2f ms, most %.1f ms",
                size(),
                quantile(.5),
                quantile(.99),
                quantile(1));
    }
}
