package dev.tidecast.evaluate;

import dev.tidecast.sequence.Target;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns users' figures into results: means, intervals, differences, slices. */
final class Leaderboard {
    private static final List<Measure> ALL = List.of(Measure.values());
    private static final List<Measure> SLICED = List.of(Measure.NDCG_10, Measure.RECALL_20);
    private static final int[] ACTIVITY = {1, 6, 21, 51, 151, Integer.MAX_VALUE};

    private final FigureTable table;
    private final Target target;
    private final BacktestSettings settings;
    private final Estimates together;

    Leaderboard(FigureTable table, Target target, BacktestSettings settings) {
        this.table = table;
        this.target = target;
        this.settings = settings;
        this.together = Estimates.of(table, table.rowsWhere(row -> true), ALL, settings);
    }

    BacktestReport report(
            List<BacktestDetails.CutDetail> cuts,
            List<BacktestDetails.ModelDetail> models,
            Map<String, String> skipped) {
        List<BacktestReport.CutSummary> summaries = cuts.stream()
                .map(each ->
                        new BacktestReport.CutSummary(each.cut(), target.horizonDays(), each.users(), each.items()))
                .toList();
        BacktestDetails details = new BacktestDetails(
                bestBaseline(null).orElse(null),
                settings.resamples(),
                settings.seed(),
                cuts,
                models,
                pairs(),
                slices(),
                byCut(cuts),
                skipped);
        return new BacktestReport(summaries, results(), details, table);
    }

    /** The baseline of the highest ndcg@10, {@code excluded} left out. */
    private Optional<String> bestBaseline(@Nullable String excluded) {
        return table.models().stream()
                .filter(name -> settings.baseline().test(name) && !name.equals(excluded))
                .max(Comparator.comparingDouble(name -> together.mean(name, Measure.NDCG_10)));
    }

    private List<BacktestReport.Result> results() {
        List<BacktestReport.Result> results = new ArrayList<>();
        for (String model : table.models()) {
            Optional<String> best = bestBaseline(model);
            for (Measure measure : ALL) {
                Estimate mean = together.estimate(model, measure);
                Estimate difference = best.map(other -> together.difference(model, other, measure))
                        .orElse(new Estimate(null, null, null));
                results.add(new BacktestReport.Result(
                        model,
                        "item",
                        target.behaviour().word(),
                        measure.word(),
                        mean.mean(),
                        mean.low(),
                        mean.high(),
                        difference.mean(),
                        difference.low(),
                        difference.high()));
            }
        }
        return results;
    }

    private List<BacktestDetails.Pair> pairs() {
        List<BacktestDetails.Pair> pairs = new ArrayList<>();
        for (BacktestSettings.Pair pair : settings.pairs()) {
            if (table.models().contains(pair.first()) && table.models().contains(pair.second())) {
                for (Measure measure : ALL) {
                    pairs.add(new BacktestDetails.Pair(
                            pair.first(),
                            pair.second(),
                            measure.word(),
                            together.difference(pair.first(), pair.second(), measure)));
                }
            }
        }
        return pairs;
    }

    private List<BacktestDetails.Slice> slices() {
        List<BacktestDetails.Slice> slices = new ArrayList<>();
        for (int i = 0; i + 1 < ACTIVITY.length; i++) {
            int from = ACTIVITY[i];
            int to = ACTIVITY[i + 1] == Integer.MAX_VALUE ? Integer.MAX_VALUE : ACTIVITY[i + 1] - 1;
            int[] rows = table.rowsWhere(row -> table.events(row) >= from && table.events(row) <= to);
            Estimates estimates = Estimates.of(table, rows, SLICED, settings);
            for (String model : table.models()) {
                for (Measure measure : SLICED) {
                    slices.add(new BacktestDetails.Slice(
                            model, measure.word(), from, to, rows.length, estimates.estimate(model, measure)));
                }
            }
        }
        return slices;
    }

    private List<BacktestDetails.CutResult> byCut(List<BacktestDetails.CutDetail> cuts) {
        List<BacktestDetails.CutResult> results = new ArrayList<>();
        for (int cut = 0; cuts.size() > 1 && cut < cuts.size(); cut++) {
            int number = cut;
            int[] rows = table.rowsWhere(row -> table.cut(row) == number);
            Estimates estimates = Estimates.of(table, rows, ALL, settings);
            for (String model : table.models()) {
                for (Measure measure : ALL) {
                    results.add(new BacktestDetails.CutResult(
                            cuts.get(cut).cut(), model, measure.word(), estimates.estimate(model, measure)));
                }
            }
        }
        return results;
    }
}
