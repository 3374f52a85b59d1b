package dev.tidecast.bench;

import dev.tidecast.event.Behaviour;
import dev.tidecast.model.Compute;
import dev.tidecast.model.Model;
import dev.tidecast.model.ProbabilityScorer;
import dev.tidecast.model.Recipe;
import dev.tidecast.model.Selection;
import dev.tidecast.model.Trainer;
import dev.tidecast.model.activity.LogisticRegressionTrainer;
import dev.tidecast.model.inference.TrunkShape;
import dev.tidecast.model.interest.LawModel;
import dev.tidecast.model.interest.WindowLawTrainer;
import dev.tidecast.neural.Checkpoints;
import dev.tidecast.neural.Optimizer;
import dev.tidecast.neural.PurchaseSettings;
import dev.tidecast.neural.PurchaseTrainer;
import dev.tidecast.progress.Progress;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.DatasetFolder;
import dev.tidecast.sequence.Target;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Will the user buy within 30 days? The law of counts against the article's program, the article's way: users are split
 * into five folds, ten times; each fold is told by models fitted to the other four, all windows seen of those, up to the
 * one that is asked. All read the same histories, all behaviours. Beside it the result in global time: fitted to what lay
 * before the cut, asked of all users. AUROC of each cut, and of all cuts and repetitions pooled; differences with 95 %
 * intervals of 1,000 resamples of users.
 *
 * <p>Arguments: the folder of a prepared dataset, repetitions (ten in docs/article.md), then cuts in days after the start
 * of the log's first day.
 */
public final class PurchaseFoldsBench {
    private static final long DAY = 86_400;
    private static final int FOLDS = 5;
    private static final int RESAMPLES = 1_000;
    private static final Target TARGET = new Target(Behaviour.PURCHASE, 30);
    private static final String PROGRAM = "article's program";

    /** Users in ascending order of what was told, by the array that tells it: sorted once for all resamples. */
    private static final Map<double[], int[]> ORDERS = new IdentityHashMap<>();

    private PurchaseFoldsBench() {}

    /** Who is asked at a cut, what came, and what each model told: by name, double[users] a repetition. */
    private record Asked(int day, int[] users, boolean[] came, Map<String, List<double[]>> told) {}

    /** Prints a line a model: global time first, then the folds after each repetition, all until then together. */
    public static void main(String[] arguments) {
        Dataset whole = DatasetFolder.open(Path.of(arguments[0]));
        int repetitions = Integer.parseInt(arguments[1]);
        long start = Math.floorDiv(whole.firstTime(), DAY) * DAY;
        List<Asked> folds = Arrays.stream(arguments)
                .skip(2)
                .map(Integer::valueOf)
                .map(day -> asked(whole, day, start + day * DAY - 1))
                .toList();
        List<Asked> global = folds.stream()
                .map(each -> global(whole, each, start + each.day * DAY - 1))
                .toList();
        print("global time", global);
        for (int repetition = 0; repetition < repetitions; repetition++) {
            for (Asked each : folds) {
                repeat(whole, each, start + each.day * DAY - 1, repetition);
            }
            print("user folds, " + (repetition + 1) + " times", folds);
        }
    }

    private static Map<String, Trainer> trainers(long seed) {
        Map<String, Trainer> trainers = new LinkedHashMap<>();
        trainers.put("law of counts", new LawAlone(seed));
        trainers.put("logistic regression", LogisticRegressionTrainer.standard());
        trainers.put(PROGRAM, program(seed));
        return trainers;
    }

    /** As in recipes/article-program.yaml. */
    private static Trainer program(long seed) {
        return new PurchaseTrainer(
                new PurchaseSettings(
                        new TrunkShape(Recipe.Trunk.LSTM, 1, 128, 2, false, 1, 0),
                        30,
                        0,
                        10,
                        32,
                        Optimizer.AdamSettings.adam(.001),
                        Double.POSITIVE_INFINITY,
                        Compute.standard(),
                        seed,
                        2),
                Progress.silent(),
                Checkpoints.none());
    }

    /** The interest network's law, without the network. */
    private record LawAlone(long seed) implements Trainer {
        @Override
        public String name() {
            return "law";
        }

        @Override
        public Model fit(Dataset visible, Target target) {
            return new LawModel(target, new WindowLawTrainer(Progress.silent(), seed).fit(visible, target));
        }
    }

    private static void repeat(Dataset whole, Asked asked, long cut, int repetition) {
        Dataset judged = whole.asOf(cut + TARGET.seconds());
        int[] fold = fold(asked.users.length, repetition);
        Map<String, double[]> told = new LinkedHashMap<>();
        for (int each = 0; each < FOLDS; each++) {
            BitSet out = new BitSet();
            for (int k = 0; k < fold.length; k++) {
                out.set(asked.users[k], fold[k] == each);
            }
            int here = each;
            trainers(1 + repetition)
                    .forEach((name, trainer) -> tell(
                            trainer.fit(judged.without(out), TARGET),
                            whole.asOf(cut),
                            asked,
                            k -> fold[k] == here,
                            told.computeIfAbsent(name, none -> new double[asked.users.length])));
        }
        told.forEach((name, values) ->
                asked.told.computeIfAbsent(name, none -> new ArrayList<>()).add(values));
    }

    private static Asked global(Dataset whole, Asked folds, long cut) {
        Asked asked = asked(whole, folds.day, cut);
        trainers(1).forEach((name, trainer) -> {
            double[] told = new double[asked.users.length];
            tell(trainer.fit(whole.asOf(cut), TARGET), whole.asOf(cut), asked, k -> true, told);
            asked.told.put(name, List.of(told));
        });
        return asked;
    }

    private static void tell(
            Model model, Dataset before, Asked asked, java.util.function.IntPredicate wanted, double[] told) {
        ProbabilityScorer scorer = (ProbabilityScorer) model.scorer(before);
        for (int k = 0; k < told.length; k++) {
            if (wanted.test(k)) {
                told[k] = scorer.anyInWindow(before.history(asked.users[k]));
            }
        }
    }

    private static Asked asked(Dataset whole, int day, long cut) {
        Dataset before = whole.asOf(cut);
        int[] users = IntStream.range(0, before.userCount())
                .filter(user -> !before.history(user).isEmpty())
                .toArray();
        Dataset judged = whole.asOf(cut + TARGET.seconds());
        boolean[] came = new boolean[users.length];
        for (int k = 0; k < users.length; k++) {
            came[k] = judged.history(users[k]).hasAfter(cut, TARGET.behaviour());
        }
        return new Asked(day, users, came, new LinkedHashMap<>());
    }

    private static int[] fold(int size, int repetition) {
        int[] fold = new int[size];
        Arrays.setAll(fold, k -> k % FOLDS);
        Selection.shuffle(fold, new SplittableRandom(repetition));
        return fold;
    }

    private static void print(String protocol, List<Asked> all) {
        for (String name : all.getFirst().told.keySet()) {
            StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-20s %-20s", protocol, name));
            for (Asked asked : all) {
                line.append(String.format(Locale.ROOT, "  day %d: %.4f", asked.day, auroc(List.of(asked), name, null)));
            }
            Random random = new Random(1);
            double[] levels = new double[RESAMPLES];
            double[] gains = new double[RESAMPLES];
            for (int r = 0; r < RESAMPLES; r++) {
                int[] times = resampled(all, random);
                levels[r] = auroc(all, name, times);
                gains[r] = levels[r] - auroc(all, PROGRAM, times);
            }
            double level = auroc(all, name, null);
            System.out.printf(
                    Locale.ROOT,
                    "%s  pooled %.4f %s  minus the program %+.4f %s%n",
                    line,
                    level,
                    interval(levels),
                    level - auroc(all, PROGRAM, null),
                    interval(gains));
        }
    }

    /** How often each user, by number, was drawn: the same user at all cuts. */
    private static int[] resampled(List<Asked> all, Random random) {
        int users = all.stream()
                        .flatMapToInt(asked -> Arrays.stream(asked.users))
                        .max()
                        .orElse(0)
                + 1;
        int[] times = new int[users];
        for (int k = 0; k < users; k++) {
            times[random.nextInt(users)]++;
        }
        return times;
    }

    private static String interval(double[] values) {
        Arrays.sort(values);
        return String.format(
                Locale.ROOT,
                "[%+.4f, %+.4f]",
                values[(int) (.025 * values.length)],
                values[(int) (.975 * values.length) - 1]);
    }

    /** Mean over cuts and repetitions of the area under the curve, users weighed by {@code times}; null for once each. */
    private static double auroc(List<Asked> all, String name, int @Nullable [] times) {
        double sum = 0;
        int count = 0;
        for (Asked asked : all) {
            for (double[] told : Objects.requireNonNull(asked.told.get(name))) {
                sum += auroc(asked, told, times);
                count++;
            }
        }
        return sum / count;
    }

    private static int[] ascending(double[] told) {
        return IntStream.range(0, told.length)
                .boxed()
                .sorted((a, b) -> Double.compare(told[a], told[b]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static double auroc(Asked asked, double[] told, int @Nullable [] times) {
        int[] order = ORDERS.computeIfAbsent(told, PurchaseFoldsBench::ascending);
        double below = 0;
        double positives = 0;
        double area = 0;
        for (int from = 0; from < order.length; ) {
            int to = from;
            double yes = 0;
            double no = 0;
            while (to < order.length && told[order[to]] == told[order[from]]) {
                double weight = times == null ? 1 : times[asked.users[order[to]]];
                yes += asked.came[order[to]] ? weight : 0;
                no += asked.came[order[to]] ? 0 : weight;
                to++;
            }
            area += yes * (below + no / 2);
            below += no;
            positives += yes;
            from = to;
        }
        return area / (positives * below);
    }
}
