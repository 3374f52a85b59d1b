package dev.tidecast.neural;

/** Hears how training goes; called on the loop's thread. */
public interface TrainingListener {
    /** After each step: its loss, and the steps made and planned in this epoch. */
    default void step(int epoch, int made, int planned, double loss) {}

    /** After each epoch. */
    void epoch(EpochMetrics metrics);
}
