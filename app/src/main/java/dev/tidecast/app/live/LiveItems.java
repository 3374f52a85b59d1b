package dev.tidecast.app.live;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidecast.model.content.Modality;
import dev.tidecast.sequence.DatasetBuilder.ItemTexts;
import dev.tidecast.sequence.Items;
import dev.tidecast.sequence.Vocabulary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/** What the shop said of items since the service was set up: in memory, and durable in the store. Shared. */
public final class LiveItems {
    private static final Logger LOG = Logger.getLogger("tidecast");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RocksFiles files;
    private final Map<String, ShopItem> items = new ConcurrentSkipListMap<>();
    private final AtomicLong changes = new AtomicLong();

    /** Reads all that can be read; what can't is told of. */
    public LiveItems(EventStore store) {
        this.files = store.files();
        byte[] from = {};
        while (from != null) {
            from = readOn(from, store);
        }
    }

    private byte @Nullable [] readOn(byte[] from, EventStore store) {
        byte[] next = from;
        try (RocksIterator rows = files.database().newIterator(files.items())) {
            for (rows.seek(from); rows.isValid(); rows.next()) {
                next = Arrays.copyOf(rows.key(), rows.key().length + 1);
                ShopItem item = JSON.readValue(rows.value(), ShopItem.class);
                items.put(item.id(), item);
            }
            rows.status();
            return null;
        } catch (IOException | RocksDBException damage) {
            store.damaged();
            LOG.log(
                    Level.SEVERE,
                    "some of what the shop said of items is damaged: put it again or restore a backup",
                    damage);
            return new BehindDamage(() -> files.database().newIterator(files.items())).from(next);
        }
    }

    /**
     * Stores items in place of what was said of them before, all or none.
     *
     * @throws IllegalArgumentException if their vectors are not of one length, which is that of the others' too
     */
    public synchronized void put(List<ShopItem> changed) {
        requireOneLength(changed);
        try (WriteBatch batch = new WriteBatch();
                WriteOptions durable = new WriteOptions().setSync(true)) {
            for (ShopItem item : changed) {
                batch.put(files.items(), item.id().getBytes(StandardCharsets.UTF_8), JSON.writeValueAsBytes(item));
            }
            files.database().write(durable, batch);
            changed.forEach(item -> items.put(item.id(), item));
            changes.incrementAndGet();
        } catch (RocksDBException failed) {
            throw new StoreException("can't store items", failed);
        } catch (IOException impossible) {
            throw new UncheckedIOException("records of texts are always JSON", impossible);
        }
    }

    private void requireOneLength(List<ShopItem> changed) {
        Set<String> ids = changed.stream().map(ShopItem::id).collect(Collectors.toSet());
        Set<Integer> lengths = new TreeSet<>();
        Stream.concat(changed.stream(), items.values().stream().filter(item -> !ids.contains(item.id())))
                .map(ShopItem::vector)
                .filter(Objects::nonNull)
                .forEach(vector -> lengths.add(vector.length()));
        if (lengths.size() > 1) {
            throw new IllegalArgumentException("vectors of " + lengths
                    + " numbers: all items must have equally many; put the others without theirs first");
        }
    }

    /** The vectors of items, as far as the shop told of them. */
    public Modality vectors(Vocabulary names) {
        boolean[] present = new boolean[names.size()];
        int width = items.values().stream()
                .map(ShopItem::vector)
                .filter(Objects::nonNull)
                .mapToInt(ContentVector::length)
                .findFirst()
                .orElse(1);
        float[] values = new float[Math.multiplyExact(present.length, width)];
        for (int item = 0; item < present.length; item++) {
            ShopItem said = items.get(names.get(item));
            ContentVector vector = said == null ? null : said.vector();
            if (vector != null && vector.length() == width) {
                vector.copyTo(values, item * width);
                present[item] = true;
            }
        }
        return new Modality("vector", width, values, present);
    }

    /** Counts what was said since the start. */
    public long changes() {
        return changes.get();
    }

    /** What was said of an item. */
    public Optional<ShopItem> find(String id) {
        return Optional.ofNullable(items.get(id));
    }

    /** All, by id. */
    public Collection<ShopItem> all() {
        return items.values();
    }

    /** The texts of a dataset's items with what was said of them, then those of items that it does not know. */
    public ItemTexts texts(Items known, Collection<String> more) {
        ItemTexts before = known.texts();
        ItemTexts texts = new ItemTexts(
                new ArrayList<>(before.names()),
                new ArrayList<>(before.titles()),
                new ArrayList<>(before.categories()),
                new ArrayList<>(before.brands()),
                new ArrayList<>(before.prices()),
                new ArrayList<>(before.descriptions()),
                new ArrayList<>(before.images()));
        for (int item = 0; item < before.names().size(); item++) {
            ShopItem said = items.get(before.names().get(item));
            if (said != null) {
                override(texts, item, said);
            }
        }
        for (String name : more) {
            texts.names().add(name);
            texts.titles().add("");
            texts.categories().add("");
            texts.brands().add("");
            texts.prices().add(Float.NaN);
            texts.descriptions().add("");
            texts.images().add("");
            find(name).ifPresent(said -> override(texts, texts.names().size() - 1, said));
        }
        return texts;
    }

    private static void override(ItemTexts texts, int item, ShopItem said) {
        set(texts.titles(), item, said.title());
        set(texts.categories(), item, said.category());
        set(texts.brands(), item, said.brand());
        set(texts.prices(), item, said.price() == null ? null : said.price().floatValue());
        set(texts.descriptions(), item, said.description());
        set(texts.images(), item, said.image());
    }

    private static <T> void set(List<T> column, int item, @Nullable T value) {
        if (value != null) {
            column.set(item, value);
        }
    }
}
