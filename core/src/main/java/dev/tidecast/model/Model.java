package dev.tidecast.model;

import dev.tidecast.sequence.Dataset;
import java.io.IOException;
import java.nio.file.Path;

/** A fitted model: immutable and shared between threads. */
public interface Model {
    String name();

    /**
     * Prepares scoring as of {@code visible.asOf()}, which is the cut or later: trailing popularity and the like are
     * read from {@code visible}, weights are the model's own.
     *
     * @return a scorer for one thread; ask for one a thread
     */
    Scorer scorer(Dataset visible);

    /**
     * This model for a log with more items than the one that it was fitted to: what it learned of their relatives stands
     * for them. A model that reads nothing but counts is the same.
     *
     * @param relatives weights [new x fitted], at most 1 in sum; an item without any is one of which nothing is known but
     *     its own counts
     */
    default Model withNewItems(SparseRows relatives) {
        return this;
    }

    /** Writes all that {@link #scorer} needs into {@code folder}, which exists and is empty. */
    void save(Path folder) throws IOException;
}
