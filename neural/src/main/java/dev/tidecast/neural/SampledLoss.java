package dev.tidecast.neural;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.openblas.global.openblas;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * A loss over the target and negatives that all rows of a part share, for catalogues that are too large for a softmax over
 * all: chunk after chunk of rows, products by one-threaded OpenBLAS. A negative that is the row's own target doesn't count.
 */
final class SampledLoss implements NextItemLoss {
    private static final int ROWS = 256;

    private final RowLoss loss;
    private final int draws;
    private final int catalogue;
    private final float[] shares;
    private final boolean corrected;

    /**
     * A loss over {@code catalogue} items with {@code draws} uniform negatives.
     *
     * @param shares share of each item among all targets, where the part's other targets are negatives too; else empty
     * @param corrected whether log Q is taken off the logits, for a softmax
     */
    SampledLoss(RowLoss loss, int draws, int catalogue, float[] shares, boolean corrected) {
        this.loss = loss;
        this.draws = draws;
        this.catalogue = catalogue;
        this.shares = shares.clone();
        this.corrected = corrected;
    }

    @Override
    public Result of(Tensor h, int[] targets, ItemRows items, double scale, long seed) {
        SampledItems sampled = SampledItems.draw(targets, draws, catalogue, shares, seed);
        int m = sampled.items().length;
        long[] wanted = java.util.Arrays.stream(targets).asLongStream().toArray();
        Tensor hidden = torch.empty_like(h); // [A x d]
        try (PointerScope scope = new PointerScope()) {
            Tensor negatives = AttentionStack.longs(sampled.items(), m); // [M]
            Tensor own = AttentionStack.longs(wanted, wanted.length); // [A]
            Tensor e = items.values().index_select(0, negatives); // [M x d]
            Tensor of = torch.zeros_like(e); // gradient of e [M x d]
            Tensor t = items.values().index_select(0, own); // [A x d]
            float[] targetLogits = new float[targets.length];
            h.mul(t).sum(1).data_ptr_float().get(targetLogits);
            float[] targetGradients = new float[targets.length];
            double value = chunks(h, e, of, hidden, sampled, targets, targetLogits, targetGradients, scale);
            Tensor g = Tensor.create(targetGradients, targets.length, 1); // [A x 1]
            hidden.add_(t.mul(g));
            items.add(wanted, h.mul(g));
            items.add(sampled.items(), of);
            return new Result(value, hidden);
        }
    }

    private double chunks(
            Tensor h,
            Tensor e,
            Tensor of,
            Tensor hidden,
            SampledItems sampled,
            int[] targets,
            float[] targetLogits,
            float[] targetGradients,
            double scale) {
        int m = sampled.items().length;
        FloatPointer chunk = new FloatPointer((long) ROWS * m); // [rows x M]
        FloatBuffer view = chunk.asBuffer();
        float[] row = new float[m + 1];
        double value = 0;
        for (int from = 0; from < targets.length; from += ROWS) {
            int count = Math.min(ROWS, targets.length - from);
            multiply(h, e, chunk, from, count);
            for (int a = from; a < from + count; a++) {
                view.get((a - from) * m, row, 0, m);
                row[m] = targetLogits[a];
                correct(row, sampled, a, targets[a]);
                value += loss.apply(row, m, scale);
                targetGradients[a] = row[m];
                view.put((a - from) * m, row, 0, m);
            }
            multiplyBack(h, e, of, hidden, chunk, from, count);
        }
        return value;
    }

    private void correct(float[] row, SampledItems sampled, int a, int target) {
        int m = sampled.items().length;
        for (int k = 0; corrected && k < m; k++) {
            row[k] -= sampled.logExpected()[k];
        }
        for (int k = 0; k < m; k++) {
            if (sampled.items()[k] == target) {
                row[k] = Float.NEGATIVE_INFINITY;
            }
        }
        row[m] -= corrected ? sampled.targetLogExpected()[a] : 0;
    }

    /** Z [rows x M] = H [rows x d] . E^T. */
    private static void multiply(Tensor h, Tensor e, FloatPointer chunk, int from, int count) {
        int d = (int) e.size(1);
        int m = (int) e.size(0);
        FloatPointer rows = h.data_ptr_float().getPointer((long) from * d);
        int plain = openblas.CblasNoTrans;
        int turned = openblas.CblasTrans;
        FloatPointer factors = e.data_ptr_float();
        openblas.cblas_sgemm(openblas.CblasRowMajor, plain, turned, count, m, d, 1, rows, d, factors, d, 0, chunk, m);
    }

    /** dH [rows x d] = G [rows x M] . E; dE [M x d] += G^T . H. */
    private static void multiplyBack(
            Tensor h, Tensor e, Tensor of, Tensor hidden, FloatPointer chunk, int from, int count) {
        int d = (int) e.size(1);
        int m = (int) e.size(0);
        FloatPointer rows = h.data_ptr_float().getPointer((long) from * d);
        FloatPointer out = hidden.data_ptr_float().getPointer((long) from * d);
        FloatPointer factors = e.data_ptr_float();
        FloatPointer sums = of.data_ptr_float();
        int plain = openblas.CblasNoTrans;
        int turned = openblas.CblasTrans;
        openblas.cblas_sgemm(openblas.CblasRowMajor, plain, plain, count, d, m, 1, chunk, m, factors, d, 0, out, d);
        openblas.cblas_sgemm(openblas.CblasRowMajor, turned, plain, m, d, count, 1, chunk, m, rows, d, 1, sums, d);
    }

    @Override
    public void close() {}
}
