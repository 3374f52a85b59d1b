package dev.tidecast.app.live;

import dev.tidecast.app.live.EventReader.Row;
import dev.tidecast.clean.RowRules;
import dev.tidecast.event.LogSource;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;

/**
 * The one way in for events of whatever source: judged by the row rules, then stored together with how far the source
 * was read, so that a source that starts again neither loses nor doubles a row. Shared between threads.
 */
public final class Intake {
    private final EventReader reader;
    private final GroupCommit commit;
    private final EventStore store;
    private final ShopClock clock;
    private final LongAdder accepted = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder repeated = new LongAdder();

    public Intake(EventReader reader, GroupCommit commit, EventStore store, ShopClock clock) {
        this.reader = reader;
        this.commit = commit;
        this.store = store;
        this.clock = clock;
    }

    /**
     * Judges the events of a JSON body: one object, an array, or an object a line.
     *
     * @throws UnreadableBodyException if it is no JSON at all, or too deep
     */
    public List<Row> read(byte[] body) {
        return reader.read(body, clock.now());
    }

    /**
     * The row rules for the rows of another source, as of now: {@link EventReader#judged} makes rows of their verdicts.
     * Ask anew for each batch.
     */
    public RowRules rules(LogSource source) {
        return reader.rules(source, clock.now());
    }

    /** Stores the accepted ones of {@code rows}; see {@link #take(List, Map)}. */
    public CompletableFuture<boolean[]> takeRows(List<Row> rows, Map<String, Long> offsets) {
        List<LiveEvent> events =
                rows.stream().map(Row::event).filter(Objects::nonNull).toList();
        refused.add(rows.size() - events.size());
        return take(events, offsets);
    }

    /**
     * Stores events and offsets of sources in one durable write.
     *
     * @param offsets by the name of a source, the place at which reading goes on; may be all there is
     * @return completes when they are on disk, with whether each is new
     * @throws OverloadedException if too much waits already: try again a little later
     * @throws StoppedException if the store has failed or the service stops
     */
    public CompletableFuture<boolean[]> take(List<LiveEvent> events, Map<String, Long> offsets) {
        return commit.deliver(events, offsets).thenApply(isNew -> {
            for (boolean each : isNew) {
                (each ? accepted : repeated).increment();
            }
            return isNew;
        });
    }

    /** Where reading of a source goes on; empty if it was never read. */
    public OptionalLong offset(String source) {
        return store.offset(source);
    }

    /** The shop's time, which an event without a time gets. */
    public Instant now() {
        return clock.now();
    }

    /** Why no event is taken now, in plain words; empty if events are taken. */
    public Optional<String> failure() {
        return Optional.ofNullable(commit.failure()).map(StoreException::reason);
    }

    /** Events stored since the start. */
    public long accepted() {
        return accepted.sum();
    }

    /** Rows refused since the start. */
    public long refused() {
        return refused.sum();
    }

    /** Second deliveries since the start. */
    public long repeated() {
        return repeated.sum();
    }

    /** Deliveries that wait for the disk. */
    public int waiting() {
        return commit.waiting();
    }
}
