package dev.tidecast.model.counters;

/**
 * What a row's own items say of every candidate, log(co + .01): held, or, where so many candidates in so many rows would not
 * fit into memory, made anew each time.
 */
@FunctionalInterface
public interface RowSupport {
    /** Rows of more candidates that are kept for training do not hold theirs. */
    int MOST_HELD = 10_000;

    /** float[V], not to be written; the same bits each time. */
    float[] values();
}
