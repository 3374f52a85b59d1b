package dev.tidecast.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.tidecast.event.Behaviour;
import dev.tidecast.model.Compute;
import dev.tidecast.model.NextItemRecipe;
import dev.tidecast.model.Precision;
import dev.tidecast.model.Recipe;
import dev.tidecast.model.inference.TrunkShape;
import dev.tidecast.neural.Checkpoints;
import dev.tidecast.neural.EpochMetrics;
import dev.tidecast.neural.NativeRuntime;
import dev.tidecast.neural.NextItemSettings;
import dev.tidecast.neural.NextItemTrainer;
import dev.tidecast.neural.Optimizer;
import dev.tidecast.neural.TrainingListener;
import dev.tidecast.progress.Progress;
import dev.tidecast.sequence.Column;
import dev.tidecast.sequence.Npy;
import dev.tidecast.sequence.Target;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The side of bench/peers/run.sh that is ours: writes made-up walks through ml-1m's number of items for the other side, or
 * trains 2 x LSTM(128) on them, 128 walks of 50 steps at a time, and prints the median seconds of a step, the speed of a
 * product of matrices, and NDCG@10 of the last item of each walk after as many epochs as the other side makes.
 */
public final class StepPeer {
    private static final int ITEMS = 3_417;
    private static final int UNITS = 128;
    private static final int WALKS = 128 * 16;
    private static final int LENGTH = 52; // 50 transitions to learn from; the last item is held back
    private static final int EPOCHS = 5;
    private static final double RATE = .01;

    private StepPeer() {}

    /** {@code write DIR}, {@code train THREADS single|mixed} or {@code product THREADS}. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length == 2 && arguments[0].equals("write")) {
            write(Path.of(arguments[1]));
        } else if (arguments[0].equals("product")) {
            product(Integer.parseInt(arguments[1]));
        } else {
            train(Integer.parseInt(arguments[1]), Precision.valueOf(arguments[2].toUpperCase(Locale.ROOT)));
        }
    }

    /** Walks on a ring of items with jumps: eight in ten steps go on by 1, the others anywhere. */
    private static int[][] walks() {
        SplittableRandom random = new SplittableRandom(1);
        int[][] walks = new int[WALKS][LENGTH];
        for (int[] walk : walks) {
            int at = random.nextInt(ITEMS);
            for (int t = 0; t < LENGTH; t++) {
                walk[t] = at;
                at = random.nextInt(10) < 8 ? (at + 1) % ITEMS : random.nextInt(ITEMS);
            }
        }
        return walks;
    }

    private static void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        int[] all = Arrays.stream(walks()).flatMapToInt(Arrays::stream).toArray();
        Npy.write(folder.resolve("walks.npy"), Column.Ints.of(all));
    }

    /** The best speed of [6400 x 512] . [512 x 512] in single floats, GFLOP/s, times the threads that share a step. */
    private static void product(int threads) {
        NativeRuntime.start(1);
        try (PointerScope scope = new PointerScope()) {
            Tensor a = torch.randn(6_400, 512);
            Tensor b = torch.randn(512, 512);
            double best = 0;
            for (int k = 0; k < 60; k++) {
                long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
                a.mm(b).close();
                double spent = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
                best = Math.max(best, 2.0 * 6_400 * 512 * 512 / spent);
            }
            System.out.printf(Locale.ROOT, "product,%d,%.1f,,%n", threads, best * threads);
        }
    }

    private static void train(int threads, Precision precision) {
        List<List<SequenceFiles.Event>> users = new ArrayList<>();
        for (int[] walk : walks()) {
            List<SequenceFiles.Event> events = new ArrayList<>();
            for (int t = 0; t < LENGTH; t++) {
                events.add(new SequenceFiles.Event(walk[t], t));
            }
            events.add(new SequenceFiles.Event(0, LENGTH)); // what a log holds back for its test; not looked at
            users.add(events);
        }
        NextItemSettings settings = new NextItemSettings(
                "lstm",
                TrunkShape.recurrent(Recipe.Trunk.LSTM, UNITS, UNITS, 2),
                LENGTH - 2,
                0,
                EPOCHS,
                128,
                Optimizer.AdamSettings.adam(RATE),
                Double.MAX_VALUE,
                new NextItemRecipe(NextItemRecipe.Loss.SOFTMAX, 1, 0, 0, 0, EPOCHS, false, Compute.in(precision)),
                1,
                threads);
        Steps steps = new Steps();
        new NextItemTrainer(settings, Progress.silent(), Checkpoints.none(), steps)
                .fit(new SequenceFiles.Log(users, false, ITEMS).butTheLast("walks"), new Target(Behaviour.VIEW, 1));
        steps.print(precision == Precision.MIXED ? "tidecast-mixed" : "tidecast", threads);
    }

    /** Takes the time from step to step within an epoch. */
    private static final class Steps implements TrainingListener {
        private final OperatingSystemMXBean process =
                (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        private final List<Double> seconds = new ArrayList<>();
        private final List<Double> processor = new ArrayList<>();
        private double ndcg;
        private long last;
        private long lastProcessor;

        @Override
        public void step(int epoch, int made, int planned, double loss) {
            long now = System.nanoTime();
            long spent = process.getProcessCpuTime();
            if (made > 1 && epoch > 1) { // the JVM compiles in the first epoch
                seconds.add((now - last) / 1e9);
                processor.add((spent - lastProcessor) / 1e9);
            }
            last = now;
            lastProcessor = spent;
        }

        @Override
        public void epoch(EpochMetrics metrics) {
            System.err.println(metrics.line());
            ndcg = metrics.metric("val_ndcg@10");
        }

        void print(String name, int threads) {
            System.out.printf(
                    Locale.ROOT, "%s,%d,%.4f,%.4f,%.4f%n", name, threads, median(seconds), median(processor), ndcg);
        }

        private static double median(List<Double> values) {
            values.sort(Double::compare);
            return values.get(values.size() / 2);
        }
    }
}
