package dev.tidecast.model.inference;

/** Scaled dot-product attention of several heads, each step over itself and those before it (Vaswani et al. 2017). */
final class CausalAttention {
    private final int heads;
    private final int headSize;
    private final Affine project;
    private final Affine out;

    /** Takes the projections {@code attention} [3D x D] (rows of queries, keys, values) and {@code out} [D x D]. */
    CausalAttention(TrunkShape shape, TrunkWeights weights, String block) {
        int d = shape.hidden();
        this.heads = shape.heads();
        this.headSize = shape.headSize();
        this.project = weights.affine(block + ".attention", 3 * d, d);
        this.out = weights.affine(block + ".out", d, d);
    }

    /** Returns attended steps [T x D] of normalised steps {@code x} [T x D]. */
    float[] apply(FloatKernels kernels, float[] x, int count) {
        int d = heads * headSize;
        float[] qkv = project.apply(kernels, x, count); // [T x 3D]
        float[] mixed = new float[count * d]; // [T x D]
        float[] weights = new float[count]; // of the steps 0 .. s
        for (int s = 0; s < count; s++) {
            for (int head = 0; head < heads; head++) {
                attend(kernels, qkv, s, head * headSize, weights, mixed);
            }
        }
        return out.apply(kernels, mixed, count);
    }

    private void attend(FloatKernels kernels, float[] qkv, int s, int head, float[] weights, float[] mixed) {
        int d = heads * headSize;
        float scale = (float) (1 / Math.sqrt(headSize));
        for (int j = 0; j <= s; j++) {
            weights[j] = scale * kernels.dot(qkv, s * 3 * d + head, qkv, j * 3 * d + d + head, headSize);
        }
        float sum = (float) kernels.expAndSum(weights, s + 1, kernels.max(weights, s + 1));
        for (int j = 0; j <= s; j++) {
            kernels.addScaled(weights[j] / sum, qkv, j * 3 * d + 2 * d + head, mixed, s * d + head, headSize);
        }
    }
}
