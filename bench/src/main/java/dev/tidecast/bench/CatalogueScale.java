package dev.tidecast.bench;

import dev.tidecast.event.Behaviour;
import dev.tidecast.model.Compute;
import dev.tidecast.model.NextItemRecipe;
import dev.tidecast.model.Recipe;
import dev.tidecast.model.inference.TrunkShape;
import dev.tidecast.neural.Checkpoints;
import dev.tidecast.neural.EpochMetrics;
import dev.tidecast.neural.NextItemSettings;
import dev.tidecast.neural.NextItemTrainer;
import dev.tidecast.neural.Optimizer;
import dev.tidecast.neural.TrainingListener;
import dev.tidecast.progress.Progress;
import dev.tidecast.sequence.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * One pass over a made-up log with a large catalogue: events a second by the wall clock, reading and validation included,
 * and the most memory that the process held (Linux). A GRU of 64 units on embeddings of 64, sampled softmax, sparse updates.
 *
 * <pre>CatalogueScale FOLDER EVENTS [ITEMS] [THREADS]; FOLDER takes about 20 bytes an event and is left as it is</pre>
 */
public final class CatalogueScale {
    private static final int WIDTH = 64;

    private CatalogueScale() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        long events = Long.parseLong(arguments[1]);
        int items = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 1_000_000;
        int threads = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 2;
        NextItemSettings settings = new NextItemSettings(
                "gru4rec",
                TrunkShape.recurrent(Recipe.Trunk.GRU, WIDTH, WIDTH, 1),
                MadeUpLog.LENGTH,
                0,
                1,
                128,
                Optimizer.AdamSettings.adam(.002),
                5,
                new NextItemRecipe(NextItemRecipe.Loss.SAMPLED_SOFTMAX, 1_024, 0, 0, 0, 1, false, Compute.standard()),
                1,
                threads);
        var log = MadeUpLog.write(folder, events, items);
        Steps steps = new Steps();
        long start = System.nanoTime();
        new NextItemTrainer(settings, Progress.silent(), Checkpoints.none(), steps)
                .fit(log, new Target(Behaviour.VIEW, 1));
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%,d events, %,d items, %d threads: %.0f s, %,.0f events/s; %s; at most %s%n",
                events,
                items,
                threads,
                seconds,
                events / seconds,
                steps.last,
                peak());
    }

    private static String peak() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM"))
                .map(line -> line.substring(6).strip())
                .findFirst()
                .orElse("?");
    }

    private static final class Steps implements TrainingListener {
        private String last = "";

        @Override
        public void step(int epoch, int made, int planned, double loss) {
            if (made % 1_000 == 0) {
                System.err.printf(Locale.ROOT, "%d of %d steps, loss %.3f%n", made, planned, loss);
            }
        }

        @Override
        public void epoch(EpochMetrics metrics) {
            last = metrics.line();
        }
    }
}
