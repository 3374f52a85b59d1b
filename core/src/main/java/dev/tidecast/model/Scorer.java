package dev.tidecast.model;

import dev.tidecast.sequence.History;
import java.util.List;

/** Scores all candidates for one history; confined to one thread. */
public interface Scorer {
    /** How scores of items add up to the score of a category, a brand or a price band. */
    enum Scale {
        /** Their exponentials add up, and are shares of all that the user is expected to take. */
        LOGIT,
        /** They are amounts, which add up; those below 0 count as 0. */
        AMOUNT
    }

    /**
     * Writes a finite score for each candidate item: the higher, the likelier. Only the order counts; tied items share
     * their expected gain in evaluation.
     *
     * @param history a user's history as of the scorer's instant; may be empty
     * @param scores length = the dataset's item count as of that instant
     */
    void score(History history, float[] scores);

    /** Tells which histories will be scored next, for scorers that are faster on many at once; changes no score. */
    default void expect(List<History> next) {}

    /**
     * Tells which histories will be scored next, by this scorer as they are and by {@code then}, a scorer of the same
     * model, as they were at an earlier {@code instant}; changes no score.
     */
    default void expect(List<History> next, Scorer then, long instant) {
        expect(next);
        then.expect(next.stream().map(history -> history.asOf(instant)).toList());
    }

    /** How the scores add up. */
    default Scale scale() {
        return Scale.AMOUNT;
    }

    /** False if this tells whether users act and ranks no items; {@link #score} then writes zeros. */
    default boolean ranks() {
        return true;
    }

    /** A scorer of logits that writes what {@code writer} writes. */
    static Scorer ofLogits(LogitWriter writer) {
        return new Scorer() {
            @Override
            public void score(History history, float[] scores) {
                writer.write(history, scores);
            }

            @Override
            public Scale scale() {
                return Scale.LOGIT;
            }
        };
    }

    /** Writes a logit for each candidate, as {@link Scorer#score} writes scores. */
    @FunctionalInterface
    interface LogitWriter {
        void write(History history, float[] logits);
    }
}
