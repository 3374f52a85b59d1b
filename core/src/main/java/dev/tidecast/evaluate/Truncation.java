package dev.tidecast.evaluate;

import dev.tidecast.sequence.Column;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.Interactions;
import dev.tidecast.sequence.Items;
import dev.tidecast.sequence.Vocabulary;
import java.util.function.LongPredicate;
import java.util.function.LongToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Copies a view of a dataset into one in which nothing later exists: no rows, users, items or revocations. */
final class Truncation {
    private Truncation() {}

    static Dataset copy(Dataset view) {
        Interactions all = view.interactions();
        long[] offsets = new long[view.userCount() + 1];
        LongStream.Builder kept = LongStream.builder();
        for (int user = 0; user < view.userCount(); user++) {
            offsets[user + 1] = offsets[user];
            long end = all.userOffsets().get(user + 1L);
            for (long row = all.userOffsets().get(user); row < end && all.time().get(row) <= view.asOf(); row++) {
                kept.add(row);
                offsets[user + 1]++;
            }
        }
        Dataset copy = new Dataset(
                view.name(),
                view.zone(),
                view.hasClock(),
                first(view.users(), view.userCount()),
                items(view.items(), view.itemCount()),
                view.queries(),
                rows(all, offsets, kept.build().toArray(), view.asOf()));
        return copy.asOf(view.asOf());
    }

    /**
     * What {@code view} held at an earlier instant: later interactions, users and revocations do not exist in it, but the
     * view's items remain its candidates.
     */
    static Dataset stale(Dataset view, long instant) {
        Dataset early = view.asOf(instant);
        Dataset copy = copy(early);
        return new Dataset(
                copy.name(),
                copy.zone(),
                copy.hasClock(),
                copy.users(),
                items(view.items(), view.itemCount()),
                copy.queries(),
                copy.interactions());
    }

    /** A copy with some rows only; all users and items stay, and with them the numbers and the candidates. */
    static Dataset rows(Dataset whole, LongPredicate wanted) {
        Interactions all = whole.interactions();
        long[] offsets = new long[whole.users().size() + 1];
        LongStream.Builder kept = LongStream.builder();
        for (int user = 0; user + 1 < offsets.length; user++) {
            offsets[user + 1] = offsets[user];
            for (long row = all.userOffsets().get(user); row < all.userOffsets().get(user + 1L); row++) {
                if (wanted.test(row)) {
                    kept.add(row);
                    offsets[user + 1]++;
                }
            }
        }
        return new Dataset(
                whole.name(),
                whole.zone(),
                whole.hasClock(),
                whole.users(),
                whole.items(),
                whole.queries(),
                rows(all, offsets, kept.build().toArray(), Interactions.NEVER - 1));
    }

    private static Interactions rows(Interactions all, long[] offsets, long[] kept, long asOf) {
        byte[] behaviours = new byte[kept.length];
        long[] revoked = new long[kept.length];
        for (int i = 0; i < kept.length; i++) {
            behaviours[i] = (byte) all.behaviour().get(kept[i]);
            long at = all.revokedAt().get(kept[i]);
            revoked[i] = at <= asOf ? at : Interactions.NEVER;
        }
        return new Interactions(
                Column.Longs.of(offsets),
                ints(kept, all.item()::get),
                Column.Bytes.of(behaviours),
                Column.Longs.of(LongStream.of(kept).map(all.time()::get).toArray()),
                Column.Longs.of(revoked),
                floats(kept, all.quantity()),
                floats(kept, all.price()),
                ints(kept, all.repeats()::get),
                ints(kept, all.order()::get),
                ints(kept, all.query()::get));
    }

    private static Column.Ints ints(long[] kept, LongToIntFunction column) {
        return Column.Ints.of(LongStream.of(kept).mapToInt(column).toArray());
    }

    private static Column.Floats floats(long[] kept, Column.Floats column) {
        float[] values = new float[kept.length];
        for (int i = 0; i < kept.length; i++) {
            values[i] = column.get(kept[i]);
        }
        return Column.Floats.of(values);
    }

    private static Items items(Items all, int count) {
        return new Items(
                first(all.names(), count),
                Column.Longs.of(
                        LongStream.range(0, count).map(all.firstSeen()::get).toArray()),
                first(all.titles(), count),
                Column.Ints.of(IntStream.range(0, count)
                        .map(i -> all.category().get(i))
                        .toArray()),
                all.categories(),
                Column.Ints.of(
                        IntStream.range(0, count).map(i -> all.brand().get(i)).toArray()),
                all.brands());
    }

    private static Vocabulary first(Vocabulary all, int count) {
        return Vocabulary.of(IntStream.range(0, count).mapToObj(all::get).toList());
    }
}
