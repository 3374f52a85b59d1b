package dev.tidecast.evaluate;

import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.History;

/** What is judged, on what: one case is a history and the targets that come after it. */
interface Cases {
    /** What models are fitted on. */
    Dataset fittedOn();

    /** What scorers are made from: candidates are its items. */
    Dataset visible();

    int size();

    /** The user of a case: cases of one user are resampled together. */
    int user(int index);

    History history(int index);

    /** Distinct target items, ascending, at least one; not to be written. */
    int[] targets(int index);

    /** Whether what is in the history is no candidate. */
    default boolean historyExcluded() {
        return false;
    }

    /** The first item that the shop has seen only lately; the item count where that is not asked. */
    default int recentFrom() {
        return visible().itemCount();
    }
}
