package dev.tidecast.app.live;

import dev.tidecast.app.live.EventStore.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/**
 * One pass over the events of all users, which goes on behind what can't be read. A user is shown with all events or not at
 * all: one beside damage is read once more alone, as damage of a neighbour's events is none of theirs.
 */
final class OnePass {
    private final Supplier<RocksIterator> iterators;
    private final Function<String, Optional<List<Stored>>> alone;
    private final BiConsumer<String, List<Stored>> visit;
    private final List<Gap> gaps = new ArrayList<>();

    /** A pass over what {@code iterators} read; {@code alone} reads a user's events by themselves, and gives nothing if it can't. */
    OnePass(
            Supplier<RocksIterator> iterators,
            Function<String, Optional<List<Stored>>> alone,
            BiConsumer<String, List<Stored>> visit) {
        this.iterators = iterators;
        this.alone = alone;
        this.visit = visit;
    }

    /** Shows all who can be read. */
    List<Gap> run() {
        byte[] from = {};
        while (from != null) {
            from = readOn(from);
        }
        return gaps;
    }

    /** Shows users from a key on; gives where to go on behind damage, null at the end. */
    private byte @Nullable [] readOn(byte[] from) {
        byte[] last = null;
        List<Stored> found = new ArrayList<>();
        try (RocksIterator rows = iterators.get()) {
            for (rows.seek(from); rows.isValid(); rows.next()) {
                byte[] key = rows.key();
                if (last != null && !EventCodec.ofOneUser(last, key)) {
                    visit.accept(EventCodec.user(last), found);
                    found = new ArrayList<>();
                }
                last = key;
                found.add(EventStore.stored(rows));
            }
            rows.status();
            if (last != null) {
                visit.accept(EventCodec.user(last), found);
            }
            return null;
        } catch (RocksDBException | DamagedEventException damage) {
            return behind(from, last == null ? null : EventCodec.user(last), damage);
        }
    }

    /** Passes over damage, behind {@code from} or at {@code user} if any had been begun. */
    private byte @Nullable [] behind(byte[] from, @Nullable String user, Exception damage) {
        byte[] bad = user == null ? from : EventCodec.range(user)[1];
        if (user != null) {
            showAlone(user);
        }
        byte[] next = new BehindDamage(iterators).from(bad);
        String upTo = next == null ? null : firstFrom(next);
        gaps.add(new Gap(user == null ? "" : user, upTo, damage));
        if (upTo == null) {
            return null;
        }
        showAlone(upTo);
        return EventCodec.range(upTo)[1];
    }

    private @Nullable String firstFrom(byte[] key) {
        try (RocksIterator rows = iterators.get()) {
            rows.seek(key);
            return rows.isValid() ? EventCodec.user(rows.key()) : null;
        }
    }

    private void showAlone(String user) {
        alone.apply(user).ifPresent(events -> visit.accept(user, events));
    }
}
