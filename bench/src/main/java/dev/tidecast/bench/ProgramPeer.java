package dev.tidecast.bench;

import dev.tidecast.event.Behaviour;
import dev.tidecast.model.Compute;
import dev.tidecast.model.Recipe;
import dev.tidecast.model.inference.TrunkShape;
import dev.tidecast.model.purchase.DailyCounts;
import dev.tidecast.neural.Checkpoints;
import dev.tidecast.neural.Optimizer;
import dev.tidecast.neural.PurchaseSettings;
import dev.tidecast.neural.PurchaseTrainer;
import dev.tidecast.progress.Progress;
import dev.tidecast.sequence.Column;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.DatasetBuilder;
import dev.tidecast.sequence.Npy;
import dev.tidecast.sequence.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The side of bench/peers/program.sh that is ours: writes the days of 700 made-up users for the other side, or trains the
 * article's program on them and prints the seconds of the whole training and the median of an epoch after the first.
 */
public final class ProgramPeer {
    private static final int USERS = 700;
    private static final int DAYS = 30;
    private static final long DAY = 86_400;
    private static final Target TARGET = new Target(Behaviour.PURCHASE, DAYS);

    private ProgramPeer() {}

    /** {@code write DIR} or {@code train THREADS}. */
    public static void main(String[] arguments) throws IOException {
        if (arguments[0].equals("write")) {
            write(Files.createDirectories(Path.of(arguments[1])));
        } else {
            train(Integer.parseInt(arguments[1]));
        }
    }

    /** Users who view on some of sixty days, and buy the oftener the more they viewed. */
    private static Dataset users() {
        SplittableRandom random = new SplittableRandom(1);
        DatasetBuilder rows = new DatasetBuilder();
        for (int user = 0; user < USERS; user++) {
            double rate = random.nextDouble();
            rows.add(user, 0, Behaviour.VIEW.ordinal(), 1, 1, Float.NaN, -1, -1);
            for (int day = 0; day < 2 * DAYS; day++) {
                for (int k = 0; k < 3; k++) {
                    boolean buys = random.nextDouble() < .03;
                    if (random.nextDouble() < rate) {
                        rows.add(
                                user,
                                random.nextInt(50),
                                (buys ? Behaviour.PURCHASE : Behaviour.VIEW).ordinal(),
                                2 + day * DAY + k,
                                1,
                                Float.NaN,
                                -1,
                                -1);
                    }
                }
            }
        }
        List<String> none = Collections.nCopies(50, "");
        List<String> names = IntStream.range(0, 50).mapToObj(k -> "i" + k).toList();
        return rows.build(
                "program",
                ZoneOffset.UTC,
                true,
                IntStream.range(0, USERS).mapToObj(k -> "u" + k).toList(),
                new DatasetBuilder.ItemTexts(names, none, none, none),
                List.of());
    }

    private static void write(Path folder) throws IOException {
        Dataset visible = users();
        DailyCounts reading = new DailyCounts(List.of(Behaviour.VIEW, Behaviour.PURCHASE), DAYS);
        long anchor = visible.asOf() - TARGET.seconds();
        float[] days = new float[USERS * DAYS * reading.width()];
        float[] came = new float[USERS];
        for (int user = 0; user < USERS; user++) {
            float[] own = reading.of(visible.history(user).asOf(anchor));
            System.arraycopy(own, 0, days, user * own.length, own.length);
            came[user] = visible.history(user).hasAfter(anchor, TARGET.behaviour()) ? 1 : 0;
        }
        Npy.write(folder.resolve("days.npy"), Column.Floats.of(days));
        Npy.write(folder.resolve("came.npy"), Column.Floats.of(came));
    }

    private static void train(int threads) {
        PurchaseSettings settings = new PurchaseSettings(
                TrunkShape.recurrent(Recipe.Trunk.LSTM, 1, 128, 2),
                DAYS,
                0,
                10,
                32,
                Optimizer.AdamSettings.adam(.001),
                Double.MAX_VALUE,
                Compute.standard(),
                1,
                threads);
        Dataset visible = users();
        List<Long> ends = new ArrayList<>();
        String[] last = {""};
        long start = System.nanoTime();
        Progress lines = Progress.lines(line -> {
            ends.add(System.nanoTime());
            last[0] = line;
        });
        new PurchaseTrainer(settings, lines, Checkpoints.none()).fit(visible, TARGET);
        double took = (System.nanoTime() - start) / 1e9;
        double[] epochs = IntStream.range(1, ends.size())
                .mapToDouble(k -> (ends.get(k) - ends.get(k - 1)) / 1e9)
                .sorted()
                .toArray();
        String accuracy = last[0].replaceAll(".*accuracy: ([0-9.]+).*", "$1");
        System.out.printf(
                Locale.ROOT, "tidecast,%d,%.3f,%.4f,%s%n", threads, took, epochs[epochs.length / 2], accuracy);
    }
}
