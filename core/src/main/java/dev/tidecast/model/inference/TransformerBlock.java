package dev.tidecast.model.inference;

/**
 * A pre-norm block of SASRec (Kang and McAuley 2018): x += attention(norm(x)); x += W2 relu(W1 norm(x) + b1) + b2, with as
 * many inner units as D.
 */
final class TransformerBlock implements AttentionBlock {
    private final LayerNorm first;
    private final CausalAttention attention;
    private final LayerNorm second;
    private final Affine up;
    private final Affine down;

    TransformerBlock(TrunkShape shape, TrunkWeights weights, String block) {
        int d = shape.hidden();
        first = weights.norm(block + ".first", d);
        attention = new CausalAttention(shape, weights, block);
        second = weights.norm(block + ".second", d);
        up = weights.affine(block + ".up", d, d);
        down = weights.affine(block + ".down", d, d);
    }

    @Override
    public void apply(FloatKernels kernels, float[] x, long[] times, int count) {
        float[] attended = attention.apply(kernels, AttentionBlock.normed(first, x, count), count); // [T x D]
        kernels.addScaled(1, attended, 0, x, 0, x.length);
        float[] inner = up.apply(kernels, AttentionBlock.normed(second, x, count), count); // [T x D]
        for (int k = 0; k < inner.length; k++) {
            inner[k] = Math.max(0, inner[k]);
        }
        kernels.addScaled(1, down.apply(kernels, inner, count), 0, x, 0, x.length);
    }
}
