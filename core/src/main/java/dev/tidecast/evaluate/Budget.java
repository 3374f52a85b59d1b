package dev.tidecast.evaluate;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The time that all baselines together may take; other models take what they need. */
final class Budget {
    private final long limit;
    private final int minutes;
    private final Predicate<String> baseline;
    private final Map<String, Long> took = new HashMap<>();
    private long spent;
    private long began;

    Budget(int minutes, Predicate<String> baseline) {
        this.minutes = minutes;
        this.limit = TimeUnit.MINUTES.toNanos(minutes);
        this.baseline = baseline;
    }

    /** Why a model does not fit in, going by what it took before; empty where it does. */
    String reason(String model) {
        if (!baseline.test(model) || spent + took.getOrDefault(model, 0L) < limit) {
            return "";
        }
        return "the baselines' budget of " + minutes + " min does not hold it: others took "
                + TimeUnit.NANOSECONDS.toSeconds(spent) + " s before it, and it "
                + TimeUnit.NANOSECONDS.toSeconds(took.getOrDefault(model, 0L))
                + " s at the cut before; raise backtest.budget-minutes in the recipe or name fewer models";
    }

    void begin() {
        began = System.nanoTime();
    }

    /** Whether the model that has begun is a baseline and has used up what was left. */
    boolean late(String model) {
        return baseline.test(model) && spent + System.nanoTime() - began >= limit;
    }

    void end(String model) {
        long nanos = System.nanoTime() - began;
        took.put(model, nanos);
        spent += baseline.test(model) ? nanos : 0;
    }
}
