package dev.tidecast.evaluate;

import java.util.Arrays;
import java.util.List;

/**
 * What is measured of one user's ranking. Gains of tied items are shared: each figure is the expectation over all
 * orders of the ties (McSherry and Najork, ECIR 2008). A user for whom a measure has no target has no figure (NaN).
 * Definitions and sources: docs/evaluation.md.
 */
public enum Measure {
    /** Discounted cumulative gain of the first 10 over that of an ideal with min(10, targets) hits. */
    NDCG_10("ndcg@10", 0),
    /** The same of the first 20. */
    NDCG_20("ndcg@20", 0),
    /** Share of the targets that are among the first 10. */
    RECALL_10("recall@10", 10),
    /** Share of the targets that are among the first 20; with one target also the hit rate at 20. */
    RECALL_20("recall@20", 20),
    /** Share of the first 10 that are targets. */
    PRECISION_10("precision@10", 10),
    /** Harmonic mean of precision and recall at 10, 2 hits / (10 + targets). */
    F1_10("f1@10", 10),
    /** Whether a target is among the first 10. */
    HIT_10("hit-rate@10", 10),
    /** One over the rank of the first target. */
    RECIPROCAL_RANK("mrr", 0),
    /** The same, 0 where that rank is beyond 20. */
    RECIPROCAL_RANK_20("mrr@20", 0),
    /** Mean over the targets of the precision at their ranks. */
    AVERAGE_PRECISION("map", 0),
    /** Whether the first is a target. */
    ACCURACY("accuracy", 0),
    /** Share of the pairs of a target and another candidate that are in the right order. */
    AUROC("auroc", 0),
    /** As ndcg@10, with candidates and targets outside the history only. */
    NEW_ITEM_NDCG_10("new-item-ndcg@10", 0),
    /** As recall@20, with candidates and targets outside the history only. */
    NEW_ITEM_RECALL_20("new-item-recall@20", 20),
    /** Share of the targets outside the history among the first 20 of all candidates. */
    EXPLORE_RECALL_20("explore-recall@20", 20),
    /** Share of the targets inside the history among the first 20 of all candidates. */
    REPEAT_RECALL_20("repeat-recall@20", 20),
    /** Share of the targets that the shop first saw within H days before the cut, among the first 20. */
    RECENT_ITEM_RECALL_20("recent-item-recall@20", 20);

    /** What is kept of facets other than the item, which have fewer values. */
    static final List<Measure> OF_FACETS =
            List.of(NDCG_10, RECALL_10, RECALL_20, RECIPROCAL_RANK, AVERAGE_PRECISION, ACCURACY, AUROC);

    private final String word;
    private final int depth;

    Measure(String word, int depth) {
        this.word = word;
        this.depth = depth;
    }

    /** The name in reports: {@code "ndcg@10"}. */
    public String word() {
        return word;
    }

    /** Whether rankings of so many candidates can differ by this measure: a list of 10 holds all of 10. */
    boolean tellsAmong(int candidates) {
        return depth < candidates;
    }

    /** The measure of that name. */
    public static Measure of(String word) {
        return Arrays.stream(values())
                .filter(measure -> measure.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no measure is called \"" + word + "\": use one of "
                        + Arrays.stream(values()).map(Measure::word).toList()));
    }
}
