package dev.tidecast.sequence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A dataset and what came in since as one dataset, in which the items keep their numbers and new ones follow. Users are
 * put one after another and lie in files, so that millions of them need little of the heap. Confined to one thread.
 */
public final class DatasetExtension implements AutoCloseable {
    private final Dataset base;
    private final int told;
    private final Map<String, Integer> fresh = new LinkedHashMap<>();
    private long[] seen;
    private final GrowingInteractions rows;
    private final BitSet replaced = new BitSet();
    private final GrowingTexts names = new GrowingTexts();
    private int[] keys = new int[1 << 10];
    private long[] first = new long[1 << 10];
    private int users;

    /**
     * An extension by items.
     *
     * @param told new items that get a number even if nobody has had to do with them
     * @param scratch folder for files that are gone when this is closed
     */
    public DatasetExtension(Dataset base, List<String> told, Path scratch) {
        this.base = base;
        this.told = told.size();
        Items items = base.items();
        this.seen = new long[items.size()];
        Arrays.setAll(seen, item -> items.firstSeen().get(item));
        try {
            this.rows = new GrowingInteractions(scratch);
        } catch (IOException failed) {
            throw new UncheckedIOException("can't write to " + scratch + ": " + failed, failed);
        }
        told.forEach(this::number);
    }

    /** The number by which states that are put name an item; one that is not known yet gets the next. */
    public int number(String item) {
        int known = base.items().names().indexOf(item);
        return known >= 0
                ? known
                : fresh.computeIfAbsent(item, name -> base.items().size() + fresh.size());
    }

    /** When an item was first seen, epoch seconds; a new one counts from just after the base's newest. */
    public long firstSeen(int item) {
        int known = base.items().size();
        return item < known ? seen[item] : known == 0 ? Long.MIN_VALUE : seen[known - 1] + 1;
    }

    /** The new items by their numbers, from the first that the base does not have. */
    public List<String> newItems() {
        return List.copyOf(fresh.keySet());
    }

    /** Says what is known of a user in place of what the base says; nothing if the state is empty. */
    public void put(String user, UserState state) {
        if (state.size() == 0) {
            return;
        }
        int number = base.users().indexOf(user);
        Interactions all = state.interactions();
        for (int row = 0; row < state.size(); row++) {
            see(all.item().get(row), all.time().get(row));
        }
        if (number < 0) {
            names.add(user);
        } else {
            replaced.set(number);
        }
        add(number < 0 ? base.users().size() + names.size() - 1 : number, all, 0, state.size());
    }

    private void see(int item, long time) {
        int known = base.items().size();
        if (item >= known) {
            int before = seen.length;
            if (item >= before) {
                seen = Arrays.copyOf(seen, Math.max(item + 1, before + before / 2));
                Arrays.fill(seen, before, seen.length, Long.MAX_VALUE);
            }
            seen[item] = Math.min(seen[item], time);
        }
    }

    private void add(int key, Interactions from, long row, long count) {
        if (users == keys.length) {
            keys = Arrays.copyOf(keys, 2 * users);
            first = Arrays.copyOf(first, 2 * users);
        }
        keys[users] = key;
        first[users++] = from.time().get(row);
        try {
            rows.add(from, row, count);
        } catch (IOException failed) {
            throw new UncheckedIOException("can't write users' rows: " + failed.getMessage(), failed);
        }
    }

    /**
     * The base with what was put, valid until this is closed.
     *
     * @param texts of the base's items in their order, then of {@link #newItems}
     */
    public Dataset whole(DatasetBuilder.ItemTexts texts) {
        addOthers();
        Numbering byTime = Numbering.of(keys, first, users, base.users().size() + names.size());
        int[] places = new int[byTime.numbers().length];
        IntStream.range(0, users).forEach(place -> places[keys[place]] = place);
        int[] order = Arrays.stream(byTime.keys()).map(key -> places[key]).toArray();
        Numbering items = items();
        try {
            return new Dataset(
                    base.name(),
                    base.zone(),
                    base.hasClock(),
                    Vocabulary.of(order.length, user -> name(byTime.keys()[user])),
                    DatasetBuilder.items(items, texts),
                    base.queries(),
                    rows.inOrder(order, items.numbers()));
        } catch (IOException failed) {
            throw new UncheckedIOException("can't write users' rows: " + failed.getMessage(), failed);
        }
    }

    /** Whom nothing was put of stay as the base has them. */
    private void addOthers() {
        Interactions all = base.interactions();
        for (int user = 0; user < base.users().size(); user++) {
            long from = all.userOffsets().get(user);
            long count = all.userOffsets().get(user + 1L) - from;
            if (count > 0 && !replaced.get(user)) {
                add(user, all, from, count);
            }
        }
    }

    private String name(int key) {
        int known = base.users().size();
        return key < known ? base.users().get(key) : names.get(key - known);
    }

    /** Items keep their numbers also if only robots or erased users had to do with them. */
    private Numbering items() {
        int known = base.items().size();
        long[] all = Arrays.copyOf(seen, known + fresh.size());
        for (int item = known; item < all.length; item++) {
            long met = item < seen.length ? seen[item] : Long.MAX_VALUE;
            all[item] = item < known + told ? Math.min(met, firstSeen(item)) : met;
        }
        return Numbering.of(new int[0], new long[0], 0, all);
    }

    @Override
    public void close() {
        try {
            rows.close();
        } catch (IOException failed) {
            throw new UncheckedIOException("can't remove users' rows: " + failed.getMessage(), failed);
        }
    }
}
