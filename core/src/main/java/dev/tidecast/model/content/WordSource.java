package dev.tidecast.model.content;

import dev.tidecast.model.words.WordVectors;
import dev.tidecast.sequence.Dataset;

/** Gives vectors of the words that a dataset shows; what it fits, it fits to what is visible. */
@FunctionalInterface
public interface WordSource {
    /** Of the words of titles and queries, and maybe of others. */
    WordVectors of(Dataset visible);
}
