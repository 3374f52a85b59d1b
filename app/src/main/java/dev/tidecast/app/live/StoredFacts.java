package dev.tidecast.app.live;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.LongSupplier;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteOptions;

/** Numbers by name that a service must know again after a start; kept in its store. */
public final class StoredFacts {
    private final RocksFiles files;

    public StoredFacts(EventStore store) {
        this.files = store.files();
    }

    /** Whether there is a number under that name. */
    public boolean has(String name) {
        try {
            return files.database().get(files.facts(), key(name)) != null;
        } catch (RocksDBException failed) {
            throw new StoreException("can't read " + name, failed);
        }
    }

    private static byte[] key(String name) {
        return ("fact:" + name).getBytes(StandardCharsets.UTF_8);
    }

    /** The number under that name; {@code first} is stored if there is none yet. */
    public long get(String name, LongSupplier first) {
        try (WriteOptions durable = new WriteOptions().setSync(true)) {
            byte[] key = key(name);
            byte[] stored = files.database().get(files.facts(), key);
            if (stored != null) {
                return ByteBuffer.wrap(stored).getLong();
            }
            long value = first.getAsLong();
            files.database()
                    .put(
                            files.facts(),
                            durable,
                            key,
                            ByteBuffer.allocate(Long.BYTES).putLong(value).array());
            return value;
        } catch (RocksDBException failed) {
            throw new StoreException("can't read or store " + name, failed);
        }
    }
}
