package dev.tidecast.app.web;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;

/** Events of each of the last seconds; written by the store's thread, read by any. */
final class Pulse {
    static final int SECONDS = 120;

    private final LongSupplier now;
    private final AtomicLongArray counts = new AtomicLongArray(2 * SECONDS);
    private final AtomicLongArray stamps = new AtomicLongArray(2 * SECONDS);

    /** A pulse by a clock in seconds. */
    Pulse(LongSupplier now) {
        this.now = now;
    }

    void add(int events) {
        long second = now.getAsLong();
        int place = (int) (second % counts.length());
        if (stamps.getAndSet(place, second) != second) {
            counts.set(place, 0);
        }
        counts.addAndGet(place, events);
    }

    /** Counts of the last whole seconds, the latest last. */
    long[] last() {
        long second = now.getAsLong();
        long[] found = new long[SECONDS];
        for (int back = 1; back <= SECONDS; back++) {
            int place = (int) ((second - back) % counts.length());
            found[SECONDS - back] = stamps.get(place) == second - back ? counts.get(place) : 0;
        }
        return found;
    }

    /** Events a second over the last ten whole seconds. */
    double rate() {
        long[] all = last();
        long sum = 0;
        for (int k = SECONDS - 10; k < SECONDS; k++) {
            sum += all[k];
        }
        return sum / 10.0;
    }
}
