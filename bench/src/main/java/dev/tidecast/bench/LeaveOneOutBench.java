package dev.tidecast.bench;

import dev.tidecast.event.Behaviour;
import dev.tidecast.model.Compute;
import dev.tidecast.model.NextItemRecipe;
import dev.tidecast.model.Precision;
import dev.tidecast.model.Recipe;
import dev.tidecast.model.inference.TrunkShape;
import dev.tidecast.model.next.NextItem;
import dev.tidecast.neural.Checkpoints;
import dev.tidecast.neural.NextItemSettings;
import dev.tidecast.neural.NextItemTrainer;
import dev.tidecast.neural.Optimizer;
import dev.tidecast.progress.Progress;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Trains a model of the next item on a public log and judges it on each user's last item: full ranking, the epoch chosen on
 * the last but one. The command is {@code LeaveOneOutBench LOG KEY=VALUE ...}, such as {@code ml-1m
 * trunk=transformer size=128}.
 */
public final class LeaveOneOutBench {
    private final Map<String, String> options = new TreeMap<>();

    private LeaveOneOutBench(String[] arguments) {
        for (int k = 1; k < arguments.length; k++) {
            String[] pair = arguments[k].split("=", 2);
            options.put(pair[0], pair[1]);
        }
    }

    /** Takes the log's name and settings; prints an epoch a line and the figures. */
    public static void main(String[] arguments) throws IOException {
        LeaveOneOutBench bench = new LeaveOneOutBench(arguments);
        SequenceFiles.Log log = SequenceFiles.read(arguments[0]);
        Dataset visible = log.butTheLast(arguments[0]);
        NextItemSettings settings = bench.settings();
        System.out.println(settings);
        long start = System.nanoTime();
        String folder = bench.options.get("resume");
        Checkpoints resume = folder == null ? Checkpoints.none() : Checkpoints.at(Path.of(folder), arguments[0]);
        NextItem model =
                new NextItemTrainer(settings, printing(start), resume).fit(visible, new Target(Behaviour.VIEW, 1));
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "trained in %.1f s; processor time since the JVM's start %.1f s%n",
                seconds,
                CpuSeconds.ofProcess());
        System.out.println(new LeaveOneOutJudge(log, visible).line(model));
    }

    private int whole(String key, int standard) {
        return Integer.parseInt(options.getOrDefault(key, Integer.toString(standard)));
    }

    private double number(String key, double standard) {
        return Double.parseDouble(options.getOrDefault(key, Double.toString(standard)));
    }

    private NextItemSettings settings() {
        Recipe.Trunk trunk = Recipe.Trunk.valueOf(
                options.getOrDefault("trunk", "transformer").toUpperCase(Locale.ROOT));
        int size = whole("size", 128);
        int layers = whole("layers", 2);
        int length = whole("length", 200);
        TrunkShape shape = trunk.recurrent()
                ? TrunkShape.recurrent(trunk, whole("embedding", size), size, layers)
                : TrunkShape.attention(trunk, size, layers, whole("heads", 2), length);
        NextItemRecipe recipe = new NextItemRecipe(
                NextItemRecipe.Loss.valueOf(
                        options.getOrDefault("loss", "softmax").toUpperCase(Locale.ROOT)),
                whole("negatives", 256),
                number("calibration", .75),
                number("warm-up", 1),
                number("averaging", 0),
                whole("patience", 10),
                Boolean.parseBoolean(options.getOrDefault("refit", "false")),
                Compute.in(Precision.valueOf(
                        options.getOrDefault("precision", "single").toUpperCase(Locale.ROOT))));
        return new NextItemSettings(
                options.getOrDefault("name", trunk.word()),
                shape,
                length,
                number("dropout", .2),
                whole("epochs", 30),
                whole("batch", 128),
                Optimizer.AdamSettings.adamW(number("rate", .001), number("decay", .01)),
                number("clip", 5),
                recipe,
                whole("seed", 1),
                whole("threads", 2));
    }

    /** Prints each line with the seconds since the start and the processor time of the whole process. */
    private static Progress printing(long start) {
        return Progress.lines(text -> System.out.printf(
                Locale.ROOT,
                "%7.1f s, processor %7.1f s  %s%n",
                (System.nanoTime() - start) / 1e9,
                CpuSeconds.ofProcess(),
                text));
    }
}
