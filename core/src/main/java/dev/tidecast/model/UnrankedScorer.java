package dev.tidecast.model;

import dev.tidecast.sequence.History;
import java.util.Arrays;

/** Tells whether users act and ranks no items; confined to one thread. */
public interface UnrankedScorer extends ProbabilityScorer {
    @Override
    default void score(History history, float[] scores) {
        Arrays.fill(scores, 0);
    }

    @Override
    default boolean ranks() {
        return false;
    }
}
