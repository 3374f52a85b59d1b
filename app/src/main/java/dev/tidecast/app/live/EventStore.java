package dev.tidecast.app.live;

import dev.tidecast.provenance.Artefact;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * All events that came in live, by user and time, and how far each source was read, in RocksDB. One thread appends; any
 * thread reads. An append is one write that is on disk before it returns, or nothing of it is there after a kill.
 */
public final class EventStore implements AutoCloseable {
    private static final byte[] NEXT = "next-sequence".getBytes(StandardCharsets.UTF_8);
    private static final byte[] TRIED = "tried".getBytes(StandardCharsets.UTF_8);
    private static final byte[] NOTHING = {};
    private static final long READ_AHEAD = 4L << 20;

    private final RocksFiles files;
    private final RocksDB database;
    private final LongAdder failedReads = new LongAdder();
    private long next;

    private EventStore(RocksFiles files) throws RocksDBException {
        this.files = files;
        this.database = files.database();
        byte[] stored = database.get(files.facts(), NEXT);
        this.next = stored == null ? 0 : ByteBuffer.wrap(stored).getLong();
    }

    /**
     * Opens the store in {@code folder}, and makes it where it is missing.
     *
     * @throws StoreException if another process holds it or it is damaged; the message says what to do
     */
    public static EventStore open(Path folder) {
        RocksFiles files = RocksFiles.open(folder);
        try {
            return new EventStore(files);
        } catch (RocksDBException failed) {
            files.close();
            throw new StoreException("can't read the store in " + folder, failed);
        }
    }

    /**
     * Appends events that have not come before, by their ids, and moves sources on, in one durable write.
     *
     * @param offsets of sources, that which will be read next
     * @return of each event its place among all that were ever appended, -1 for a second delivery
     */
    public long[] append(List<LiveEvent> events, Map<String, Long> offsets) {
        long[] places = new long[events.size()];
        try (WriteBatch batch = new WriteBatch();
                WriteOptions durable = new WriteOptions().setSync(true)) {
            Set<ByteBuffer> here = new HashSet<>();
            long sequence = next;
            for (int k = 0; k < places.length; k++) {
                LiveEvent event = events.get(k);
                places[k] = isNew(event, here) ? sequence++ : -1;
                if (places[k] >= 0) {
                    put(batch, event, places[k]);
                }
            }
            batch.put(
                    files.facts(),
                    NEXT,
                    ByteBuffer.allocate(Long.BYTES).putLong(sequence).array());
            for (Map.Entry<String, Long> offset : offsets.entrySet()) {
                batch.put(
                        files.offsets(),
                        utf8(offset.getKey()),
                        ByteBuffer.allocate(Long.BYTES)
                                .putLong(offset.getValue())
                                .array());
            }
            database.write(durable, batch);
            next = sequence;
            return places;
        } catch (RocksDBException failed) {
            throw refused(events.size(), failed);
        }
    }

    private StoreException refused(int events, RocksDBException failed) {
        String what = "can't store " + events + " events";
        if (!StoreException.isDamage(failed)) {
            return new StoreException(what, failed);
        }
        files.leaveAsTheyAre();
        return new StoreException(
                what
                        + ", since a damaged file was met when files were put together: stop and start the service, it then"
                        + " leaves them as they are and takes events again",
                failed);
    }

    private boolean isNew(LiveEvent event, Set<ByteBuffer> here) throws RocksDBException {
        if (event.id() == null) {
            return true;
        }
        byte[] id = hashed(event.id());
        return here.add(ByteBuffer.wrap(id)) && database.get(files.ids(), id) == null;
    }

    private void put(WriteBatch batch, LiveEvent event, long sequence) throws RocksDBException {
        byte[] key = EventCodec.key(event.user(), event.time(), sequence);
        batch.put(files.events(), key, EventCodec.value(key, event));
        if (event.id() != null) {
            batch.put(files.ids(), hashed(event.id()), NOTHING);
        }
    }

    /** A user's events in time order, ties in the order of arrival. */
    public List<Stored> events(String user) {
        try {
            return read(user);
        } catch (RocksDBException | DamagedEventException failed) {
            damaged();
            throw new StoreException("can't read events", failed);
        }
    }

    private List<Stored> read(String user) throws RocksDBException {
        byte[][] range = EventCodec.range(user);
        List<Stored> found = new ArrayList<>();
        try (Slice end = new Slice(range[1]);
                ReadOptions options = new ReadOptions().setIterateUpperBound(end);
                RocksIterator rows = database.newIterator(files.events(), options)) {
            for (rows.seek(range[0]); rows.isValid(); rows.next()) {
                found.add(stored(rows));
            }
            rows.status();
            return found;
        }
    }

    static Stored stored(RocksIterator at) {
        byte[] key = at.key();
        return new Stored(EventCodec.read(key, at.value()), EventCodec.sequence(key));
    }

    /** Counts what could not be read. */
    void damaged() {
        failedReads.increment();
        files.leaveAsTheyAre();
    }

    /** Whether no event is here, not even one that can't be read. */
    public boolean isEmpty() {
        try (RocksIterator rows = database.newIterator(files.events())) {
            rows.seekToFirst();
            rows.status();
            return !rows.isValid();
        } catch (RocksDBException damaged) {
            return false;
        }
    }

    /**
     * Shows the events of all users, one user after another in the order of their names' bytes, as of now: one pass over
     * the files, which holds no more than one user's events in memory. What can't be read is passed over and told.
     *
     * @return where users were passed over, empty if all were shown
     */
    public List<Gap> eachUser(BiConsumer<String, List<Stored>> visit) {
        try (ReadOptions once = new ReadOptions().setFillCache(false).setReadaheadSize(READ_AHEAD)) {
            List<Gap> gaps = new OnePass(() -> database.newIterator(files.events(), once), this::readable, visit).run();
            gaps.forEach(gap -> damaged());
            return gaps;
        }
    }

    /** A user's events, nothing if they can't be read. */
    public Optional<List<Stored>> readable(String user) {
        try {
            return Optional.of(read(user));
        } catch (RocksDBException | DamagedEventException damage) {
            return Optional.empty();
        }
    }

    /** How often a user's events could not be read since the start, for damage above all. */
    public long failedReads() {
        return failedReads.sum();
    }

    /** Tries whether the disk takes a durable write. */
    boolean takesWrites() {
        try (WriteOptions durable = new WriteOptions().setSync(true)) {
            database.put(files.facts(), durable, TRIED, NOTHING);
            return true;
        } catch (RocksDBException failed) {
            return false;
        }
    }

    RocksFiles files() {
        return files;
    }

    /** An event and its place among all that were ever appended. */
    public record Stored(LiveEvent event, long sequence) {}

    /** Where reading of a source goes on; empty if it was never read. */
    public OptionalLong offset(String source) {
        try {
            byte[] stored = database.get(files.offsets(), utf8(source));
            return stored == null
                    ? OptionalLong.empty()
                    : OptionalLong.of(ByteBuffer.wrap(stored).getLong());
        } catch (RocksDBException failed) {
            throw new StoreException("can't read the offset of " + source, failed);
        }
    }

    /** How many events were ever appended. */
    public long appended() {
        return next;
    }

    /**
     * Removes all events of a user, also from the files that they were written to before.
     *
     * @return how many there were
     */
    public int erase(String user) {
        List<Stored> events = readable(user).orElse(List.of());
        byte[][] range = EventCodec.range(user);
        try (WriteBatch batch = new WriteBatch();
                WriteOptions durable = new WriteOptions().setSync(true)) {
            for (Stored each : events) {
                if (each.event().id() != null) {
                    batch.delete(files.ids(), hashed(each.event().id()));
                }
            }
            batch.deleteRange(files.events(), range[0], range[1]);
            database.write(durable, batch);
            files.purge(range[0], range[1]);
            return events.size();
        } catch (RocksDBException failed) {
            throw new StoreException("can't erase a user's events", failed);
        }
    }

    /** Copies the store as of now into {@code folder}, while it is in use. */
    public void backUp(Path folder) {
        try {
            files.checkpoint(folder);
        } catch (RocksDBException failed) {
            throw new StoreException("can't back up into " + folder, failed);
        }
    }

    /** 16 bytes of an id's SHA-256: ids may name persons, and are only ever compared. */
    private static byte[] hashed(String id) {
        return Arrays.copyOf(HexFormat.of().parseHex(Artefact.sha256(List.of(id))), 16);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        files.close();
    }
}
