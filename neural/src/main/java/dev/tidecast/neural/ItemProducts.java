package dev.tidecast.neural;

import dev.tidecast.model.Precision;
import org.bytedeco.pytorch.Tensor;

/**
 * The three products of a softmax over items, a chunk of rows at a time: Z = H E^T, dH = G E, dE += G^T H. One instance
 * serves one thread.
 */
sealed interface ItemProducts permits SingleItemProducts, MixedItemProducts {
    /** Products in {@code precision}, in chunks of at most {@code most} rows of {@code items} logits. */
    static ItemProducts of(Precision precision, int most, int items) {
        return switch (precision) {
            case SINGLE -> new SingleItemProducts(most, items);
            case MIXED -> new MixedItemProducts(most, items);
        };
    }

    /** Rows of a chunk. */
    int rows();

    /** Where row {@code r} of the chunk begins in {@link #chunk}. */
    int at(int r);

    /** The chunk itself: row r holds its logits, and is to hold their gradients before {@link #back}. */
    float[] chunk();

    /** Takes H [A x d] and E [V x d]. */
    void begin(Tensor hiddenStates, Tensor items);

    /** Leaves the logits of the rows {@code from .. to} over the first {@code columns} items in the chunk. */
    void forward(int from, int to, int columns);

    /**
     * Takes the gradients of the logits from the chunk: adds to those of E, keeps those of H. The
     * chunk must hold 0 from {@code columns} to the end of a row.
     */
    void back(int from, int to, int columns);

    /** Writes the gradients of H to {@code of} [A x d]. */
    void storeHidden(Tensor of);

    /** Adds the gradients of E to {@code to} [V x d]. */
    void addItemGradient(Tensor to);
}
