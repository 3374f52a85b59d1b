package dev.tidecast.bench;

import dev.tidecast.event.Behaviour;
import dev.tidecast.model.ProbabilityScorer;
import dev.tidecast.model.Trainer;
import dev.tidecast.model.activity.LogisticRegressionTrainer;
import dev.tidecast.model.lifetime.LifetimeTrainer;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.DatasetFolder;
import dev.tidecast.sequence.History;
import dev.tidecast.sequence.Target;
import dev.tidecast.trees.BoostedTreesTrainer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Who buys and who is active in the 30 days after each cut: AUROC of BG/NBD, logistic regression and boosted trees, with
 * 95 % intervals of 1,000 resamples of users. Arguments: the folder of a prepared dataset, then cuts, each a number of
 * days after the start of the log's first day.
 */
public final class WhetherBench {
    private static final long DAY = 86_400;
    private static final int RESAMPLES = 1_000;
    private static final Target TARGET = new Target(Behaviour.PURCHASE, 30);

    private WhetherBench() {}

    /** What came of the users judged, and what was told. */
    private record Outcome(boolean[] bought, boolean[] active, double[] ofBought, double[] ofActive) {}

    /** Prints one line a cut and model. */
    public static void main(String[] arguments) {
        Dataset whole = DatasetFolder.open(Path.of(arguments[0]));
        long start = Math.floorDiv(whole.firstTime(), DAY) * DAY;
        List<Trainer> trainers = List.of(
                new LifetimeTrainer(), LogisticRegressionTrainer.standard(), BoostedTreesTrainer.standard(1, 2));
        for (int argument = 1; argument < arguments.length; argument++) {
            long cut = start + Long.parseLong(arguments[argument]) * DAY - 1;
            for (Trainer trainer : trainers) {
                long from = System.nanoTime();
                Outcome outcome = outcome(whole, cut, trainer);
                System.out.printf(
                        "after %3s days  %-20s purchase %s  activity %s  %.1f s%n",
                        arguments[argument],
                        trainer.name(),
                        described(outcome.ofBought, outcome.bought),
                        described(outcome.ofActive, outcome.active),
                        (System.nanoTime() - from) * 1e-9);
            }
        }
    }

    private static Outcome outcome(Dataset whole, long cut, Trainer trainer) {
        Dataset visible = whole.asOf(cut);
        Dataset judged = whole.asOf(cut + TARGET.seconds());
        ProbabilityScorer scorer =
                (ProbabilityScorer) trainer.fit(visible, TARGET).scorer(visible);
        int[] users = IntStream.range(0, visible.userCount())
                .filter(user -> !visible.history(user).isEmpty())
                .toArray();
        Outcome outcome = new Outcome(
                new boolean[users.length],
                new boolean[users.length],
                new double[users.length],
                new double[users.length]);
        for (int i = 0; i < users.length; i++) {
            History window = judged.history(users[i]);
            for (int p = window.size() - 1; p >= 0 && window.time(p) > cut; p--) {
                outcome.active[i] = true;
                outcome.bought[i] |= window.behaviour(p) == TARGET.behaviour();
            }
            outcome.ofBought[i] = scorer.anyInWindow(visible.history(users[i]));
            outcome.ofActive[i] = scorer.activeInWindow(visible.history(users[i]));
        }
        return outcome;
    }

    private static String described(double[] told, boolean[] came) {
        Random random = new Random(1);
        int[] all = IntStream.range(0, came.length).toArray();
        double[] resampled = new double[RESAMPLES];
        Arrays.setAll(
                resampled,
                r -> auroc(told, came, random.ints(came.length, 0, came.length).toArray()));
        Arrays.sort(resampled);
        int positives = 0;
        for (boolean each : came) {
            positives += each ? 1 : 0;
        }
        return "%.4f [%.4f, %.4f] (%d of %d)"
                .formatted(
                        auroc(told, came, all),
                        resampled[(int) (.025 * RESAMPLES)],
                        resampled[(int) (.975 * RESAMPLES) - 1],
                        positives,
                        came.length);
    }

    /** Area under the curve by rank sums, ties counting half. */
    private static double auroc(double[] told, boolean[] came, int[] users) {
        int[] order = IntStream.of(users)
                .boxed()
                .sorted((a, b) -> Double.compare(told[a], told[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        double positives = 0;
        double ranks = 0;
        for (int from = 0; from < order.length; ) {
            int to = from;
            int here = 0;
            while (to < order.length && told[order[to]] == told[order[from]]) {
                here += came[order[to]] ? 1 : 0;
                to++;
            }
            ranks += here * (from + to + 1) / 2.0;
            positives += here;
            from = to;
        }
        return (ranks - positives * (positives + 1) / 2) / (positives * (order.length - positives));
    }
}
