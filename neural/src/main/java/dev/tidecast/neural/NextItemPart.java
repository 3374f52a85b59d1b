package dev.tidecast.neural;

import org.jspecify.annotations.Nullable;

/**
 * B windows of histories of about equal length, laid out step by step and padded at the end: row t x B + b is step t of
 * window b.
 *
 * @param steps T, of the longest window
 * @param windows B
 * @param items what is read, [TB]; 0 where padded
 * @param times epoch seconds [TB], null without a clock
 * @param rows rows with a target, [A]
 * @param targets the next item at each of these rows, [A]
 */
@SuppressWarnings("ArrayRecordComponent") // made once, read by one thread
record NextItemPart(int steps, int windows, long[] items, long @Nullable [] times, long[] rows, int[] targets) {
    /** A, the rows with a target; the others are padding. */
    int tokens() {
        return rows.length;
    }
}
