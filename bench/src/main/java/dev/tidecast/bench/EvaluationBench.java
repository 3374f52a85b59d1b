package dev.tidecast.bench;

import dev.tidecast.clean.CleaningRules;
import dev.tidecast.evaluate.Backtest;
import dev.tidecast.evaluate.BacktestReport;
import dev.tidecast.evaluate.BacktestSettings;
import dev.tidecast.event.Behaviour;
import dev.tidecast.model.Model;
import dev.tidecast.model.Scorer;
import dev.tidecast.model.Trainer;
import dev.tidecast.progress.Progress;
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
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A whole backtest of one model whose scores are given: 6,000 users, 3,417 items, 1,000 resamples, all measures. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2)
@Measurement(iterations = 5)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx2g", "--add-modules=jdk.incubator.vector"})
public class EvaluationBench {
    private static final int USERS = 6_000;
    private static final int ITEMS = 3_417;
    private static final int BEFORE = 40;
    private static final int AFTER = 12;
    private static final Target TARGET = new Target(Behaviour.PURCHASE, 30);

    private static final long CUT = 1_000;

    private final Dataset whole = shop();

    /** Scores that cost next to nothing: a window into one array of random numbers. */
    private record Given(float[] numbers) implements Trainer, Model {
        @Override
        public String name() {
            return "given";
        }

        @Override
        public Model fit(Dataset visible, Target target) {
            return this;
        }

        @Override
        public Scorer scorer(Dataset visible) {
            return (history, scores) -> System.arraycopy(numbers, history.user(), scores, 0, scores.length);
        }

        @Override
        public void save(Path folder) {
            throw new UnsupportedOperationException("given scores are not saved");
        }
    }

    /** Every user buys 40 times before the cut and 12 times after it. */
    private static Dataset shop() {
        Random random = new Random(1);
        int each = BEFORE + AFTER;
        int rows = USERS * each;
        int[] item = new int[rows];
        long[] time = new long[rows];
        for (int row = 0; row < rows; row++) {
            int place = row % each;
            item[row] = place == 0 && row / each < ITEMS ? row / each : random.nextInt(ITEMS);
            time[row] = place < BEFORE ? place : CUT + 1 + place;
        }
        time[rows - 1] = CUT + TARGET.seconds();
        long[] offsets = new long[USERS + 1];
        Arrays.setAll(offsets, user -> (long) user * each);
        byte[] behaviour = new byte[rows];
        Arrays.fill(behaviour, (byte) Behaviour.PURCHASE.ordinal());
        long[] never = new long[rows];
        Arrays.fill(never, Interactions.NEVER);
        Interactions interactions = new Interactions(
                Column.Longs.of(offsets),
                Column.Ints.of(item),
                Column.Bytes.of(behaviour),
                Column.Longs.of(time),
                Column.Longs.of(never),
                Column.Floats.of(new float[rows]),
                Column.Floats.of(new float[rows]),
                Column.Ints.of(new int[rows]),
                Column.Ints.of(new int[rows]),
                Column.Ints.of(new int[rows]));
        return new Dataset(
                "bench", ZoneOffset.UTC, true, names(USERS), items(), Vocabulary.of(List.of()), interactions);
    }

    private static Vocabulary names(int count) {
        return Vocabulary.of(
                IntStream.range(0, count).mapToObj(Integer::toString).toList());
    }

    private static Items items() {
        return new Items(
                names(ITEMS),
                Column.Longs.of(new long[ITEMS]),
                Vocabulary.of(Collections.nCopies(ITEMS, "")),
                Column.Ints.of(new int[ITEMS]),
                Vocabulary.of(List.of()),
                Column.Ints.of(new int[ITEMS]),
                Vocabulary.of(List.of()));
    }

    @Benchmark
    public BacktestReport judge() {
        float[] numbers = new float[USERS + ITEMS];
        Random random = new Random(2);
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = random.nextFloat();
        }
        return Backtest.run(
                whole,
                CleaningRules.standard(whole.asOf()),
                List.of(CUT),
                TARGET,
                List.of(new Given(numbers)),
                BacktestSettings.standard(),
                Progress.silent());
    }
}
