package dev.tidecast.neural;

import dev.tidecast.model.Precision;
import dev.tidecast.model.inference.FloatKernels;
import java.util.Arrays;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorArrayRefOptional;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * Count-weighted softmax over all candidates of each anchor, with its gradient by hand, in chunks: no tensor A x V ever
 * exists.
 *
 * <p>Loss = sum over anchors a of weight_a * sum over targets i of count_ai * -log softmax_a(i). Its gradient by the logit
 * z_ai is weight_a * (total_a * softmax_a(i) - count_ai). One instance serves one thread; threads share a step by taking
 * a part of its anchors each. Products are those of {@link ItemProducts}.
 */
public final class WindowSoftmax implements WindowCriterion {
    /** Rows of a chunk: enough to read E seldom, few enough for the third cache; half as wide floats, twice as many. */
    private static final int ROWS = 120;

    /** The most floats of a chunk (64 MiB); larger catalogues get fewer rows. */
    private static final int CHUNK_FLOATS = 1 << 24;

    private final FloatKernels kernels = FloatKernels.fastest();
    private final int items;
    private final ItemProducts products;
    private final float[] row; // frozen logits
    private final float[] biasValues;
    private final float[] biasGradient;

    /**
     * The loss of a batch, and gradients.
     *
     * @param value the loss
     * @param hidden gradient by h [A x d], in the caller's {@code PointerScope}; null without factors
     * @param own gradient by each own term, empty without
     */
    public record WindowLoss(double value, @Nullable Tensor hidden, float[] own) {
        /** The gradient by h [A x d]. */
        Tensor requireHidden() {
            if (hidden == null) {
                throw new IllegalStateException("no gradient by h: these logits had no factors");
            }
            return hidden;
        }

        /** Carries the gradient by h [A x d] back through what computed {@code h}; call within the step's scope. */
        public void carryBack(Tensor h) {
            h.backward(requireHidden(), new BoolOptional(), false, new TensorArrayRefOptional());
        }
    }

    /** A loss over {@code items} items, V, in single floats. */
    public WindowSoftmax(NativeRuntime runtime, int items) {
        this(runtime, items, Precision.SINGLE);
    }

    /** As above, its products in {@code precision}. */
    WindowSoftmax(NativeRuntime runtime, int items, Precision precision) {
        this.items = items;
        int rows = precision == Precision.MIXED ? 2 * ROWS : ROWS;
        this.products = ItemProducts.of(precision, Math.clamp(CHUNK_FLOATS / items, 1, rows), items);
        this.row = new float[items];
        this.biasValues = new float[items];
        this.biasGradient = new float[items];
    }

    /** The loss alone, for validation. */
    public double value(WindowLogits logits, WindowTargets targets) {
        return run(logits, targets, false).value();
    }

    @Override
    public WindowLoss withGradient(WindowLogits logits, WindowTargets targets, long seed) {
        return withGradient(logits, targets);
    }

    /** The loss and its gradients, as above; nothing is drawn. */
    public WindowLoss withGradient(WindowLogits logits, WindowTargets targets) {
        return run(logits, targets, true);
    }

    private WindowLoss run(WindowLogits logits, WindowTargets targets, boolean gradient) {
        require(logits, targets);
        WindowLogits.Factors factors = logits.factors();
        WindowLogits.OwnTerms own = logits.own();
        Tensor hidden =
                gradient && factors != null ? torch.empty_like(factors.h().detach()) : null;
        float[] ownGradient = new float[gradient && own != null ? own.values().length : 0];
        loadBias(logits.bias());
        double loss = 0;
        if (factors != null) {
            products.begin(factors.h(), factors.items().values());
        }
        for (int from = 0; from < targets.anchors(); from += products.rows()) {
            int to = Math.min(from + products.rows(), targets.anchors());
            int columns = widest(targets, from, to);
            if (factors != null) {
                products.forward(from, to, columns);
            }
            for (int a = from; a < to; a++) {
                loss += row(logits, targets, a, products.at(a - from), ownGradient, gradient);
            }
            if (factors != null && gradient) {
                products.back(from, to, columns);
            }
        }
        if (gradient) {
            store(logits, hidden);
        }
        return new WindowLoss(loss, hidden, ownGradient);
    }

    private void require(WindowLogits logits, WindowTargets targets) {
        WindowLogits.Factors factors = logits.factors();
        WindowLogits.OwnTerms own = logits.own();
        int anchors = targets.anchors();
        if (logits.items() != items
                || (factors != null && factors.h().size(0) != anchors)
                || (own != null && own.from().length != anchors + 1)) {
            throw new IllegalArgumentException("loss over " + items + " items of " + anchors + " anchors got logits of "
                    + logits.items() + " items, h of "
                    + (factors == null ? "none" : factors.h().size(0))
                    + " anchors, own terms of " + (own == null ? "none" : own.from().length - 1));
        }
    }

    private int widest(WindowTargets targets, int from, int to) {
        int widest = targets.mostCandidates(from, to);
        if (widest > items) {
            throw new IllegalArgumentException(widest + " candidates of " + items + " items");
        }
        return widest;
    }

    /** Logits, softmax and gradient of one anchor; leaves its gradient in the chunk and returns its loss. */
    private double row(WindowLogits logits, WindowTargets targets, int a, int at, float[] own, boolean gradient) {
        int candidates = targets.candidates(a);
        float[] chunk = products.chunk();
        if (targets.weight(a) == 0) {
            Arrays.fill(chunk, at, products.at(1) + at, 0);
            return 0;
        }
        fill(logits, a, at, candidates);
        float max = kernels.max(chunk, at, candidates);
        double targetLogits = 0;
        for (int k = targets.from(a); k < targets.from(a + 1); k++) {
            targetLogits += targets.count(k) * (double) (chunk[at + targets.item(k)] - max);
        }
        double sum = kernels.expAndSum(chunk, at, candidates, max);
        double total = targets.total(a);
        if (gradient) {
            differentiate(targets, a, at, (float) (targets.weight(a) * total / sum));
            collect(logits, a, at, candidates, own);
            Arrays.fill(chunk, at + candidates, products.at(1) + at, 0);
        }
        return targets.weight(a) * (total * Math.log(sum) - targetLogits);
    }

    private void fill(WindowLogits logits, int a, int at, int candidates) {
        float[] chunk = products.chunk();
        if (logits.factors() == null) {
            Arrays.fill(chunk, at, at + candidates, 0);
        }
        WindowLogits.BaseLogits base = logits.base();
        if (base != null) {
            Arrays.fill(row, 0);
            base.addTo(a, row);
            kernels.addScaled(1, row, 0, chunk, at, candidates);
        }
        if (logits.bias() != null) {
            kernels.addScaled(1, biasValues, 0, chunk, at, candidates);
        }
        WindowLogits.OwnTerms own = logits.own();
        for (int k = own == null ? 0 : own.from()[a]; own != null && k < own.from()[a + 1]; k++) {
            if (own.items()[k] < candidates) {
                chunk[at + own.items()[k]] += own.values()[k];
            }
        }
    }

    /** From exponentials to weight * (total * softmax - count). */
    private void differentiate(WindowTargets targets, int a, int at, float factor) {
        float[] chunk = products.chunk();
        kernels.scale(chunk, at, targets.candidates(a), factor);
        for (int k = targets.from(a); k < targets.from(a + 1); k++) {
            chunk[at + targets.item(k)] -= targets.weight(a) * targets.count(k);
        }
    }

    private void collect(WindowLogits logits, int a, int at, int candidates, float[] ownGradient) {
        float[] chunk = products.chunk();
        if (logits.bias() != null) {
            kernels.addScaled(1, chunk, at, biasGradient, 0, candidates);
        }
        WindowLogits.OwnTerms own = logits.own();
        for (int k = own == null ? 0 : own.from()[a]; own != null && k < own.from()[a + 1]; k++) {
            int item = own.items()[k];
            ownGradient[k] = item < candidates ? chunk[at + item] : 0;
        }
    }

    private void store(WindowLogits logits, @Nullable Tensor hidden) {
        storeBias(logits.bias());
        WindowLogits.Factors factors = logits.factors();
        if (factors != null && hidden != null) {
            products.storeHidden(hidden);
            products.addItemGradient(factors.items().gradient());
        }
    }

    private void loadBias(WindowLogits.@Nullable Bias bias) {
        if (bias != null) {
            bias.values().data_ptr_float().get(biasValues);
            bias.gradient().data_ptr_float().get(biasGradient);
        }
    }

    private void storeBias(WindowLogits.@Nullable Bias bias) {
        if (bias != null) {
            bias.gradient().data_ptr_float().put(biasGradient);
        }
    }

    @Override
    public void close() {} // plain arrays
}
