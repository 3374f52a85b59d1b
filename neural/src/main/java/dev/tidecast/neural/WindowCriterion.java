package dev.tidecast.neural;

/** A loss of what users did in the windows of A anchors, with its gradient by hand; one instance a thread. */
public sealed interface WindowCriterion extends AutoCloseable permits WindowSoftmax, SampledWindowSoftmax {
    /**
     * The loss; gradients of E and bias are added where {@code logits} says, those of h and own terms returned, in the
     * caller's {@code PointerScope}.
     *
     * @param seed of whatever is drawn
     */
    WindowSoftmax.WindowLoss withGradient(WindowLogits logits, WindowTargets targets, long seed);

    @Override
    void close();
}
