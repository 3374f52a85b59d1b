package dev.tidecast.app.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Checkpoint;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompactRangeOptions;
import org.rocksdb.CompactRangeOptions.BottommostLevelCompaction;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.Env;
import org.rocksdb.FlushOptions;
import org.rocksdb.LRUCache;
import org.rocksdb.MutableColumnFamilyOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.SstFileManager;
import org.rocksdb.WALRecoveryMode;

/** The open database and its families of keys; memory is bounded whatever it holds. */
final class RocksFiles implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger("tidecast");
    private static final long CACHE = 64L << 20;
    private static final long WRITE_BUFFER = 32L << 20;
    private static final byte[] PURGED = "purged".getBytes(StandardCharsets.UTF_8);
    private static final byte[] EMPTY = {};
    private static final String DAMAGE = "damage-was-met";
    private static final int OPEN_FILES = 256;
    private static final List<String> FAMILIES = List.of("default", "events", "ids", "offsets", "items");

    private final List<AutoCloseable> held = new ArrayList<>();
    private final List<ColumnFamilyHandle> handles = new ArrayList<>();
    private final RocksDB database;

    private final Path damage;
    private final AtomicBoolean asTheyAre;

    /** A folder in which damage was met keeps its files as they are: putting them together would meet it again. */
    private RocksFiles(Path folder) throws RocksDBException {
        damage = folder.resolve(DAMAGE);
        asTheyAre = new AtomicBoolean(Files.exists(damage));
        LRUCache cache = keep(new LRUCache(CACHE));
        BloomFilter bloom = keep(new BloomFilter(10, false));
        BlockBasedTableConfig table = new BlockBasedTableConfig()
                .setBlockCache(cache)
                .setFilterPolicy(bloom)
                .setCacheIndexAndFilterBlocks(true);
        ColumnFamilyOptions family = keep(new ColumnFamilyOptions()
                .setTableFormatConfig(table)
                .setWriteBufferSize(WRITE_BUFFER)
                .setDisableAutoCompactions(asTheyAre.get())
                .setCompressionType(CompressionType.LZ4_COMPRESSION));
        // A torn last write is dropped, as it was never acknowledged; any other damage is reported.
        DBOptions options = keep(new DBOptions()
                .setCreateIfMissing(true)
                .setCreateMissingColumnFamilies(true)
                .setMaxOpenFiles(OPEN_FILES)
                // Else a write that failed halfway is followed by others in the same log, which the next start drops.
                .setParanoidChecks(true)
                // Looks for room every five seconds after a write failed for want of it, and lets writes through again.
                .setSstFileManager(keep(new SstFileManager(Env.getDefault())))
                // The manifest names first and last keys of files: it starts anew with each change, so that a purge can
                // end.
                .setMaxManifestFileSize(1)
                .setWalRecoveryMode(WALRecoveryMode.TolerateCorruptedTailRecords));
        List<ColumnFamilyDescriptor> families = FAMILIES.stream()
                .map(name -> new ColumnFamilyDescriptor(name.getBytes(StandardCharsets.UTF_8), family))
                .toList();
        database = RocksDB.open(options, folder.toString(), families, handles);
    }

    static RocksFiles open(Path folder) {
        try {
            Files.createDirectories(folder);
            RocksDB.loadLibrary();
            return new RocksFiles(folder);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (RocksDBException failed) {
            String message = String.valueOf(failed.getMessage());
            throw new StoreException(why(folder, message), failed);
        }
    }

    private static String why(Path folder, String message) {
        if (message.contains("No space left")) {
            return "the disk of " + folder + " is full: free some of it and start again";
        }
        return message.contains("lock")
                ? "another process serves from " + folder + ": stop it first"
                : "the store in " + folder + " can't be opened; restore a backup if it is damaged";
    }

    private <T extends AutoCloseable> T keep(T resource) {
        held.add(resource);
        return resource;
    }

    RocksDB database() {
        return database;
    }

    ColumnFamilyHandle facts() {
        return handles.get(0);
    }

    ColumnFamilyHandle events() {
        return handles.get(1);
    }

    ColumnFamilyHandle ids() {
        return handles.get(2);
    }

    ColumnFamilyHandle offsets() {
        return handles.get(3);
    }

    ColumnFamilyHandle items() {
        return handles.get(4);
    }

    /** Rewrites the files that hold events from {@code from} to {@code to}, so that what was deleted is gone. */
    void purge(byte[] from, byte[] to) throws RocksDBException {
        try (FlushOptions flush = new FlushOptions().setWaitForFlush(true);
                CompactRangeOptions rewrite =
                        new CompactRangeOptions().setBottommostLevelCompaction(BottommostLevelCompaction.kForce)) {
            database.flush(flush, handles);
            database.compactRange(events(), from, to, rewrite);
            // One more change, so that a manifest is begun which never knew the files that are gone.
            database.put(facts(), PURGED, EMPTY);
            database.flush(flush, facts());
        }
    }

    /** From now on and at every later start, until a backup is restored. */
    void leaveAsTheyAre() {
        if (asTheyAre.getAndSet(true)) {
            return; // each read of what is damaged asks for it
        }
        try {
            Files.write(damage, EMPTY);
            MutableColumnFamilyOptions left = MutableColumnFamilyOptions.builder()
                    .setDisableAutoCompactions(true)
                    .build();
            for (ColumnFamilyHandle each : handles) {
                database.setOptions(each, left);
            }
        } catch (IOException | RocksDBException failed) {
            LOG.log(Level.SEVERE, "can't leave damaged files as they are", failed);
        }
    }

    void checkpoint(Path folder) throws RocksDBException {
        try (Checkpoint checkpoint = Checkpoint.create(database)) {
            checkpoint.createCheckpoint(folder.toString());
        }
    }

    @Override
    public void close() {
        handles.forEach(ColumnFamilyHandle::close);
        database.close();
        for (AutoCloseable each : held.reversed()) {
            try {
                each.close();
            } catch (Exception failed) {
                throw new IllegalStateException("closing the store failed", failed);
            }
        }
    }
}
