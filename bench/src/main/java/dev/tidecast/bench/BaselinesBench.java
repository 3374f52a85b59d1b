package dev.tidecast.bench;

import dev.tidecast.clean.CleaningRules;
import dev.tidecast.evaluate.Backtest;
import dev.tidecast.evaluate.BacktestReport;
import dev.tidecast.evaluate.BacktestSettings;
import dev.tidecast.evaluate.Measure;
import dev.tidecast.event.Behaviour;
import dev.tidecast.model.Baselines;
import dev.tidecast.model.Model;
import dev.tidecast.model.SymmetricInverse;
import dev.tidecast.model.Trainer;
import dev.tidecast.model.activity.ActivityModel;
import dev.tidecast.model.activity.LogisticRegressionTrainer;
import dev.tidecast.model.counters.WeightedCounters;
import dev.tidecast.model.counters.WeightedCountersTrainer;
import dev.tidecast.model.lifetime.Lifetime;
import dev.tidecast.model.lifetime.LifetimeTrainer;
import dev.tidecast.neural.EaseSolver;
import dev.tidecast.neural.NativeRuntime;
import dev.tidecast.progress.Progress;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.DatasetFolder;
import dev.tidecast.sequence.Target;
import dev.tidecast.trees.BoostedRanker;
import dev.tidecast.trees.BoostedRankerTrainer;
import dev.tidecast.trees.BoostedTrees;
import dev.tidecast.trees.BoostedTreesTrainer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * What each baseline costs and reaches on a prepared dataset: seconds of its fit and of its judging, NDCG@10, recall@20
 * and new-item NDCG@10 and recall@20. Arguments: the dataset's folder, days from the cut to the log's end (30), names of
 * models; {@code ease-local} and {@code weighted-counters-local} solve co-occurrence as in a large catalogue;
 * {@code weighted-counters-newness} reads how new items are.
 */
public final class BaselinesBench {
    private static final int THREADS = 2;

    /** At the end of a name: co-occurrence as in large catalogues, whatever the items. */
    private static final String LOCAL = "-local";

    /** Weighted counters that read how new items are. */
    private static final String NEWNESS = "weighted-counters-newness";

    private static final long DAY = 86_400;

    private BaselinesBench() {}

    /** Prints one line a model. */
    public static void main(String[] arguments) {
        Dataset whole = DatasetFolder.open(Path.of(arguments[0]));
        long cut = whole.asOf() - Long.parseLong(arguments[1]) * DAY;
        List<Trainer> trainers =
                Arrays.stream(arguments).skip(2).map(BaselinesBench::trainer).toList();
        BacktestReport report = Backtest.run(
                whole,
                CleaningRules.standard(whole.asOf()),
                List.of(cut),
                new Target(Behaviour.PURCHASE, 30),
                trainers,
                BacktestSettings.standard(),
                Progress.silent());
        report.details()
                .models()
                .forEach(model -> System.out.printf(
                        "%-20s fit %6.1f s, judged %6.1f s, NDCG@10 %s, recall@20 %s, new-item NDCG@10 %s, recall@20 %s %s%n",
                        model.model(),
                        model.fitSeconds(),
                        model.scoringSeconds(),
                        figure(report, model.model(), Measure.NDCG_10),
                        figure(report, model.model(), Measure.RECALL_20),
                        figure(report, model.model(), Measure.NEW_ITEM_NDCG_10),
                        figure(report, model.model(), Measure.NEW_ITEM_RECALL_20),
                        model.purchase() == null
                                ? ""
                                : "purchase AUROC %.4f"
                                        .formatted(model.purchase().auroc())));
        report.details().skipped().forEach((model, reason) -> System.out.printf("%-20s left out: %s%n", model, reason));
    }

    private static String figure(BacktestReport report, String model, Measure measure) {
        return report.result(model, measure)
                .map(result -> result.mean() == null ? "-" : "%.4f".formatted(result.mean()))
                .orElse("-");
    }

    static Trainer trainer(String name) {
        return name.endsWith(LOCAL)
                ? new Named(name, trainer(name.substring(0, name.length() - LOCAL.length()), new LocalOnly()))
                : trainer(name, solver());
    }

    private static Trainer trainer(String name, SymmetricInverse inverse) {
        return switch (name) {
            case WeightedCounters.NAME -> new WeightedCountersTrainer(inverse);
            case NEWNESS -> new Named(name, new WeightedCountersTrainer(inverse, tuned -> tuned.withNewness(true)));
            case Lifetime.NAME -> new LifetimeTrainer();
            case ActivityModel.NAME -> LogisticRegressionTrainer.standard();
            case BoostedTrees.NAME -> BoostedTreesTrainer.standard(1, THREADS);
            case BoostedRanker.NAME -> BoostedRankerTrainer.standard(1, THREADS);
            default -> Baselines.byName(name, inverse);
        };
    }

    /** A trainer under another name. */
    private record Named(String name, Trainer trainer) implements Trainer {
        @Override
        public Model fit(Dataset visible, Target target) {
            return trainer.fit(visible, target);
        }
    }

    private static EaseSolver solver() {
        return new EaseSolver(NativeRuntime.start(THREADS));
    }
}
