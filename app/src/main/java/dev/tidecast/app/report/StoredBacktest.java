package dev.tidecast.app.report;

import dev.tidecast.evaluate.BacktestReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * backtest.json as the page reads it; keys that it does not know are for others.
 *
 * @param results one a model, facet, behaviour and metric
 */
record StoredBacktest(List<BacktestReport.CutSummary> cuts, List<BacktestReport.Result> results) {
    static final String LEADING = "ndcg@10";
    private static final List<String> SHOWN = List.of(LEADING, "recall@20", "new-item-ndcg@10", "new-item-recall@20");
    private static final String REPEAT = "repeat-recall@20";
    private static final String EXPLORE = "explore-recall@20";

    StoredBacktest {
        cuts = List.copyOf(cuts);
        results = List.copyOf(results);
    }

    private static @Nullable Score score(BacktestReport.Result result) {
        Score plain = score(result.mean(), result.low(), result.high());
        Double away = result.differenceToBestBaseline();
        Double from = result.differenceLow();
        Double to = result.differenceHigh();
        return plain == null || away == null || from == null || to == null
                ? plain
                : new Score(plain.mean(), plain.low(), plain.high(), new Score.Difference(away, from, to));
    }

    /** A score from three figures, null if one is missing. */
    static @Nullable Score score(@Nullable Double mean, @Nullable Double low, @Nullable Double high) {
        return mean == null || low == null || high == null || !Double.isFinite(mean + low + high)
                ? null
                : Score.of(mean, Math.min(low, mean), Math.max(high, mean));
    }

    /** The items' figures: metric to score of each model, in the file's order. */
    private Map<String, Map<String, Score>> scores() {
        Map<String, Map<String, Score>> models = new LinkedHashMap<>();
        for (BacktestReport.Result result : results) {
            Score score = score(result);
            if (result.facet().equals("item") && score != null) {
                models.computeIfAbsent(result.model(), model -> new LinkedHashMap<>())
                        .putIfAbsent(result.metric(), score);
            }
        }
        return models;
    }

    /** The leaderboard, best first; null where nothing was judged. */
    @Nullable
    Leaderboard leaderboard(String ours) {
        List<Leaderboard.Row> rows = new ArrayList<>();
        Set<String> metrics = new LinkedHashSet<>();
        scores().forEach((model, scores) -> {
            rows.add(new Leaderboard.Row(model, model.equals(ours), scores));
            metrics.addAll(scores.keySet());
        });
        List<String> shown = SHOWN.stream().filter(metrics::contains).toList();
        if (!shown.contains(LEADING)) {
            return null;
        }
        rows.removeIf(row -> row.score(LEADING) == null);
        rows.sort(Comparator.comparingDouble(StoredBacktest::leading).reversed());
        return new Leaderboard(shown, rows, LEADING);
    }

    /** The leading measure of other facets than the item, a column each; null where none was judged. */
    @Nullable
    Leaderboard facets(String ours) {
        Map<String, Map<String, Score>> models = new LinkedHashMap<>();
        Set<String> facets = new LinkedHashSet<>();
        String behaviour = results.isEmpty() ? "" : results.getFirst().behaviour();
        for (BacktestReport.Result result : results) {
            Score score = score(result);
            if (score != null
                    && result.metric().equals(LEADING)
                    && result.behaviour().equals(behaviour)
                    && !result.facet().equals("item")) {
                facets.add(result.facet());
                models.computeIfAbsent(result.model(), model -> new LinkedHashMap<>())
                        .put(result.facet(), score);
            }
        }
        if (facets.isEmpty()) {
            return null;
        }
        String first = facets.iterator().next();
        List<Leaderboard.Row> rows = new ArrayList<>();
        models.forEach((model, scores) -> rows.add(new Leaderboard.Row(model, model.equals(ours), scores)));
        rows.sort(Comparator.comparingDouble((Leaderboard.Row row) -> {
                    Score score = row.score(first);
                    return score == null ? -1 : score.mean();
                })
                .reversed());
        return new Leaderboard(List.copyOf(facets), rows, first);
    }

    private static double leading(Leaderboard.Row row) {
        Score score = row.score(LEADING);
        return score == null ? Double.NEGATIVE_INFINITY : score.mean();
    }

    /** Repeat against explore; null where either was not measured. */
    @Nullable
    RepeatExplore repeatExplore(String ours, List<String> order) {
        Map<String, Map<String, Score>> scores = scores();
        List<RepeatExplore.Row> rows = new ArrayList<>();
        for (String model : order) {
            Map<String, Score> its = scores.getOrDefault(model, Map.of());
            Score repeat = its.get(REPEAT);
            Score explore = its.get(EXPLORE);
            if (repeat != null && explore != null) {
                rows.add(new RepeatExplore.Row(model, model.equals(ours), repeat, explore));
            }
        }
        return rows.isEmpty() ? null : new RepeatExplore(REPEAT, EXPLORE, rows);
    }
}
