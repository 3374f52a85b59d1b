package dev.tidecast.evaluate;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What explains a backtest's results.
 *
 * @param protocol "window", "leave-one-out" or "session"
 * @param bestBaseline the baseline of the highest mean ndcg@10, null if none ran
 * @param resamples of the bootstrap
 * @param seed of the bootstrap
 * @param cuts what was judged and what was left out
 * @param models time and spread of each model at each cut
 * @param pairs paired differences that were asked for
 * @param slices by how many interactions users had at the cut
 * @param groups by other properties of the users or the cut
 * @param comparisons of each two models
 * @param byCut results of each cut alone; empty where there is one cut
 * @param whether how well models tell who acts at all, over all cuts together
 * @param whetherDifferences between each two models that tell it
 * @param directions how well models tell which interests rise and fade
 * @param counts how well intervals of forecast counts hold
 * @param staleness what is lost where models or states are old
 * @param skipped models that could not be fitted or did not fit into the budget, with the reason
 * @param untold facets that are not judged, with the reason
 */
public record BacktestDetails(
        String protocol,
        @Nullable String bestBaseline,
        int resamples,
        long seed,
        List<CutDetail> cuts,
        List<ModelDetail> models,
        List<Pair> pairs,
        List<Slice> slices,
        List<Group> groups,
        List<Comparison> comparisons,
        List<CutResult> byCut,
        List<WhetherResult> whether,
        List<WhetherDifference> whetherDifferences,
        List<DirectionResult> directions,
        List<CountResult> counts,
        List<StalenessResult> staleness,
        Map<String, String> skipped,
        Map<String, String> untold) {
    public BacktestDetails {
        cuts = List.copyOf(cuts);
        models = List.copyOf(models);
        pairs = List.copyOf(pairs);
        slices = List.copyOf(slices);
        groups = List.copyOf(groups);
        comparisons = List.copyOf(comparisons);
        byCut = List.copyOf(byCut);
        whether = List.copyOf(whether);
        whetherDifferences = List.copyOf(whetherDifferences);
        directions = List.copyOf(directions);
        counts = List.copyOf(counts);
        staleness = List.copyOf(staleness);
        skipped = Map.copyOf(skipped);
        untold = Map.copyOf(untold);
    }

    /** These details with what was found of old models and states. */
    BacktestDetails with(List<StalenessResult> found) {
        return new BacktestDetails(
                protocol,
                bestBaseline,
                resamples,
                seed,
                cuts,
                models,
                pairs,
                slices,
                groups,
                comparisons,
                byCut,
                whether,
                whetherDifferences,
                directions,
                counts,
                found,
                skipped,
                untold);
    }

    /**
     * A cut's bookkeeping and its sanity checks, means of ndcg@10.
     *
     * @param cut ISO instant
     * @param labels judged: distinct items of the window, over the users judged
     * @param droppedLabels labels of users with a history whose item was first seen after the cut
     * @param coldUsers with a target, but no history by the cut: judged apart
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
     * @param novelty mean of -log2 of the share of users that met what is among the first ten; bits; null if it ranks none
     * @param diversity share of pairs within the first ten that differ in category; null where categories are unknown
     * @param gini of how often candidates are among the first ten: 0 all alike, near 1 few take all
     * @param purchase who does the behaviour at all, null if the model does not tell
     * @param churn who does nothing at all, null if the model does not tell
     */
    public record ModelDetail(
            String model,
            String cut,
            double fitSeconds,
            double scoringSeconds,
            double coverage,
            @Nullable Double novelty,
            @Nullable Double diversity,
            double gini,
            @Nullable BinaryReport purchase,
            @Nullable BinaryReport churn) {}

    /** A paired difference first - second. */
    public record Pair(String first, String second, String metric, Estimate difference) {}

    /** A model's mean over users with from to to interactions at the cut. */
    public record Slice(String model, String metric, int from, int to, int users, Estimate estimate) {}

    /**
     * A model's mean over a group of users.
     *
     * @param kind "recency" (days since last seen), "cold" (no history) or "season" (the cut's month)
     * @param group which one of the kind, as people read it
     * @param users (user, cut) rows in the group
     */
    public record Group(String kind, String group, String model, String metric, int users, Estimate estimate) {}

    /** Two models on the same users: first - second, and whether ranks of the differences lean to one side. */
    public record Comparison(String first, String second, String metric, Estimate difference, SignedRank signedRank) {}

    /** A model's mean at one cut. */
    public record CutResult(String cut, String model, String metric, Estimate estimate) {}

    /**
     * How well a model tells who acts at all.
     *
     * @param what "purchase" (the target behaviour), "purchase-uncalibrated" or "churn" (nothing at all)
     * @param auroc with its interval, clustered by user
     */
    public record WhetherResult(String what, String model, BinaryReport report, Estimate auroc) {}

    /** The paired difference of two models' areas, first - second. */
    public record WhetherDifference(String what, String first, String second, Estimate auroc) {}

    /**
     * How well a model tells which of a user's interests rise, stay or fade.
     *
     * @param model "persistence" tells the direction that the last two windows had
     * @param cases (user, value) pairs
     * @param macroF1 mean of the three directions' f1
     * @param f1 by direction: rising, steady, fading
     */
    public record DirectionResult(
            String cut, String facet, String model, int cases, double macroF1, Map<String, Double> f1) {}

    /**
     * How well forecast counts of active days and their intervals hold.
     *
     * @param nominal share that an interval is made for
     * @param promised share that lies within by the laws themselves: more than nominal, since counts are whole
     * @param within share that lay within
     * @param width mean of high - low
     * @param expected mean of the expected counts
     * @param came mean of what came
     */
    public record CountResult(
            String cut,
            String model,
            int cases,
            double nominal,
            double promised,
            double within,
            double width,
            double expected,
            double came) {}

    /**
     * A model with something old about it.
     *
     * @param old "model" (fitted so long before the cut), "state" (histories end so long before it) or "live"
     * @param days how old; 0 for a live one
     * @param loss paired difference to the live one; below 0 is lost
     */
    public record StalenessResult(
            String model, String old, double days, String metric, Estimate estimate, Estimate loss) {}
}
