package dev.tidecast.model;

import dev.tidecast.sequence.History;

/** Scores all candidates for one history; confined to one thread. */
public interface Scorer {
    /**
     * Writes a finite score for each candidate item: the higher, the likelier. Only the order counts; tied items share
     * their expected gain in evaluation.
     *
     * @param history a user's history as of the scorer's instant; may be empty
     * @param scores length = the dataset's item count as of that instant
     */
    void score(History history, float[] scores);
}
