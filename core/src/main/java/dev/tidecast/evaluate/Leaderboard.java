package dev.tidecast.evaluate;

import dev.tidecast.event.Behaviour;
import dev.tidecast.sequence.Facet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns users' figures on one facet and behaviour into results: means, intervals, differences. */
final class Leaderboard {
    private final FigureTable table;
    private final Facet facet;
    private final Behaviour behaviour;
    private final BacktestSettings settings;
    private final List<Measure> measures;
    private final Estimates together;

    /**
     * A leaderboard.
     *
     * @param candidates fewest of any cut: lists that hold them all tell nothing
     */
    Leaderboard(FigureTable table, Facet facet, Behaviour behaviour, int candidates, BacktestSettings settings) {
        this.table = table;
        this.facet = facet;
        this.behaviour = behaviour;
        this.settings = settings;
        this.measures = table.measures().stream()
                .filter(measure -> measure.tellsAmong(candidates) || facet == Facet.ITEM)
                .toList();
        this.together = Estimates.of(table, table.rowsWhere(row -> true), measures, settings);
    }

    /** The baseline of the highest ndcg@10, {@code excluded} left out. */
    Optional<String> bestBaseline(@Nullable String excluded) {
        return table.models().stream()
                .filter(name -> settings.baseline().test(name) && !name.equals(excluded))
                .max(Comparator.comparingDouble(name -> together.mean(name, Measure.NDCG_10)));
    }

    List<BacktestReport.Result> results() {
        List<BacktestReport.Result> results = new ArrayList<>();
        for (String model : table.models()) {
            Optional<String> best = bestBaseline(model);
            for (Measure measure : measures) {
                Estimate difference = best.map(other -> together.difference(model, other, measure))
                        .orElse(Estimate.NONE);
                results.add(result(model, measure.word(), together.estimate(model, measure), difference));
            }
        }
        return results;
    }

    private BacktestReport.Result result(String model, String metric, Estimate mean, Estimate difference) {
        return BacktestReport.Result.of(model, facet.word(), behaviour.word(), metric, mean, difference);
    }

    List<BacktestDetails.Pair> pairs() {
        List<BacktestDetails.Pair> pairs = new ArrayList<>();
        for (BacktestSettings.Pair pair : settings.pairs()) {
            if (table.models().contains(pair.first()) && table.models().contains(pair.second())) {
                for (Measure measure : measures) {
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

    /** Each two models by the measures that people decide by. */
    List<BacktestDetails.Comparison> comparisons() {
        int[] cluster = Estimates.clusters(table, table.rowsWhere(row -> true));
        List<BacktestDetails.Comparison> comparisons = new ArrayList<>();
        for (Measure measure : List.of(Measure.NDCG_10, Measure.RECALL_20, Measure.NEW_ITEM_NDCG_10)) {
            for (int a = 0; a < table.models().size(); a++) {
                for (int b = a + 1; b < table.models().size(); b++) {
                    String first = table.models().get(a);
                    String second = table.models().get(b);
                    comparisons.add(new BacktestDetails.Comparison(
                            first,
                            second,
                            measure.word(),
                            together.difference(first, second, measure),
                            SignedRank.of(differences(
                                    table.column(first, measure), table.column(second, measure), cluster))));
                }
            }
        }
        return comparisons;
    }

    /** Each user's sum of differences over the cuts, whose sign and order are those of its mean. */
    private static double[] differences(float[] first, float[] second, int[] cluster) {
        double[] differences = new double[cluster.length];
        for (int row = 0; row < cluster.length; row++) {
            if (!Float.isNaN(first[row])) {
                differences[cluster[row]] += (double) first[row] - second[row];
            }
        }
        return differences;
    }

    List<BacktestDetails.CutResult> byCut(List<BacktestDetails.CutDetail> cuts) {
        List<BacktestDetails.CutResult> results = new ArrayList<>();
        for (int cut = 0; cuts.size() > 1 && cut < cuts.size(); cut++) {
            int number = cut;
            Estimates estimates =
                    Estimates.of(table, table.rowsWhere(row -> table.cut(row) == number), measures, settings);
            for (String model : table.models()) {
                for (Measure measure : measures) {
                    results.add(new BacktestDetails.CutResult(
                            cuts.get(cut).cut(), model, measure.word(), estimates.estimate(model, measure)));
                }
            }
        }
        return results;
    }
}
