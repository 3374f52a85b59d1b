package dev.tidecast.model;

import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.Target;

/** The door of this room: fits a model to what is visible. */
public interface Trainer {
    /** The name used in recipes and reports: {@code "personal-frequency"}. */
    String name();

    /**
     * Fits a model.
     *
     * @param visible the dataset as of the cut; nothing after {@code visible.asOf()} can be read through it
     * @param target what will be asked
     * @throws IllegalArgumentException if the log is too small or too short for this model; the message says by how much
     */
    Model fit(Dataset visible, Target target);
}
