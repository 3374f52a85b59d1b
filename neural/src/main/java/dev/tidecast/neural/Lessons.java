package dev.tidecast.neural;

import java.util.List;
import java.util.SortedMap;

/**
 * What is trained on, and how it is validated; the same for the same epoch whatever ran before.
 *
 * @param <P> a part of a batch
 */
public interface Lessons<P> {
    /** The batches of epoch {@code epoch} (from 1) in their order, each in parts that threads share; cheap to hold. */
    List<List<P>> batches(int epoch);

    /** Measures the parameters as they stand, such as {@code val_loss} and {@code val_ndcg@10}; may be empty. */
    SortedMap<String, Double> validate();
}
