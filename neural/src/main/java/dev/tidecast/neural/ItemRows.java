package dev.tidecast.neural;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A parameter that is read and changed by rows: an embedding.
 *
 * @param values cut from autograd [V x d]
 * @param gradient [V x d]
 * @param touched which rows have a gradient; null where all are taken to have one
 */
record ItemRows(Tensor values, Tensor gradient, @Nullable TouchedRows touched) {
    /** Adds {@code gradients} [n x d] to the gradients of the rows {@code of} [n]. */
    void add(long[] of, Tensor gradients) {
        if (touched != null) {
            touched.add(of, gradients);
            return;
        }
        try (PointerScope scope = new PointerScope()) {
            Tensor rows = Placement.beside(gradient, AttentionStack.longs(of, of.length));
            gradient.index_add_(0, rows, gradients);
        }
    }
}
