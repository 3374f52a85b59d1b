package dev.tidecast.evaluate;

import dev.tidecast.evaluate.BacktestDetails.WhetherDifference;
import dev.tidecast.evaluate.BacktestDetails.WhetherResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Who acts at all, over all cuts together: each model's report, its area with an interval, differences between them. */
final class WhetherBoard {
    private final List<CutCases> cases;
    private final BacktestSettings settings;
    private final List<WhetherResult> results = new ArrayList<>();
    private final List<WhetherDifference> differences = new ArrayList<>();
    private final List<BacktestReport.Result> figures = new ArrayList<>();

    private WhetherBoard(List<CutCases> cases, BacktestSettings settings) {
        this.cases = cases;
        this.settings = settings;
    }

    /** Judges what models told at each cut. */
    static WhetherBoard of(
            List<String> models, List<CutCases> cases, List<Map<String, ModelRun>> runs, BacktestSettings settings) {
        WhetherBoard board = new WhetherBoard(cases, settings);
        for (Whether whether : Whether.values()) {
            board.judge(whether, models, runs);
        }
        return board;
    }

    List<WhetherResult> results() {
        return results;
    }

    List<WhetherDifference> differences() {
        return differences;
    }

    /** The areas as lines of the leaderboard: facet "user", metrics "purchase-auroc" and "churn-auroc". */
    List<BacktestReport.Result> figures() {
        return figures;
    }

    /** One cut's report of one model; null if it does not tell, or nobody is asked of. */
    static @Nullable BinaryReport report(Whether whether, CutCases cases, ModelRun run, long seed) {
        double[] told = told(whether, run.told(), cases);
        return told.length == 0 ? null : BinaryReport.of(told, came(whether, cases), seed, cases.shareBefore(whether));
    }

    /** What is told of users with a history, ascending; empty if the model does not tell it of all. */
    private static double[] told(Whether whether, @Nullable Told told, CutCases cases) {
        if (told == null) {
            return new double[0];
        }
        double[] all =
                users(cases).mapToDouble(user -> whether.told(told, user)).toArray();
        return Arrays.stream(all).anyMatch(Double::isNaN) ? new double[0] : all;
    }

    private static boolean[] came(Whether whether, CutCases cases) {
        int[] users = users(cases).toArray();
        boolean[] came = new boolean[users.length];
        for (int i = 0; i < came.length; i++) {
            came[i] = whether.came(cases, users[i]);
        }
        return came;
    }

    private static IntStream users(CutCases cases) {
        return IntStream.range(0, cases.visible().userCount()).filter(cases::hasHistory);
    }

    private void judge(Whether whether, List<String> models, List<Map<String, ModelRun>> runs) {
        Map<String, double[]> told = new LinkedHashMap<>();
        for (String model : models) {
            List<double[]> parts = IntStream.range(0, runs.size())
                    .mapToObj(cut -> told(
                            whether,
                            Objects.requireNonNull(runs.get(cut).get(model), model)
                                    .told(),
                            cases.get(cut)))
                    .toList();
            if (parts.stream().allMatch(part -> part.length > 0)) {
                told.put(model, parts.stream().flatMapToDouble(Arrays::stream).toArray());
            }
        }
        if (!told.isEmpty()) {
            compare(whether, told);
        }
    }

    private void compare(Whether whether, Map<String, double[]> told) {
        int[] users = cases.stream().flatMapToInt(WhetherBoard::users).toArray();
        boolean[] came = new boolean[users.length];
        int at = 0;
        for (CutCases each : cases) {
            boolean[] part = came(whether, each);
            System.arraycopy(part, 0, came, at, part.length);
            at += part.length;
        }
        List<String> models = List.copyOf(told.keySet());
        List<ProbabilityOrder> orders = models.stream()
                .map(model -> ProbabilityOrder.of(Objects.requireNonNull(told.get(model)), came))
                .toList();
        double[][] areas = resampled(orders, users);
        double before = cases.stream()
                .mapToDouble(each -> each.shareBefore(whether))
                .average()
                .orElse(Double.NaN);
        List<Double> means =
                orders.stream().map(order -> order.auroc(new float[0])).toList();
        for (int m = 0; m < models.size(); m++) {
            Estimate area = Bootstrap.interval(means.get(m), areas[m]);
            BinaryReport report =
                    BinaryReport.of(Objects.requireNonNull(told.get(models.get(m))), came, settings.seed(), before);
            results.add(new WhetherResult(whether.word(), models.get(m), report, area));
            for (int other = m + 1; other < models.size(); other++) {
                Estimate difference = difference(means, areas, m, other);
                differences.add(new WhetherDifference(whether.word(), models.get(m), models.get(other), difference));
            }
            if (whether != Whether.PURCHASE_UNCALIBRATED) {
                figures.add(figure(whether, models, means, areas, m));
            }
        }
    }

    private BacktestReport.Result figure(
            Whether whether, List<String> models, List<Double> means, double[][] areas, int m) {
        int best = IntStream.range(0, models.size())
                .filter(other -> other != m && settings.baseline().test(models.get(other)))
                .boxed()
                .max(java.util.Comparator.comparingDouble(means::get))
                .orElse(-1);
        Estimate difference = best < 0 ? Estimate.NONE : difference(means, areas, m, best);
        Estimate area = Bootstrap.interval(means.get(m), areas[m]);
        return BacktestReport.Result.of(
                models.get(m),
                "user",
                cases.getFirst().target().behaviour().word(),
                whether.word() + "-auroc",
                area,
                difference);
    }

    private static Estimate difference(List<Double> means, double[][] areas, int first, int second) {
        double[] resampled = new double[areas[first].length];
        for (int i = 0; i < resampled.length; i++) {
            resampled[i] = areas[first][i] - areas[second][i];
        }
        return Bootstrap.interval(means.get(first) - means.get(second), resampled);
    }

    /** [models x resamples], all models on the same resamples of users. */
    private double[][] resampled(List<ProbabilityOrder> orders, int[] users) {
        int[] numbers = Arrays.stream(users).distinct().sorted().toArray();
        int[] cluster = Arrays.stream(users)
                .map(user -> Arrays.binarySearch(numbers, user))
                .toArray();
        Bootstrap bootstrap = new Bootstrap(numbers.length, settings.resamples(), settings.seed());
        double[][] areas = new double[orders.size()][settings.resamples()];
        IntStream.range(0, settings.resamples()).parallel().forEach(resample -> {
            float[] weight = bootstrap.rowWeights(resample, cluster);
            for (int m = 0; m < areas.length; m++) {
                areas[m][resample] = orders.get(m).auroc(weight);
            }
        });
        return areas;
    }
}
