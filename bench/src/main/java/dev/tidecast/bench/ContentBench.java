package dev.tidecast.bench;

import dev.tidecast.clean.CleaningRules;
import dev.tidecast.evaluate.Backtest;
import dev.tidecast.evaluate.BacktestReport;
import dev.tidecast.evaluate.BacktestSettings;
import dev.tidecast.evaluate.Measure;
import dev.tidecast.event.Behaviour;
import dev.tidecast.model.Baselines;
import dev.tidecast.model.CholeskyInverse;
import dev.tidecast.model.Model;
import dev.tidecast.model.Trainer;
import dev.tidecast.model.content.ContentKnnTrainer;
import dev.tidecast.model.content.TextEncoder;
import dev.tidecast.model.words.Word2Vec;
import dev.tidecast.progress.Progress;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.DatasetFolder;
import dev.tidecast.sequence.Target;
import dev.tidecast.text.TextAnalyser;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures what titles are worth for items that a user has not met, and for those that hardly anybody has. Arguments: a
 * prepared dataset's folder, cuts as instants with commas between them, and names of models; all where none is given.
 */
public final class ContentBench {
    private static final Target TARGET = new Target(Behaviour.PURCHASE, 30);

    private ContentBench() {}

    /** A trainer under another name, so that settings can stand beside each other. */
    private record Named(String name, Trainer trainer, Map<Long, Model> fitted) implements Trainer {
        @Override
        public Model fit(Dataset visible, Target target) {
            return fitted.computeIfAbsent(visible.asOf(), cut -> trainer.fit(visible, target));
        }
    }

    private static Trainer named(String name, Trainer trainer) {
        return new Named(name, trainer, new HashMap<>());
    }

    /** Prints a line a model and measure. */
    public static void main(String[] arguments) throws Exception {
        Dataset whole = DatasetFolder.open(Path.of(arguments[0]));
        List<Long> cuts = new ArrayList<>();
        for (String cut : arguments[1].split(",")) {
            cuts.add(Instant.parse(cut).getEpochSecond());
        }
        List<String> names = List.of(arguments).subList(2, arguments.length);
        List<Trainer> trainers = trainers().stream()
                .filter(each -> names.isEmpty() || names.contains(each.name()))
                .toList();
        BacktestReport report = Backtest.run(
                whole,
                CleaningRules.standard(whole.asOf()),
                cuts,
                TARGET,
                trainers,
                BacktestSettings.standard(),
                Progress.silent());
        System.out.println(report.cuts());
        for (Trainer trainer : trainers) {
            System.out.printf(
                    Locale.ROOT,
                    "%-44s new-item NDCG@10 %s  recall@20 %s  all items NDCG@10 %s%n",
                    trainer.name(),
                    figure(report, trainer.name(), Measure.NEW_ITEM_NDCG_10),
                    figure(report, trainer.name(), Measure.NEW_ITEM_RECALL_20),
                    figure(report, trainer.name(), Measure.NDCG_10));
        }
        for (Trainer trainer : trainers) {
            for (long cut : cuts) {
                RecentItems.Figures recent = RecentItems.judge(whole, cut, TARGET, trainer);
                System.out.printf(
                        Locale.ROOT,
                        "%-44s cut %s: recall@20 among %d items of the last 30 days %.4f, by chance %.4f, %d users%n",
                        trainer.name(),
                        Instant.ofEpochSecond(cut),
                        recent.items(),
                        recent.recall(),
                        recent.chance(),
                        recent.users());
            }
        }
    }

    private static String figure(BacktestReport report, String model, Measure measure) {
        return report.result(model, measure)
                .map(each -> String.format(Locale.ROOT, "%.4f [%.4f, %.4f]", each.mean(), each.low(), each.high()))
                .orElse("-");
    }

    private static List<Trainer> trainers() {
        List<Trainer> trainers = new ArrayList<>();
        for (String name : List.of("popular-30d", "popular-7d", "ease")) {
            trainers.add(named(name, Baselines.byName(name, new CholeskyInverse())));
        }
        trainers.add(named(ContentKnnTrainer.NAME, ContentKnnTrainer.standard(TextAnalyser.singular())));
        for (TextEncoder.Weighting weighting : TextEncoder.Weighting.values()) {
            for (double identity : new double[] {0, .5, .8, .9, 1}) {
                for (int neighbours : new int[] {20, 100}) {
                    trainers.add(setting(weighting, identity, neighbours, 60, 1));
                    trainers.add(setting(weighting, identity, neighbours, 60, 0));
                }
            }
        }
        return trainers;
    }

    private static Trainer setting(
            TextEncoder.Weighting weighting, double identity, int neighbours, double days, double popularity) {
        return named(
                String.format(
                        Locale.ROOT,
                        "%s-identity%.1f-k%d-days%.0f-popularity%.0f",
                        weighting,
                        identity,
                        neighbours,
                        days,
                        popularity),
                new ContentKnnTrainer(
                        TextAnalyser.singular(),
                        Word2Vec.standard(),
                        1,
                        identity,
                        weighting,
                        neighbours,
                        4,
                        days,
                        popularity));
    }
}
