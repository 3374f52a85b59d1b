package dev.tidecast.app.command;

import dev.tidecast.app.report.ForecastSample;
import dev.tidecast.app.report.LearningStage;
import dev.tidecast.app.report.RunDetails;
import dev.tidecast.app.report.Score;
import dev.tidecast.app.report.StageGains;
import dev.tidecast.evaluate.BacktestReport;
import dev.tidecast.evaluate.Measure;
import dev.tidecast.model.Model;
import dev.tidecast.model.Recipe;
import dev.tidecast.model.counters.WeightedCounters;
import dev.tidecast.model.interest.InterestNetwork;
import dev.tidecast.model.interest.StageRecord;
import dev.tidecast.sequence.Dataset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gathers what the page shows beyond a backtest's figures. */
final class ReportDetails {
    private static final int USERS = 6;
    private static final int ITEMS = 10;
    private static final Map<String, String> STAGES = Map.of(
            WeightedCounters.NAME, "counting: own counts, co-occurrence, fresh popularity",
            WithoutTrunkTrainer.NAME, "and a small network on the user's own items",
            InterestNetwork.NAME, "and the trunk, which reads the order of events");

    private final Dataset whole;
    private final long cut;
    private final Recipe recipe;

    ReportDetails(Dataset whole, long cut, Recipe recipe) {
        this.whole = whole;
        this.cut = cut;
        this.recipe = recipe;
    }

    RunDetails of(List<KeepingTrainer> kept, BacktestReport report) {
        Model model =
                kept.stream().flatMap(each -> each.last().stream()).findFirst().orElse(null);
        if (!(model instanceof InterestNetwork network)) {
            return RunDetails.none();
        }
        return new RunDetails(
                network.stages().stream().map(ReportDetails::learning).toList(),
                gains(report),
                ForecastSample.draw(whole, cut, recipe.target(), network, USERS, ITEMS, recipe.seed()),
                null,
                List.of());
    }

    private static LearningStage learning(StageRecord stage) {
        String note = String.format(Locale.ROOT, "scale %.2f on the selection window", stage.scale());
        List<LearningStage.Epoch> epochs = stage.epochs().stream()
                .map(each -> new LearningStage.Epoch(each.epoch(), finite(each.loss()), null, finite(each.ndcg())))
                .toList();
        return new LearningStage(stage.stage(), note, epochs, stage.chosenEpochs());
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }

    private static @Nullable StageGains gains(BacktestReport report) {
        List<StageGains.Stage> stages = new ArrayList<>();
        for (String name : List.of(WeightedCounters.NAME, WithoutTrunkTrainer.NAME, InterestNetwork.NAME)) {
            report.result(name, Measure.NDCG_10).ifPresent(result -> {
                Double mean = result.mean();
                Double low = result.low();
                Double high = result.high();
                if (mean != null && low != null && high != null) {
                    stages.add(new StageGains.Stage(
                            name,
                            STAGES.getOrDefault(name, ""),
                            Score.of(mean, Math.min(low, mean), Math.max(high, mean))));
                }
            });
        }
        return stages.size() < 2 ? null : new StageGains(Measure.NDCG_10.word(), stages);
    }
}
