package dev.tidecast.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** Processor time in seconds. */
final class CpuSeconds {
    private CpuSeconds() {}

    /** Of all threads since the JVM's start, compilation and collection included. */
    static double ofProcess() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() / 1e9;
    }

    /** Of the calling thread: the least of several runs. */
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
