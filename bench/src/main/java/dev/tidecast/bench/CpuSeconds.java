package dev.tidecast.bench;

import java.lang.management.ManagementFactory;

/** Processor time of the calling thread, in seconds. */
final class CpuSeconds {
    private CpuSeconds() {}

    /** The least of several runs. */
    static double best(int runs, Runnable work) {
        long best = Long.MAX_VALUE;
        for (int k = 0; k < runs; k++) {
            long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            work.run();
            best = Math.min(best, ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start);
        }
        return best / 1e9;
    }
}
