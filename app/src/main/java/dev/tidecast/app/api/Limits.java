package dev.tidecast.app.api;

import dev.tidecast.app.live.OverloadedException;
import io.javalin.http.Context;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** How much at once, and how much from one caller. Shared between threads. */
final class Limits {
    /** The largest body, bytes. */
    static final long BODY = 8 << 20;

    private static final int MOST_CALLERS = 10_000;
    private static final String INSIDE = "tidecast.inside";

    private final Semaphore places;
    private final double rate;
    private final Map<String, double[]> buckets = new ConcurrentHashMap<>();

    /** {@code atOnce} requests at a time; {@code rate} a second of one caller, in bursts of as many. */
    Limits(int atOnce, double rate) {
        this.places = new Semaphore(atOnce);
        this.rate = rate;
    }

    /** Takes a place, or ends the request with 429 or 503. */
    void enter(Context context) {
        if (!places.tryAcquire()) {
            throw new OverloadedException("too many requests at once");
        }
        context.attribute(INSIDE, true);
        if (!within(Gate.caller(context).id() + " " + context.ip())) {
            context.header("Retry-After", "1");
            throw new ProblemException(429, "too many requests", (long) rate + " a second are allowed");
        }
    }

    /** Gives the place back. */
    void leave(Context context) {
        if (Boolean.TRUE.equals(context.attribute(INSIDE))) {
            context.attribute(INSIDE, false);
            places.release();
        }
    }

    /** A bucket of {@code rate} tokens, filled by as many a second: what is left, and when. */
    private boolean within(String caller) {
        if (buckets.size() > MOST_CALLERS) {
            buckets.clear();
        }
        double now = System.nanoTime() / 1e9;
        boolean[] within = {false};
        buckets.compute(caller, (ignored, bucket) -> {
            double[] next = bucket == null ? new double[] {rate, now} : bucket;
            next[0] = Math.min(rate, next[0] + (now - next[1]) * rate);
            next[1] = now;
            within[0] = next[0] >= 1;
            next[0] -= within[0] ? 1 : 0;
            return next;
        });
        return within[0];
    }
}
