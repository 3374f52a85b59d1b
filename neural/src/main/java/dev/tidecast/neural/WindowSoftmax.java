package dev.tidecast.neural;

import dev.tidecast.model.inference.FloatKernels;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.openblas.global.openblas;
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
 * a part of its anchors each. Products go straight to one-threaded OpenBLAS on the tensors' memory.
 */
public final class WindowSoftmax implements AutoCloseable {
    /** Rows of a chunk: enough for OpenBLAS to run at full speed. */
    private static final int ROWS = 256;

    /** The most floats of a chunk (64 MiB); larger catalogues get fewer rows. */
    private static final int CHUNK_FLOATS = 1 << 24;

    private final FloatKernels kernels = FloatKernels.fastest();
    private final int items;
    private final int rows;
    private final FloatPointer chunk; // [rows x candidates], logits, then their gradient
    private final FloatBuffer chunkView;
    private final float[] row;
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

    /** A loss over {@code items} items, V. */
    public WindowSoftmax(NativeRuntime runtime, int items) {
        this.items = items;
        this.rows = Math.clamp(CHUNK_FLOATS / items, 1, ROWS);
        try (PointerScope scope = new PointerScope()) {
            this.chunk = new FloatPointer((long) rows * items);
            chunk.retainReference();
        }
        this.chunkView = chunk.asBuffer();
        this.row = new float[items];
        this.biasValues = new float[items];
        this.biasGradient = new float[items];
    }

    /** The loss alone, for validation. */
    public double value(WindowLogits logits, WindowTargets targets) {
        return run(logits, targets, false).value();
    }

    /** The loss; gradients of E and bias are added where {@code logits} says, those of h and own terms returned. */
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
        try (PointerScope scope = new PointerScope()) {
            for (int from = 0; from < targets.anchors(); from += rows) {
                int to = Math.min(from + rows, targets.anchors());
                int columns = widest(targets, from, to);
                if (factors != null) {
                    multiply(factors, from, to, columns);
                }
                for (int a = from; a < to; a++) {
                    loss += row(logits, targets, a, (a - from) * columns, columns, ownGradient, gradient);
                }
                if (factors != null && hidden != null) {
                    multiplyBack(factors, hidden, from, to, columns);
                }
            }
            if (gradient) {
                storeBias(logits.bias());
            }
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
        int widest = 1;
        for (int a = from; a < to; a++) {
            widest = Math.max(widest, targets.candidates(a));
        }
        if (widest > items) {
            throw new IllegalArgumentException(widest + " candidates of " + items + " items");
        }
        return widest;
    }

    /** Logits, softmax and gradient of one anchor; leaves its gradient in the chunk and returns its loss. */
    private double row(
            WindowLogits logits, WindowTargets targets, int a, int at, int columns, float[] own, boolean gradient) {
        int candidates = targets.candidates(a);
        if (targets.weight(a) == 0) {
            Arrays.fill(row, 0, columns, 0);
            chunkView.put(at, row, 0, columns);
            return 0;
        }
        fill(logits, a, at, columns);
        float max = kernels.max(row, candidates);
        double targetLogits = 0;
        for (int k = targets.from(a); k < targets.from(a + 1); k++) {
            targetLogits += targets.count(k) * (double) (row[targets.item(k)] - max);
        }
        double sum = kernels.expAndSum(row, candidates, max);
        double total = targets.total(a);
        if (gradient) {
            differentiate(targets, a, (float) (targets.weight(a) * total / sum));
            collect(logits, a, candidates, own);
            Arrays.fill(row, candidates, columns, 0);
            chunkView.put(at, row, 0, columns);
        }
        return targets.weight(a) * (total * Math.log(sum) - targetLogits);
    }

    private void fill(WindowLogits logits, int a, int at, int columns) {
        if (logits.factors() == null) {
            Arrays.fill(row, 0);
        } else {
            chunkView.get(at, row, 0, columns);
            Arrays.fill(row, columns, items, 0);
        }
        logits.base().addTo(a, row);
        if (logits.bias() != null) {
            kernels.addScaled(1, biasValues, 0, row, 0, columns);
        }
        WindowLogits.OwnTerms own = logits.own();
        for (int k = own == null ? 0 : own.from()[a]; own != null && k < own.from()[a + 1]; k++) {
            row[own.items()[k]] += own.values()[k];
        }
    }

    /** From exponentials to weight * (total * softmax - count). */
    private void differentiate(WindowTargets targets, int a, float factor) {
        kernels.scale(row, targets.candidates(a), factor);
        for (int k = targets.from(a); k < targets.from(a + 1); k++) {
            row[targets.item(k)] -= targets.weight(a) * targets.count(k);
        }
    }

    private void collect(WindowLogits logits, int a, int candidates, float[] ownGradient) {
        if (logits.bias() != null) {
            kernels.addScaled(1, row, 0, biasGradient, 0, candidates);
        }
        WindowLogits.OwnTerms own = logits.own();
        for (int k = own == null ? 0 : own.from()[a]; own != null && k < own.from()[a + 1]; k++) {
            int item = own.items()[k];
            ownGradient[k] = item < candidates ? row[item] : 0;
        }
    }

    /** Z [rows x columns] = H [rows x d] . E[0 .. columns)^T. */
    private void multiply(WindowLogits.Factors factors, int from, int to, int columns) {
        int d = Math.toIntExact(factors.items().size(1));
        FloatPointer h = factors.h().data_ptr_float().getPointer((long) from * d);
        FloatPointer e = factors.items().data_ptr_float();
        int plain = openblas.CblasNoTrans;
        openblas.cblas_sgemm(
                openblas.CblasRowMajor,
                plain,
                openblas.CblasTrans,
                to - from,
                columns,
                d,
                1,
                h,
                d,
                e,
                d,
                0,
                chunk,
                columns);
    }

    /** dH [rows x d] = G [rows x columns] . E; dE[0 .. columns) += G^T . H. */
    private void multiplyBack(WindowLogits.Factors factors, Tensor hidden, int from, int to, int columns) {
        int d = Math.toIntExact(factors.items().size(1));
        FloatPointer h = factors.h().data_ptr_float().getPointer((long) from * d);
        FloatPointer dh = hidden.data_ptr_float().getPointer((long) from * d);
        FloatPointer e = factors.items().data_ptr_float();
        Tensor itemGradient = factors.gradient();
        int plain = openblas.CblasNoTrans;
        openblas.cblas_sgemm(
                openblas.CblasRowMajor, plain, plain, to - from, d, columns, 1, chunk, columns, e, d, 0, dh, d);
        if (itemGradient != null) {
            FloatPointer de = itemGradient.data_ptr_float();
            openblas.cblas_sgemm(
                    openblas.CblasRowMajor,
                    openblas.CblasTrans,
                    plain,
                    columns,
                    d,
                    to - from,
                    1,
                    chunk,
                    columns,
                    h,
                    d,
                    1,
                    de,
                    d);
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
    public void close() {
        chunk.releaseReference();
    }
}
