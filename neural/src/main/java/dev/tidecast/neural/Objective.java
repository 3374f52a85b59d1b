package dev.tidecast.neural;

/**
 * What training makes small, on one thread's view of the parameters.
 *
 * @param <P> a part of a batch: plain values, such as the anchors of one length
 */
public interface Objective<P> extends AutoCloseable {
    /**
     * Returns the loss of {@code part} and adds its gradients to the parameters that this was built on; runs within a
     * {@code PointerScope} of the loop, so tensors need no closing.
     *
     * @param seed for whatever is random in this part (dropout): derived from the run's seed, the step and the part
     */
    double backward(P part, long seed);

    @Override
    default void close() {}
}
