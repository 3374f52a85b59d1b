package dev.tidecast.model;

import dev.tidecast.sequence.Facet;
import java.util.List;

/**
 * What a model must show before it is served.
 *
 * @param facet that the measures are taken of
 * @param measure the primary one, by which the model must beat the best baseline: {@code "ndcg@10"}
 * @param promises measures that must not get worse; one is broken when the whole interval of its difference to the best
 *     baseline lies below zero
 * @param leastCuts on which it must have been judged, where the log allows as many
 * @param mostAbovePerfect by which the calibration error may exceed that of a perfect model at the same sample size
 */
public record PromotionRule(
        Facet facet, String measure, List<String> promises, int leastCuts, double mostAbovePerfect) {
    public PromotionRule {
        promises = List.copyOf(promises);
        if (leastCuts < 1 || leastCuts > 100) {
            throw new IllegalArgumentException("promotion.least-cuts is " + leastCuts + ": 1 to 100 are allowed");
        }
        if (!(mostAbovePerfect >= 0 && mostAbovePerfect <= 1)) {
            throw new IllegalArgumentException(
                    "promotion.calibration.most-above-perfect is " + mostAbovePerfect + ": 0 to 1 are allowed");
        }
    }
}
