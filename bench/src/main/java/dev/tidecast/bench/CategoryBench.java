package dev.tidecast.bench;

import dev.tidecast.event.Behaviour;
import dev.tidecast.model.Model;
import dev.tidecast.model.Scorer;
import dev.tidecast.model.counters.CounterRows;
import dev.tidecast.model.counters.CounterSettings.Input;
import dev.tidecast.model.counters.WeightedCounters;
import dev.tidecast.model.counters.WeightedCountersTrainer;
import dev.tidecast.model.interest.InterestNetwork;
import dev.tidecast.neural.Checkpoints;
import dev.tidecast.neural.EaseSolver;
import dev.tidecast.neural.InterestNetworkTrainer;
import dev.tidecast.neural.NativeRuntime;
import dev.tidecast.neural.NetworkSettings;
import dev.tidecast.progress.Progress;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.DatasetFolder;
import dev.tidecast.sequence.Facet;
import dev.tidecast.sequence.FacetIndex;
import dev.tidecast.sequence.History;
import dev.tidecast.sequence.Target;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Categories taken in the 30 days after a cut: NDCG@10 and log loss (mean over the categories taken of -log of the share
 * told) of the item models' sums against counting categories directly. The direct counts' half-life and prior are the best
 * of {@link #HALF_LIVES} x {@link #PRIORS} for each measure on the window before each cut. Intervals: 1,000 resamples of users.
 * Arguments: a prepared dataset's folder, the target's behaviour, how many cuts, days between them, and, for choosing
 * settings of counting, how many days of the log's end are left out; the network is left out then too.
 */
public final class CategoryBench {
    private static final long DAY = 86_400;
    private static final int RESAMPLES = 1_000;
    private static final int TOP = 10;
    private static final int THREADS = 2;
    private static final double[] HALF_LIVES = {7, 30, 90, 365};
    private static final double[] PRIORS = {.3, 1, 3, 10, 30};
    private static final String DIRECT = "category counts";

    private final Dataset whole;
    private final Target target;
    private final boolean choosing;

    /** Figures of a user at a cut, by model: NDCG@10, log loss. */
    private record Case(int user, Map<String, double[]> figures) {}

    private CategoryBench(Dataset whole, Target target, boolean choosing) {
        this.whole = whole;
        this.target = target;
        this.choosing = choosing;
    }

    /** Prints a line a model. */
    public static void main(String[] arguments) {
        Dataset all = DatasetFolder.open(Path.of(arguments[0]));
        boolean choosing = arguments.length > 4;
        Dataset whole = choosing ? all.asOf(all.asOf() - Long.parseLong(arguments[4]) * DAY) : all;
        CategoryBench bench = new CategoryBench(whole, new Target(Behaviour.of(arguments[1]), 30), choosing);
        List<Case> cases = new ArrayList<>();
        for (int back = Integer.parseInt(arguments[2]) - 1; back >= 0; back--) {
            cases.addAll(bench.at(whole.asOf() - bench.target.seconds() - back * Long.parseLong(arguments[3]) * DAY));
        }
        print(cases);
    }

    private List<Case> at(long cut) {
        Dataset visible = whole.asOf(cut);
        Dataset judged = whole.asOf(cut + target.seconds());
        FacetIndex categories = FacetIndex.of(visible, Facet.CATEGORY);
        Map<String, Function<History, double[]>> models = new LinkedHashMap<>();
        models.put(DIRECT, direct(visible, categories, 1));
        models.put(DIRECT + ", NDCG", direct(visible, categories, 0));
        fits(visible).forEach((name, model) -> {
            Scorer scorer = model.scorer(visible);
            models.put(name, history -> shares(scorer, history, visible.itemCount(), categories));
        });
        List<Case> cases = cases(visible, judged, categories, models);
        System.out.printf(Locale.ROOT, "%d categories, %d users%n", categories.size(), cases.size());
        return cases;
    }

    private Map<String, Model> fits(Dataset visible) {
        EaseSolver solver = new EaseSolver(NativeRuntime.start(THREADS));
        Map<String, Model> models = new LinkedHashMap<>();
        models.put(WeightedCounters.NAME, new WeightedCountersTrainer(solver).fit(visible, target));
        models.put(
                "the same without lean",
                new WeightedCountersTrainer(solver, settings -> settings.without(Set.of(Input.CATEGORY)))
                        .fit(visible, target));
        WeightedCountersTrainer newness = new WeightedCountersTrainer(solver, settings -> settings.withNewness(true));
        models.put("with newness", newness.fit(visible, target));
        if (!choosing) {
            models.put(InterestNetwork.NAME, network(visible, new WeightedCountersTrainer(solver)));
            models.put("network with newness", network(visible, newness));
        }
        return models;
    }

    private Model network(Dataset visible, WeightedCountersTrainer counting) {
        return new InterestNetworkTrainer(NetworkSettings.standard(), Progress.silent(), Checkpoints.none(), counting)
                .fit(visible, target);
    }

    /** Direct counts with the settings that were best by a measure (0: NDCG@10, 1: log loss) one window earlier. */
    private Function<History, double[]> direct(Dataset visible, FacetIndex categories, int measure) {
        Dataset before = whole.asOf(visible.asOf() - target.seconds());
        CategoryCounts then = new CategoryCounts(before, categories, target.behaviour());
        double best = Double.NEGATIVE_INFINITY;
        double[] chosen = {30, 1};
        for (double halfLife : HALF_LIVES) {
            for (double prior : PRIORS) {
                List<Case> cases = cases(
                        before, visible, categories, Map.of(DIRECT, history -> then.shares(history, halfLife, prior)));
                double mean = (measure == 0 ? 1 : -1) * mean(cases, DIRECT, measure, null);
                if (mean > best) {
                    best = mean;
                    chosen = new double[] {halfLife, prior};
                }
            }
        }
        CategoryCounts now = new CategoryCounts(visible, categories, target.behaviour());
        double[] settings = chosen;
        return history -> now.shares(history, settings[0], settings[1]);
    }

    private List<Case> cases(
            Dataset visible, Dataset judged, FacetIndex categories, Map<String, Function<History, double[]>> models) {
        List<Case> cases = new ArrayList<>();
        for (int user = 0; user < visible.userCount(); user++) {
            History history = visible.history(user);
            int[] taken = Arrays.stream(
                            CounterRows.targets(judged.history(user), visible.asOf(), target, visible.itemCount()))
                    .map(categories::of)
                    .filter(category -> category >= 0)
                    .distinct()
                    .toArray();
            if (!history.isEmpty() && taken.length > 0) {
                Map<String, double[]> figures = new LinkedHashMap<>();
                models.forEach((name, model) -> figures.put(name, figures(model.apply(history), taken)));
                cases.add(new Case(user, figures));
            }
        }
        return cases;
    }

    private static double[] shares(Scorer scorer, History history, int items, FacetIndex categories) {
        float[] scores = new float[items];
        scorer.score(history, scores);
        float top = Float.NEGATIVE_INFINITY;
        for (float score : scores) {
            top = Math.max(top, score);
        }
        double[] shares = new double[categories.size()];
        double all = 0;
        for (int item = 0; item < items; item++) {
            if (categories.of(item) >= 0) {
                double each = Math.exp(scores[item] - top);
                shares[categories.of(item)] += each;
                all += each;
            }
        }
        double sum = all;
        Arrays.setAll(shares, c -> shares[c] / sum);
        return shares;
    }

    private static double[] figures(double[] shares, int[] taken) {
        double gain = 0;
        double loss = 0;
        double ideal = 0;
        for (int k = 0; k < taken.length; k++) {
            double own = shares[taken[k]];
            long above = Arrays.stream(shares).filter(share -> share > own).count();
            gain += above < TOP ? 1 / Math.log(2 + above) : 0;
            ideal += k < TOP ? 1 / Math.log(2 + k) : 0;
            loss -= Math.log(Math.max(own, 1e-15)) / taken.length;
        }
        return new double[] {gain / ideal, loss};
    }

    private static void print(List<Case> cases) {
        Random random = new Random(1);
        int users = cases.stream().mapToInt(Case::user).max().orElse(0) + 1;
        List<int[]> resamples = IntStream.range(0, RESAMPLES)
                .mapToObj(r -> {
                    int[] times = new int[users];
                    IntStream.range(0, users).forEach(k -> times[random.nextInt(users)]++);
                    return times;
                })
                .toList();
        for (String name : cases.getFirst().figures.keySet()) {
            StringBuilder line = new StringBuilder("%-24s".formatted(name));
            for (int m = 0; m < 2; m++) {
                int measure = m;
                String other = m == 0 ? DIRECT + ", NDCG" : DIRECT;
                double[] gains = resamples.stream()
                        .mapToDouble(times -> mean(cases, name, measure, times) - mean(cases, other, measure, times))
                        .sorted()
                        .toArray();
                line.append(String.format(
                        Locale.ROOT,
                        "  %s %.4f, less counts %+.4f [%+.4f, %+.4f]",
                        m == 0 ? "NDCG@10" : "log loss",
                        mean(cases, name, m, null),
                        mean(cases, name, m, null) - mean(cases, other, m, null),
                        gains[RESAMPLES / 40],
                        gains[RESAMPLES - RESAMPLES / 40 - 1]));
            }
            System.out.println(line);
        }
    }

    /** Mean over cases, each as often as its user was drawn; null for once. */
    private static double mean(List<Case> cases, String name, int measure, int @Nullable [] times) {
        double sum = 0;
        double weights = 0;
        for (Case each : cases) {
            double weight = times == null ? 1 : times[each.user];
            sum += weight * Objects.requireNonNull(each.figures.get(name))[measure];
            weights += weight;
        }
        return sum / weights;
    }
}
