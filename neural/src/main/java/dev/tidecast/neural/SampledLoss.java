package dev.tidecast.neural;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * A loss over the target and negatives that all rows of a part share, for catalogues that are too large for a softmax over
 * all. A negative that is the row's own target doesn't count.
 */
final class SampledLoss implements NextItemLoss {
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
        long[] wanted = java.util.Arrays.stream(targets).asLongStream().toArray();
        Tensor hidden = torch.empty_like(h); // [A x d]
        try (PointerScope scope = new PointerScope()) {
            Tensor negatives = AttentionStack.longs(sampled.items(), sampled.items().length); // [M]
            Tensor own = AttentionStack.longs(wanted, wanted.length); // [A]
            SharedProducts products = new SharedProducts(h, items.values().index_select(0, negatives));
            Tensor t = items.values().index_select(0, own); // [A x d]
            float[] targetLogits = new float[targets.length];
            h.mul(t).sum(1).data_ptr_float().get(targetLogits);
            float[] targetGradients = new float[targets.length];
            double value = chunks(products, sampled, targets, targetLogits, targetGradients, scale);
            Tensor g = Tensor.create(targetGradients, targets.length, 1); // [A x 1]
            hidden.copy_(products.hidden()).add_(t.mul(g));
            items.add(wanted, h.mul(g));
            items.add(sampled.items(), products.items());
            return new Result(value, hidden);
        }
    }

    private double chunks(
            SharedProducts products,
            SampledItems sampled,
            int[] targets,
            float[] targetLogits,
            float[] targetGradients,
            double scale) {
        int m = sampled.items().length;
        float[] row = new float[m + 1];
        double value = 0;
        for (int from = 0; from < targets.length; from += SharedProducts.ROWS) {
            int count = Math.min(SharedProducts.ROWS, targets.length - from);
            products.forward(from, count);
            for (int a = from; a < from + count; a++) {
                products.get(a - from, row);
                row[m] = targetLogits[a];
                correct(row, sampled, a, targets[a]);
                value += loss.apply(row, m, scale);
                targetGradients[a] = row[m];
                products.put(a - from, row);
            }
            products.back(from, count);
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

    @Override
    public void close() {}
}
