package dev.tidecast.bench;

import dev.tidecast.event.Behaviour;
import dev.tidecast.model.Model;
import dev.tidecast.model.Scorer;
import dev.tidecast.model.Trainer;
import dev.tidecast.sequence.Column;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.Interactions;
import dev.tidecast.sequence.Items;
import dev.tidecast.sequence.Target;
import dev.tidecast.sequence.Vocabulary;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Made-up users who act before and after a cut, and scores that cost next to nothing. */
final class EvaluationShop {
    static final Target TARGET = new Target(Behaviour.PURCHASE, 30);
    static final long CUT = 1_000;

    private final int users;
    private final int items;
    private final int before;
    private final int after;
    private final int[] item;

    /** Every user buys {@code before} times before the cut and {@code after} times after it. */
    EvaluationShop(int users, int items, int before, int after, long seed) {
        this.users = users;
        this.items = items;
        this.before = before;
        this.after = after;
        Random random = new Random(seed);
        item = new int[users * (before + after)];
        for (int row = 0; row < item.length; row++) {
            int user = row / (before + after);
            item[row] = row % (before + after) == 0 && user < items ? user : random.nextInt(items);
        }
    }

    /** Scores that are given: a window into one array of random numbers. */
    record Given(String name, float[] numbers) implements Trainer, Model {
        static Given random(String name, int length, long seed) {
            float[] numbers = new float[length];
            Random random = new Random(seed);
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = random.nextFloat();
            }
            return new Given(name, numbers);
        }

        @Override
        public Model fit(Dataset visible, Target target) {
            return this;
        }

        @Override
        public Scorer scorer(Dataset visible) {
            return (history, scores) -> System.arraycopy(
                    numbers, history.user() % (numbers.length - scores.length + 1), scores, 0, scores.length);
        }

        @Override
        public void save(Path folder) {
            throw new UnsupportedOperationException("given scores are not saved");
        }
    }

    /** The items that a user buys after the cut, in order, repeats among them. */
    int[] bought(int user) {
        int each = before + after;
        return Arrays.copyOfRange(item, user * each + before, (user + 1) * each);
    }

    Dataset dataset() {
        int each = before + after;
        long[] time = new long[item.length];
        for (int row = 0; row < item.length; row++) {
            time[row] = row % each < before ? row % each : CUT + 1 + row % each;
        }
        time[item.length - 1] = CUT + TARGET.seconds();
        long[] offsets = new long[users + 1];
        Arrays.setAll(offsets, user -> (long) user * each);
        byte[] behaviour = new byte[item.length];
        Arrays.fill(behaviour, (byte) Behaviour.PURCHASE.ordinal());
        long[] never = new long[item.length];
        Arrays.fill(never, Interactions.NEVER);
        Column.Ints none = Column.Ints.of(new int[item.length]);
        Column.Floats unknown = Column.Floats.of(new float[item.length]);
        Interactions interactions = new Interactions(
                Column.Longs.of(offsets),
                Column.Ints.of(item),
                Column.Bytes.of(behaviour),
                Column.Longs.of(time),
                Column.Longs.of(never),
                unknown,
                unknown,
                none,
                none,
                none);
        return new Dataset(
                "bench", ZoneOffset.UTC, true, names(users), catalogue(items), Vocabulary.of(List.of()), interactions);
    }

    static Vocabulary names(int count) {
        return Vocabulary.of(
                IntStream.range(0, count).mapToObj(Integer::toString).toList());
    }

    /** {@code items} items of which nothing is known. */
    static Items catalogue(int items) {
        int[] unknown = new int[items];
        Arrays.fill(unknown, -1);
        return new Items(
                names(items),
                Column.Longs.of(new long[items]),
                Vocabulary.of(Collections.nCopies(items, "")),
                Column.Ints.of(unknown),
                Vocabulary.of(List.of()),
                Column.Ints.of(unknown.clone()),
                Vocabulary.of(List.of()));
    }
}
