package dev.tidecast.bench;

import dev.tidecast.sequence.Dataset;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Locale;

/**
 * How a backtest grows: time with users at 100,000 items, and memory at a million users. Run it in a heap of 2 GiB, which
 * holds the made-up log and all that is measured: {@code java -Xmx2g ... EvaluationScale}.
 */
public final class EvaluationScale {
    private static final int ITEMS = 100_000;
    private static final int MILLION = 1_000_000;

    private EvaluationScale() {}

    /** No arguments. */
    public static void main(String[] arguments) {
        run(2_000, ITEMS); // warms up
        double small = run(10_000, ITEMS);
        double large = run(20_000, ITEMS);
        System.out.printf(
                Locale.ROOT,
                "twice the users take %.2f times as long; a million users x 100,000 items would take %.0f s a model%n",
                large / small,
                large + (large - small) / 10_000 * (MILLION - 20_000));
        run(MILLION, 1_000);
    }

    private static double run(int users, int items) {
        Dataset whole = new EvaluationShop(users, items, 3, 2, 1).dataset();
        EvaluationShop.Given given = EvaluationShop.Given.random("given", items + 1_000, 2);
        long empty = used();
        pools().forEach(MemoryPoolMXBean::resetPeakUsage);
        long start = System.nanoTime();
        EvaluationBench.judge(whole, given);
        double seconds = (System.nanoTime() - start) / 1e9;
        long peak = pools().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
        System.out.printf(
                Locale.ROOT,
                "%,d users x %,d items: %.1f s; the log holds %d MiB, the most in the heap was %d MiB (garbage included)%n",
                users,
                items,
                seconds,
                empty >> 20,
                peak >> 20);
        return seconds;
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static java.util.stream.Stream<MemoryPoolMXBean> pools() {
        return ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getType() == MemoryType.HEAP);
    }
}
