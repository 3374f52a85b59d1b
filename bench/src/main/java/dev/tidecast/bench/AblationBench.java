package dev.tidecast.bench;

import dev.tidecast.clean.CleaningRules;
import dev.tidecast.evaluate.Backtest;
import dev.tidecast.evaluate.BacktestDetails;
import dev.tidecast.evaluate.BacktestReport;
import dev.tidecast.evaluate.BacktestSettings;
import dev.tidecast.evaluate.Measure;
import dev.tidecast.event.Behaviour;
import dev.tidecast.model.Judging;
import dev.tidecast.model.Model;
import dev.tidecast.model.Recipe;
import dev.tidecast.model.Scorer;
import dev.tidecast.model.Trainer;
import dev.tidecast.model.counters.CounterSettings.Input;
import dev.tidecast.model.counters.WeightedCountersTrainer;
import dev.tidecast.model.inference.TrunkShape;
import dev.tidecast.model.interest.InterestNetwork;
import dev.tidecast.model.interest.WindowLaw;
import dev.tidecast.model.interest.WindowLawTrainer;
import dev.tidecast.neural.Checkpoints;
import dev.tidecast.neural.EaseSolver;
import dev.tidecast.neural.InterestNetworkTrainer;
import dev.tidecast.neural.NativeRuntime;
import dev.tidecast.neural.NetworkSettings;
import dev.tidecast.progress.Progress;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.DatasetFolder;
import dev.tidecast.sequence.Facet;
import dev.tidecast.sequence.Target;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What each stage and input of the interest network adds: the network fitted anew without it, and the paired difference to
 * {@code whole}, which is counting and the term on own items; {@code trunk} has the trunk beside them, {@code newness} reads how new items are. Arguments: a
 * prepared dataset's folder, how many cuts, days between them, names of {@link #VARIANTS}. The last window ends with the log.
 */
public final class AblationBench {
    private static final int THREADS = 2;
    private static final long DAY = 86_400;
    private static final Target TARGET = new Target(Behaviour.PURCHASE, 30);
    private static final String WHOLE = "whole";
    private static final List<Measure> SHOWN =
            List.of(Measure.NDCG_10, Measure.RECALL_20, Measure.NEW_ITEM_NDCG_10, Measure.NEW_ITEM_RECALL_20);

    /** What is left out, by the variant's name. */
    private static final Map<String, Set<Input>> VARIANTS = Map.of(
            "no-counts", Set.of(Input.COUNTS),
            "no-week", Set.of(Input.WEEK),
            "no-month", Set.of(Input.MONTH),
            "no-season", Set.of(Input.SEASON),
            "no-category", Set.of(Input.CATEGORY),
            "no-popularity", Set.of(Input.WEEK, Input.MONTH, Input.SEASON));

    private final EaseSolver solver = new EaseSolver(NativeRuntime.start(THREADS));

    /** One for all variants that count everything, which so fit a dataset's counting once. */
    private final WeightedCountersTrainer counting = new WeightedCountersTrainer(solver);

    private @Nullable WindowLaw law;

    private AblationBench() {}

    /** Prints a line a variant: its figures, and those less the whole's with 95 % intervals. */
    public static void main(String[] arguments) {
        Dataset whole = DatasetFolder.open(Path.of(arguments[0]));
        List<Long> cuts = new ArrayList<>();
        for (int back = Integer.parseInt(arguments[1]) - 1; back >= 0; back--) {
            cuts.add(whole.asOf() - TARGET.seconds() - back * Long.parseLong(arguments[2]) * DAY);
        }
        List<String> names = new ArrayList<>(List.of(WHOLE));
        names.addAll(List.of(arguments).subList(3, arguments.length));
        AblationBench bench = new AblationBench();
        BacktestReport report = Backtest.run(
                whole,
                CleaningRules.standard(whole.asOf()),
                cuts,
                TARGET,
                names.stream().map(bench::trainer).toList(),
                settings(names),
                Progress.silent());
        System.out.println(report.cuts());
        names.forEach(name -> print(report, name));
    }

    private static BacktestSettings settings(List<String> names) {
        return new BacktestSettings(
                1_000,
                1,
                THREADS,
                names.stream()
                        .map(name -> new BacktestSettings.Pair(name, WHOLE))
                        .toList(),
                WHOLE::equals,
                new Judging(List.of(Facet.ITEM), List.of(), Judging.Protocol.WINDOW, false, 600));
    }

    private static void print(BacktestReport report, String name) {
        StringBuilder line = new StringBuilder("%-18s".formatted(name));
        Map<String, BacktestDetails.Pair> pairs = new LinkedHashMap<>();
        report.details().pairs().stream()
                .filter(pair -> pair.first().equals(name))
                .forEach(pair -> pairs.put(pair.metric(), pair));
        for (Measure measure : SHOWN) {
            double mean = report.result(name, measure)
                    .map(BacktestReport.Result::mean)
                    .orElse(Double.NaN);
            line.append(String.format(Locale.ROOT, "  %s %.4f", measure.word(), mean));
            BacktestDetails.Pair pair = pairs.get(measure.word());
            if (pair != null) {
                line.append(String.format(
                        Locale.ROOT,
                        " %+.4f [%+.4f, %+.4f]",
                        pair.difference().mean(),
                        pair.difference().low(),
                        pair.difference().high()));
            }
        }
        System.out.println(line);
    }

    /** A model's ranking without its law, which costs time and says nothing here. */
    private record Ranking(String name, Model model) implements Model {
        @Override
        public Scorer scorer(Dataset visible) {
            Scorer scorer = model.scorer(visible);
            return Scorer.ofLogits(scorer::score);
        }

        @Override
        public void save(Path folder) {
            throw new UnsupportedOperationException("a variant of a benchmark is not kept");
        }
    }

    /** A trainer under a variant's name. */
    private record Variant(String name, Trainer trainer) implements Trainer {
        @Override
        public Model fit(Dataset visible, Target target) {
            return new Ranking(name, trainer.fit(visible, target));
        }
    }

    /** The interest network by the stages asked for. */
    private final class Stages implements Trainer {
        private final WeightedCountersTrainer base;
        private final boolean trunk;

        Stages(WeightedCountersTrainer base, boolean trunk) {
            this.base = base;
            this.trunk = trunk;
        }

        @Override
        public String name() {
            return InterestNetwork.NAME;
        }

        @Override
        public Model fit(Dataset visible, Target target) {
            NetworkSettings settings = trunk ? NetworkSettings.standard() : withoutTrunk();
            InterestNetwork fitted = new InterestNetworkTrainer(settings, Progress.silent(), Checkpoints.none(), base)
                    .fit(visible, target, law(visible, target));
            return trunk ? fitted : withScale(fitted, fitted.repeatScale(), 0);
        }
    }

    private WindowLaw law(Dataset visible, Target target) {
        WindowLaw known = law;
        if (known == null) { // any will do, as none is asked
            known = new WindowLawTrainer(Progress.silent(), 1).fit(visible, target);
            law = known;
        }
        return known;
    }

    /** A trunk too small to cost time; its term is dropped. */
    private static NetworkSettings withoutTrunk() {
        NetworkSettings standard = NetworkSettings.standard();
        return new NetworkSettings(
                TrunkShape.recurrent(Recipe.Trunk.LSTM, 4, 4, 1),
                0,
                1,
                standard.optimizer(),
                standard.clip(),
                1,
                standard.anchors(),
                standard.repeatUnits(),
                standard.repeatEpochs(),
                standard.repeatMembers(),
                standard.content(),
                standard.stepContent(),
                standard.window(),
                standard.compute(),
                standard.seed(),
                standard.threads());
    }

    private static InterestNetwork withScale(InterestNetwork network, double repeat, double explore) {
        return new InterestNetwork(
                network.counters(),
                network.repeat(),
                repeat,
                network.explore(),
                explore,
                network.temperature(),
                network.law(),
                network.stages());
    }

    private Trainer trainer(String name) {
        return new Variant(
                name,
                switch (name) {
                    case WHOLE -> new Stages(counting, false);
                    case "trunk" -> new Stages(counting, true);
                    case "newness" ->
                        new Stages(new WeightedCountersTrainer(solver, tuned -> tuned.withNewness(true)), false);
                    case "no-own-term" -> counting;
                    case "no-co-occurrence" -> new Stages(new WeightedCountersTrainer(AblationBench::none), false);
                    default ->
                        new Stages(new WeightedCountersTrainer(solver, tuned -> tuned.without(left(name))), false);
                });
    }

    private static Set<Input> left(String name) {
        Set<Input> inputs = VARIANTS.get(name);
        if (inputs == null) {
            throw new IllegalArgumentException("no variant is called " + name);
        }
        return inputs;
    }

    /** An inverse in which no two items have anything to do with each other. */
    private static float[] none(float[] matrix, int size) {
        float[] identity = new float[size * size];
        for (int i = 0; i < size; i++) {
            identity[i * size + i] = 1;
        }
        return identity;
    }
}
