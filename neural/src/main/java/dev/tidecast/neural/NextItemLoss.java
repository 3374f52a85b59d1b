package dev.tidecast.neural;

import org.bytedeco.pytorch.Tensor;

/** A loss of the next item with its gradient by hand; one instance a thread. */
sealed interface NextItemLoss extends AutoCloseable permits NextItemSoftmax, PlacedSoftmax, SampledLoss {
    /**
     * Returns scale times the sum of the losses at A rows, and their gradients.
     *
     * @param h directions, contiguous and cut from autograd [A x d]
     * @param targets the item that came next at each row [A]
     * @param items E [V x d], to whose gradient is added
     * @param seed of whatever is drawn
     */
    Result of(Tensor h, int[] targets, ItemRows items, double scale, long seed);

    /** The loss, and its gradient by h [A x d] in the caller's {@code PointerScope}. */
    record Result(double value, Tensor hidden) {}

    @Override
    void close();
}
