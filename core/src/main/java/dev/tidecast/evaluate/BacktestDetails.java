package dev.tidecast.evaluate;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What explains a backtest's results.
 *
 * @param bestBaseline the baseline of the highest mean ndcg@10, null if none ran
 * @param resamples of the bootstrap
 * @param seed of the bootstrap
 * @param cuts what was judged and what was left out
 * @param models time and spread of each model at each cut
 * @param pairs paired differences that were asked for
 * @param slices by how many interactions users had at the cut
 * @param byCut results of each cut alone; empty where there is one cut
 * @param skipped models that could not be fitted, with the reason
 */
public record BacktestDetails(
        @Nullable String bestBaseline,
        int resamples,
        long seed,
        List<CutDetail> cuts,
        List<ModelDetail> models,
        List<Pair> pairs,
        List<Slice> slices,
        List<CutResult> byCut,
        Map<String, String> skipped) {
    public BacktestDetails {
        cuts = List.copyOf(cuts);
        models = List.copyOf(models);
        pairs = List.copyOf(pairs);
        slices = List.copyOf(slices);
        byCut = List.copyOf(byCut);
        skipped = Map.copyOf(skipped);
    }

    /**
     * A cut's bookkeeping and its sanity checks, means of ndcg@10.
     *
     * @param cut ISO instant
     * @param labels judged: distinct items of the window, over the users judged
     * @param droppedLabels labels of users with a history whose item was first seen after the cut
     * @param coldUsers with a target, but no history by the cut: not judged
     * @param activeUsers with a history by the cut that did the behaviour in the window
     * @param oracle ranking by the targets themselves; 1
     * @param random ranking by seeded chance
     * @param randomExpected what chance gives on average, computed exactly
     */
    public record CutDetail(
            String cut,
            int users,
            int items,
            int labels,
            int droppedLabels,
            int coldUsers,
            int activeUsers,
            double oracle,
            double random,
            double randomExpected) {}

    /**
     * A model at a cut.
     *
     * @param cut ISO instant
     * @param coverage share of the candidates among the first ten of anyone
     * @param novelty mean of -log2 of the share of users that met what is among the first ten; bits
     * @param purchase who does the behaviour at all, null if the model does not tell
     */
    public record ModelDetail(
            String model,
            String cut,
            double fitSeconds,
            double scoringSeconds,
            double coverage,
            double novelty,
            @Nullable BinaryReport purchase) {}

    /** A paired difference first - second. */
    public record Pair(String first, String second, String metric, Estimate difference) {}

    /** A model's mean over users with from to to interactions at the cut. */
    public record Slice(String model, String metric, int from, int to, int users, Estimate estimate) {}

    /** A model's mean at one cut. */
    public record CutResult(String cut, String model, String metric, Estimate estimate) {}
}
