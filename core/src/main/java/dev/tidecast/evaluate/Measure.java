package dev.tidecast.evaluate;

import java.util.Arrays;

/**
 * What is measured of one user's ranking. Gains of tied items are shared: each figure is the expectation over all
 * orders of the ties (McSherry and Najork, ECIR 2008). A user for whom a measure has no target has no figure (NaN).
 */
public enum Measure {
    /** Discounted cumulative gain of the first 10 over that of an ideal with min(10, targets) hits. */
    NDCG_10("ndcg@10"),
    /** Share of the targets that are among the first 20. */
    RECALL_20("recall@20"),
    /** Share of the first 10 that are targets. */
    PRECISION_10("precision@10"),
    /** Harmonic mean of precision and recall at 10, 2 hits / (10 + targets). */
    F1_10("f1@10"),
    /** Whether a target is among the first 10. */
    HIT_10("hit-rate@10"),
    /** One over the rank of the first target. */
    RECIPROCAL_RANK("mrr"),
    /** As ndcg@10, with candidates and targets outside the history only. */
    NEW_ITEM_NDCG_10("new-item-ndcg@10"),
    /** As recall@20, with candidates and targets outside the history only. */
    NEW_ITEM_RECALL_20("new-item-recall@20"),
    /** Share of the targets outside the history among the first 20 of all candidates. */
    EXPLORE_RECALL_20("explore-recall@20"),
    /** Share of the targets inside the history among the first 20 of all candidates. */
    REPEAT_RECALL_20("repeat-recall@20");

    private final String word;

    Measure(String word) {
        this.word = word;
    }

    /** The name in reports: {@code "ndcg@10"}. */
    public String word() {
        return word;
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
