package dev.tidecast.model.interest;

import dev.tidecast.event.Behaviour;
import dev.tidecast.progress.Progress;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.History;
import dev.tidecast.sequence.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Fits {@link WindowLaw} in four steps, H being the horizon and C the cut: fit on windows that end by C - 2H and select
 * hidden units and epochs on the window that ends by C - H; fit on windows that end by C - H and calibrate slopes on the
 * window that ends at C; refit on all windows that end by C. The level moves with the season, so that it is not kept from
 * the calibration but taken from the window that ends at C (see {@link LawLevel}), and moved by .85 of what the same step
 * a year before was, where the log reaches back a year and a half. A log shorter than 4H selects and calibrates by users instead: a fifth of them each, on
 * the windows that end by C, level included.
 */
public final class WindowLawTrainer {
    private static final int MOST_EXAMPLES = 24_000;
    private static final int MOST_ANCHORS = 12;
    private static final int EPOCHS = 16;
    private static final int STRIDE = 4;
    private static final int MEMBERS = 3;
    private static final int[] HIDDEN = {0, 12};
    private static final int FOLDS = 5;
    private static final double RIDGE = 1e-3;
    private static final double TRUST = 100;
    private static final double LEVEL_TRUST = 10;
    private static final double SEASON = .85;
    private static final int MOST_JUDGED = 6_000;
    private static final long WEEK = 7 * 86_400;
    private static final long YEAR = 365 * 86_400;

    private final Progress progress;
    private final long seed;

    public WindowLawTrainer(Progress progress, long seed) {
        this.progress = progress;
        this.seed = seed;
    }

    /** Hidden units and epochs. */
    private record Setting(int hidden, int epochs) {
        @Override
        public String toString() {
            return (hidden == 0 ? "log-linear" : hidden + " hidden units") + ", " + epochs + " epochs";
        }
    }

    /**
     * Fits the law to what is visible.
     *
     * @throws IllegalArgumentException if there is no user with a history and a whole window after it
     */
    public WindowLaw fit(Dataset visible, Target target) {
        LawShape shape = shape(visible, target);
        Job job = new Job(visible, target, shape);
        LawExamples all = job.examples(visible.asOf(), user -> true);
        if (all.size() == 0) {
            throw new IllegalArgumentException("whether and how much needs a user with a history "
                    + target.horizonDays() + " days before the end of the log; it has none: take a shorter horizon"
                    + " or a longer log");
        }
        WindowLaw law =
                visible.asOf() - visible.firstTime() < 4 * target.seconds() ? byUsers(job, all) : byWindows(job, all);
        SpendLaw spend = SpendLaw.fit(visible, law, anchors(visible, visible.asOf() - target.seconds(), target));
        progress.line("whether and how much: " + all.size() + " windows, " + law.calibration());
        return law.with(spend);
    }

    private WindowLaw byUsers(Job job, LawExamples all) {
        long cut = job.visible.asOf();
        LawExamples fitted = job.examples(cut, user -> fold(user) > 1);
        LawExamples selecting = job.examples(cut, user -> fold(user) == 0);
        LawExamples calibrating = job.examples(cut, user -> fold(user) == 1);
        if (fitted.size() == 0 || selecting.size() == 0 || calibrating.size() == 0) {
            return job.law(all, new Setting(0, EPOCHS / 2), LawMaps.none(job.shape), "not calibrated: too few users");
        }
        Setting setting = job.select(fitted, selecting);
        WindowLaw early = job.law(fitted, setting, LawMaps.none(job.shape), "");
        LawMaps maps = LawMaps.fit(job.shape, job.values(early, calibrating), calibrating, TRUST, true);
        return job.law(
                all,
                setting,
                maps,
                setting + "; the log is shorter than four horizons: calibrated on a fifth"
                        + " of the users in windows that end by the cut");
    }

    private WindowLaw byWindows(Job job, LawExamples all) {
        long cut = job.visible.asOf();
        long window = job.target.seconds();
        LawExamples selecting = job.window(cut - 2 * window);
        LawExamples calibrating = job.window(cut - window);
        LawExamples fitted = job.examples(cut - 2 * window, user -> true);
        if (fitted.size() == 0 || selecting.size() == 0 || calibrating.size() == 0) {
            return byUsers(job, all);
        }
        Setting setting = job.select(fitted, selecting);
        LawMaps none = LawMaps.none(job.shape);
        WindowLaw early = job.law(job.examples(cut - window, user -> true), setting, none, "");
        double[][] told = job.values(early, calibrating);
        LawMaps maps = LawMaps.fit(job.shape, told, calibrating, TRUST, true).levelled(told);
        WindowLaw law = job.law(all, setting, maps, setting + "; calibrated on the window that ends at the cut");
        maps = maps.shifted(job.level(law, cut - window), 1);
        long yearAgo = cut - YEAR;
        long first = job.visible.firstTime();
        if (yearAgo - 2 * window >= first && yearAgo - YEAR / 2 >= first) {
            maps = maps.shifted(job.level(law, yearAgo), SEASON).shifted(job.level(law, yearAgo - window), -SEASON);
        }
        return law.with(maps);
    }

    private static int fold(int user) {
        return user % FOLDS;
    }

    private static LawShape shape(Dataset visible, Target target) {
        List<Integer> bins = new ArrayList<>(List.of(1, 7));
        bins.removeIf(end -> end >= target.horizonDays());
        bins.add(target.horizonDays());
        long[] met = new long[Behaviour.values().length];
        for (int user = 0; user < visible.userCount(); user++) {
            var history = visible.history(user);
            for (int p = 0; p < history.size(); p++) {
                met[history.behaviour(p).ordinal()]++;
            }
        }
        List<Behaviour> behaviours = new ArrayList<>(List.of(Behaviour.values()));
        behaviours.removeIf(each -> met[each.ordinal()] == 0 && each != target.behaviour());
        int commonest = IntStream.range(0, behaviours.size())
                .reduce(
                        0,
                        (best, b) -> met[behaviours.get(b).ordinal()]
                                        > met[behaviours.get(best).ordinal()]
                                ? b
                                : best);
        return new LawShape(behaviours, bins, commonest);
    }

    /**
     * Whether the law looks at what was spent: where a log has prices and no items. With items it does not pay: on Online
     * Retail probabilities were worse calibrated by it (docs/benchmarks.md).
     */
    private static boolean priced(Dataset visible) {
        for (int user = 0; visible.itemCount() == 0 && user < visible.userCount(); user++) {
            History history = visible.history(user);
            for (int p = 0; p < history.size(); p++) {
                if (SpendLaw.value(history, p) > 0) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Anchors a week apart, latest first, back to half a horizon after the log's begin. */
    private static List<Long> anchors(Dataset visible, long latest, Target target) {
        List<Long> anchors = new ArrayList<>(List.of(latest));
        long earliest = visible.firstTime() + target.seconds() / 2;
        while (anchors.size() < MOST_ANCHORS && anchors.getLast() - WEEK >= earliest) {
            anchors.add(anchors.getLast() - WEEK);
        }
        return anchors;
    }

    /** What all steps of one fit share. */
    private final class Job {
        private final Dataset visible;
        private final Target target;
        private final LawShape shape;
        private final ActivityFeatures kinds;
        private final BasketSizes baskets;

        Job(Dataset visible, Target target, LawShape shape) {
            this.visible = visible;
            this.target = target;
            this.shape = shape;
            this.kinds = new ActivityFeatures(shape.behaviours(), target.horizonDays(), priced(visible));
            this.baskets = BasketSizes.fit(visible, shape.behaviours());
        }

        /** Of windows that end by {@code latest}, a week apart. */
        LawExamples examples(long latest, IntPredicate wanted) {
            List<Long> anchors = anchors(visible, latest - target.seconds(), target);
            return LawExamples.of(visible, shape, kinds, anchors, MOST_EXAMPLES, wanted);
        }

        /** Of the window after one anchor. */
        LawExamples window(long anchor) {
            return LawExamples.of(visible, shape, kinds, List.of(anchor), MOST_JUDGED, user -> true);
        }

        WindowLaw law(LawExamples examples, Setting setting, LawMaps maps, String words) {
            Moments moments = Moments.of(examples.features(), kinds.size());
            double[][] x = moments.standardised(examples.features());
            List<LawNetwork> members = IntStream.range(0, MEMBERS)
                    .parallel()
                    .mapToObj(m -> new LawFit(shape, x, examples, RIDGE)
                            .run(setting.hidden, setting.epochs, seed + m, (network, epoch) -> {}))
                    .toList();
            return new WindowLaw(
                    shape,
                    shape.bins().getLast(),
                    moments.mean(),
                    moments.deviation(),
                    members,
                    maps,
                    baskets,
                    words,
                    null);
        }

        /** The setting under which what was done is likeliest, its level set apart. */
        Setting select(LawExamples fitted, LawExamples judged) {
            Moments moments = Moments.of(fitted.features(), kinds.size());
            double[][] x = moments.standardised(fitted.features());
            double[][] asked = moments.standardised(judged.features());
            double[][] figures = new double[HIDDEN.length][EPOCHS + 1];
            IntStream.range(0, HIDDEN.length)
                    .parallel()
                    .forEach(h -> new LawFit(shape, x, fitted, RIDGE).run(HIDDEN[h], EPOCHS, seed, (network, epoch) -> {
                        if (epoch % STRIDE == 0) {
                            double[][] values =
                                    Arrays.stream(asked).map(network::values).toArray(double[][]::new);
                            LawMaps level = LawMaps.fit(shape, values, judged, TRUST, false);
                            figures[h][epoch] = LawFit.mean(shape, level.of(values), judged);
                        }
                    }));
            Setting best = new Setting(HIDDEN[0], STRIDE);
            for (int h = 0; h < HIDDEN.length; h++) {
                for (int epoch = STRIDE; epoch <= EPOCHS; epoch += STRIDE) {
                    if (figures[h][epoch] > figures[Arrays.binarySearch(HIDDEN, best.hidden)][best.epochs]) {
                        best = new Setting(HIDDEN[h], epoch);
                    }
                }
            }
            return best;
        }

        double[][] values(WindowLaw law, LawExamples examples) {
            return examples.features().stream()
                    .map(features -> law.values(law.standardised(features)))
                    .toArray(double[][]::new);
        }

        /** By how much the window after an anchor lies above what the law says, on the scale of its values. */
        double[] level(WindowLaw law, long anchor) {
            LawExamples window = window(anchor);
            return LawLevel.fit(shape, law.maps().of(values(law, window)), window, LEVEL_TRUST);
        }
    }

    /** Mean and deviation of features, double[F] each. */
    @SuppressWarnings("ArrayRecordComponent") // made and read here
    private record Moments(double[] mean, double[] deviation) {
        static Moments of(List<double[]> features, int size) {
            double[] mean = new double[size];
            double[] deviation = new double[size];
            for (int f = 0; f < size; f++) {
                int each = f;
                mean[f] = features.stream().mapToDouble(x -> x[each]).average().orElse(0);
                double squares = features.stream()
                        .mapToDouble(x -> (x[each] - mean[each]) * (x[each] - mean[each]))
                        .average()
                        .orElse(0);
                deviation[f] = Math.sqrt(squares) + 1e-3;
            }
            return new Moments(mean, deviation);
        }

        double[][] standardised(List<double[]> features) {
            return features.stream()
                    .map(x -> WindowLaw.standardised(x, mean, deviation))
                    .toArray(double[][]::new);
        }
    }
}
