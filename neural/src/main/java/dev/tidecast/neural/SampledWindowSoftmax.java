package dev.tidecast.neural;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The loss of {@link WindowSoftmax} with each anchor's sum over all candidates estimated: its own targets count as they are,
 * the others by items that all anchors of a part share, each divided by how often it is expected among them, Q (Bengio and
 * Senecal 2008). So the sum is right on average, and the products of a step don't grow with the catalogue.
 *
 * <p>Takes h . E with frozen logits and bias beside; own terms are refused.
 */
final class SampledWindowSoftmax implements WindowCriterion {
    private final int draws;
    private final float[] shares;
    private final float[] frozen; // of one anchor [V]
    private final boolean[] wanted; // targets of one anchor [V]

    /**
     * A loss with {@code draws} uniform negatives a part, which the targets of the part join.
     *
     * @param shares the share of each of V items among all targets
     */
    SampledWindowSoftmax(int draws, float[] shares) {
        this.draws = draws;
        this.shares = shares.clone();
        this.frozen = new float[shares.length];
        this.wanted = new boolean[shares.length];
    }

    @Override
    public WindowSoftmax.WindowLoss withGradient(WindowLogits logits, WindowTargets targets, long seed) {
        WindowLogits.Factors factors = logits.factors();
        if (factors == null || logits.own() != null || logits.items() != shares.length) {
            throw new IllegalArgumentException("a sampled loss over " + shares.length + " items got logits of "
                    + logits.items() + (factors == null ? " without factors" : "")
                    + (logits.own() == null ? "" : " with own terms") + "; it takes factors, frozen logits and bias");
        }
        Tensor hidden = torch.empty_like(factors.h()); // [A x d]
        SampledItems drawn =
                SampledItems.draw(targets.items(), draws, targets.mostCandidates(0, targets.anchors()), shares, seed);
        try (PointerScope scope = new PointerScope()) {
            double loss = new SampledWindowStep(logits, factors, targets, drawn, frozen, wanted).run(hidden);
            return new WindowSoftmax.WindowLoss(loss, hidden, new float[0]);
        }
    }

    @Override
    public void close() {} // plain arrays
}
