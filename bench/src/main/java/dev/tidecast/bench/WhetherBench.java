package dev.tidecast.bench;

import dev.tidecast.event.Behaviour;
import dev.tidecast.model.Model;
import dev.tidecast.model.ProbabilityScorer;
import dev.tidecast.model.Trainer;
import dev.tidecast.model.activity.LogisticRegressionTrainer;
import dev.tidecast.model.interest.InterestNetwork;
import dev.tidecast.model.interest.LawModel;
import dev.tidecast.model.interest.WindowLawTrainer;
import dev.tidecast.model.lifetime.LifetimeTrainer;
import dev.tidecast.progress.Progress;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.DatasetFolder;
import dev.tidecast.sequence.History;
import dev.tidecast.sequence.Target;
import dev.tidecast.trees.BoostedTreesTrainer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Who buys and who is active in the 30 days after each cut: AUROC of BG/NBD, logistic regression, boosted trees and the
 * interest network (its law, which alone tells whether), with 95 % intervals of 1,000 resamples of users, and the network
 * less each of the others on the same resamples. Arguments: the folder of a prepared dataset, then cuts, each a number of
 * days after the start of the log's first day.
 */
public final class WhetherBench {
    private static final long DAY = 86_400;
    private static final int RESAMPLES = 1_000;
    private static final Target TARGET = new Target(Behaviour.PURCHASE, 30);

    private WhetherBench() {}

    /** The network without its ranking parts. */
    private record LawTrainer(String name) implements Trainer {
        @Override
        public Model fit(Dataset visible, Target target) {
            return new LawModel(target, new WindowLawTrainer(Progress.silent(), 1).fit(visible, target));
        }
    }

    /** What came of the users judged, and what was told. */
    private record Outcome(String model, boolean[] bought, boolean[] active, double[] ofBought, double[] ofActive) {}

    /** Prints one line a cut and model. */
    public static void main(String[] arguments) {
        Dataset whole = DatasetFolder.open(Path.of(arguments[0]));
        long start = Math.floorDiv(whole.firstTime(), DAY) * DAY;
        List<Trainer> trainers = List.of(
                new LawTrainer(InterestNetwork.NAME),
                new LifetimeTrainer(),
                LogisticRegressionTrainer.standard(),
                BoostedTreesTrainer.standard(1, 2));
        for (int argument = 1; argument < arguments.length; argument++) {
            long cut = start + Long.parseLong(arguments[argument]) * DAY - 1;
            List<Outcome> outcomes = new ArrayList<>();
            for (Trainer trainer : trainers) {
                outcomes.add(outcome(whole, cut, trainer));
            }
            print("after " + arguments[argument] + " days", outcomes);
        }
    }

    private static void print(String when, List<Outcome> outcomes) {
        double[][] purchase = new double[outcomes.size()][];
        double[][] activity = new double[outcomes.size()][];
        for (int k = 0; k < purchase.length; k++) {
            Outcome each = outcomes.get(k);
            purchase[k] = areas(each.ofBought, each.bought);
            activity[k] = areas(each.ofActive, each.active);
            System.out.printf(
                    Locale.ROOT,
                    "%s | %s | %s | %s | %s | %s%n",
                    when,
                    each.model,
                    described(purchase[k]),
                    k == 0 ? "" : described(difference(purchase[0], purchase[k])),
                    described(activity[k]),
                    k == 0 ? "" : described(difference(activity[0], activity[k])));
        }
        System.out.printf(
                "%s: %s bought, %s were active%n",
                when, share(outcomes.getFirst().bought), share(outcomes.getFirst().active));
    }

    private static String share(boolean[] came) {
        return IntStream.range(0, came.length).filter(i -> came[i]).count() + " of " + came.length;
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
                trainer.name(),
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

    /** The area for all users, then those of the resamples, which are the same for every model. */
    private static double[] areas(double[] told, boolean[] came) {
        int[] order = IntStream.range(0, told.length)
                .boxed()
                .sorted((a, b) -> Double.compare(told[a], told[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        SplittableRandom random = new SplittableRandom(1);
        double[] areas = new double[RESAMPLES + 1];
        int[] times = new int[told.length];
        Arrays.fill(times, 1);
        for (int r = 0; r <= RESAMPLES; r++) {
            areas[r] = area(told, came, order, times);
            Arrays.fill(times, 0);
            for (int i = 0; i < times.length; i++) {
                times[random.nextInt(times.length)]++;
            }
        }
        return areas;
    }

    /** Share of pairs in the right order, ties half; each user counts so many times. */
    private static double area(double[] told, boolean[] came, int[] order, int[] times) {
        double below = 0;
        double positives = 0;
        double right = 0;
        for (int from = 0; from < order.length; ) {
            double others = 0;
            double here = 0;
            int to = from;
            for (; to < order.length && told[order[to]] == told[order[from]]; to++) {
                here += came[order[to]] ? times[order[to]] : 0;
                others += came[order[to]] ? 0 : times[order[to]];
            }
            right += here * (below + others / 2);
            positives += here;
            below += others;
            from = to;
        }
        return right / (positives * below);
    }

    private static double[] difference(double[] left, double[] right) {
        double[] difference = new double[left.length];
        Arrays.setAll(difference, r -> left[r] - right[r]);
        return difference;
    }

    private static String described(double[] areas) {
        double[] resampled = Arrays.copyOfRange(areas, 1, areas.length);
        Arrays.sort(resampled);
        return "%.4f [%.4f, %.4f]"
                .formatted(areas[0], resampled[(int) (.025 * RESAMPLES)], resampled[(int) (.975 * RESAMPLES) - 1]);
    }
}
