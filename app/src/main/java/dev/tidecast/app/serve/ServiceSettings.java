package dev.tidecast.app.serve;

import java.nio.file.Path;

/**
 * How a service is set up.
 *
 * @param out the output folder; the store lies in {@code live} under it
 * @param clock whose time counts
 * @param threads that score and read the store
 * @param waiting questions that may wait for a thread
 * @param statesInMemory users' states that are kept in memory
 * @param answerMillis the longest that an answer may take
 */
public record ServiceSettings(Path out, Clock clock, int threads, int waiting, int statesInMemory, long answerMillis) {
    private static final long BYTES_PER_STATE = 64 << 10;

    /** Whose time counts. */
    public enum Clock {
        /** The wall's, unless the log ended more than 90 days ago. */
        AUTO,
        WALL,
        /** The log's: its end, and from there on at the pace of the wall's. */
        LOG
    }

    public ServiceSettings {
        if (threads < 1 || waiting < 1 || statesInMemory < 1 || answerMillis < 1) {
            throw new IllegalArgumentException("a service of " + threads + " threads, " + waiting + " waiting, "
                    + statesInMemory + " states, " + answerMillis + " ms: 1 or more of each is allowed");
        }
    }

    /** Sized by the machine and the heap. */
    public static ServiceSettings of(Path out, Clock clock) {
        Runtime machine = Runtime.getRuntime();
        int states = (int) Math.clamp(machine.maxMemory() / BYTES_PER_STATE, 1_000, 200_000);
        return new ServiceSettings(out, clock, machine.availableProcessors(), 512, states, 10_000);
    }
}
