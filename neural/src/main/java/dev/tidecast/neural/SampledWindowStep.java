package dev.tidecast.neural;

import dev.tidecast.model.inference.FloatKernels;
import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/** One evaluation of {@link SampledWindowSoftmax}, within a {@code PointerScope}. */
final class SampledWindowStep {
    private static final FloatKernels KERNELS = FloatKernels.fastest();

    private final WindowLogits logits;
    private final WindowLogits.Factors factors;
    private final WindowTargets targets;
    private final SampledItems drawn;
    private final float[] frozen; // of one anchor [V]
    private final boolean[] wanted; // targets of one anchor, all false in between [V]
    private final Picked shared; // the M drawn items
    private final Picked own; // the n targets
    private final SharedProducts products;
    private final float[] row; // one anchor's logits: M drawn items, then its targets

    /** Some of the items, with the gradients by their logits. */
    private record Picked(long[] items, Tensor factors, float[] bias, float[] gradients) {
        static Picked of(long[] items, WindowLogits.Factors factors, WindowLogits.@Nullable Bias bias) {
            Tensor index = AttentionStack.longs(items, items.length);
            float[] shift = new float[items.length];
            if (bias != null) {
                bias.values().index_select(0, index).data_ptr_float().get(shift);
            }
            return new Picked(items, factors.items().values().index_select(0, index), shift, new float[items.length]);
        }

        void addTo(WindowLogits.Bias bias) {
            Tensor index = AttentionStack.longs(items, items.length);
            bias.gradient().index_add_(0, index, Tensor.create(gradients, items.length));
        }
    }

    /** Takes scratch of the size of the catalogue, {@code frozen} and {@code wanted}. */
    SampledWindowStep(
            WindowLogits logits,
            WindowLogits.Factors factors,
            WindowTargets targets,
            SampledItems drawn,
            float[] frozen,
            boolean[] wanted) {
        this.logits = logits;
        this.factors = factors;
        this.targets = targets;
        this.drawn = drawn;
        this.frozen = frozen;
        this.wanted = wanted;
        this.shared = Picked.of(drawn.items(), factors, logits.bias());
        this.own = Picked.of(Arrays.stream(targets.items()).asLongStream().toArray(), factors, logits.bias());
        this.products = new SharedProducts(factors.h(), shared.factors());
        this.row = new float[drawn.items().length + targets.most()];
    }

    /** Writes the gradient by h to {@code hidden} [A x d], adds those by E and bias, and returns the loss. */
    double run(Tensor hidden) {
        Tensor anchors = AttentionStack.longs(anchorOfEach(), own.items().length); // [n]
        Tensor states = factors.h().index_select(0, anchors); // [n x d]
        float[] ownProducts = new float[own.items().length];
        states.mul(own.factors()).sum(1).data_ptr_float().get(ownProducts);
        double loss = 0;
        for (int from = 0; from < targets.anchors(); from += SharedProducts.ROWS) {
            int count = Math.min(SharedProducts.ROWS, targets.anchors() - from);
            products.forward(from, count);
            for (int a = from; a < from + count; a++) {
                products.get(a - from, row);
                loss += anchor(a, ownProducts);
                products.put(a - from, row);
            }
            products.back(from, count);
        }
        Tensor gradients = Tensor.create(own.gradients(), own.items().length, 1); // [n x 1]
        hidden.copy_(products.hidden()).index_add_(0, anchors, own.factors().mul(gradients));
        factors.items().add(own.items(), states.mul(gradients));
        factors.items().add(shared.items(), products.items());
        if (logits.bias() != null) {
            own.addTo(logits.bias());
            shared.addTo(logits.bias());
        }
        return loss;
    }

    private long[] anchorOfEach() {
        long[] anchors = new long[own.items().length];
        for (int a = 0; a < targets.anchors(); a++) {
            Arrays.fill(anchors, targets.from(a), targets.from(a + 1), a);
        }
        return anchors;
    }

    /** From products to gradients of one anchor's logits; returns its loss. */
    private double anchor(int a, float[] ownProducts) {
        int drawnItems = shared.items().length;
        int from = targets.from(a);
        int count = targets.from(a + 1) - from;
        if (targets.weight(a) == 0) {
            Arrays.fill(row, 0, drawnItems, 0);
            return 0;
        }
        fill(a, ownProducts);
        float max = KERNELS.max(row, drawnItems + count);
        double targetLogits = 0;
        for (int k = 0; k < count; k++) {
            targetLogits += targets.count(from + k) * (double) (row[drawnItems + k] - max);
        }
        double sum = KERNELS.expAndSum(row, drawnItems + count, max);
        double total = targets.total(a);
        KERNELS.scale(row, drawnItems + count, (float) (targets.weight(a) * total / sum));
        for (int k = 0; k < count; k++) {
            own.gradients()[from + k] = row[drawnItems + k] - targets.weight(a) * targets.count(from + k);
        }
        KERNELS.addScaled(1, row, 0, shared.gradients(), 0, drawnItems);
        return targets.weight(a) * (total * Math.log(sum) - targetLogits);
    }

    private void fill(int a, float[] ownProducts) {
        WindowLogits.BaseLogits base = logits.base();
        Arrays.fill(frozen, 0);
        if (base != null) {
            base.addTo(a, frozen);
        }
        for (int k = targets.from(a); k < targets.from(a + 1); k++) {
            int item = targets.item(k);
            row[shared.items().length + k - targets.from(a)] = ownProducts[k] + own.bias()[k] + frozen[item];
            wanted[item] = true;
        }
        for (int k = 0; k < shared.items().length; k++) {
            int item = (int) shared.items()[k];
            boolean counts = item < targets.candidates(a) && !wanted[item];
            row[k] = counts
                    ? row[k] + shared.bias()[k] + frozen[item] - drawn.logExpected()[k]
                    : Float.NEGATIVE_INFINITY;
        }
        for (int k = targets.from(a); k < targets.from(a + 1); k++) {
            wanted[targets.item(k)] = false;
        }
    }
}
