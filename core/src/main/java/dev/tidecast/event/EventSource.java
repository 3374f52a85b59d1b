package dev.tidecast.event;

import java.util.function.Consumer;

/** The door of this room: gives raw rows with file and record; one contract suite tests every implementation. */
public interface EventSource extends AutoCloseable {
    /**
     * Gives every readable row to {@code sink}, in file order, and returns what was seen.
     *
     * @throws java.io.UncheckedIOException if a file can't be read at all; the message names it
     */
    Tally read(Consumer<RawEvent> sink);

    @Override
    void close();

    /**
     * Rows seen: {@code readable} went to the sink, {@code unreadable} did not (wrong number of fields, broken quotes).
     */
    record Tally(long readable, long unreadable) {}
}
