package dev.tidecast.model.inference;

/**
 * A block of HSTU, the hierarchical sequential transduction unit (Zhai et al. 2024): [u v q k] = silu(W norm(x) + b);
 * a_ij = silu(q_i . k_j + position(i - j) + time(t_i - t_j)) / (i + 1) for j up to i, without a softmax; x += W2 (norm(a v)
 * * u) + b2.
 *
 * <p>Only times of steps that have happened enter: the authors' own code biases by the time of the event to be predicted,
 * which no forecast knows.
 */
public final class HstuBlock implements AttentionBlock {
    /** Buckets of time differences. */
    public static final int BUCKETS = 128;

    /** A bucket is this wide on the scale of the natural logarithm, as in the authors' code: a factor of 1.35. */
    private static final double BUCKET_WIDTH = .301;

    private final TrunkShape shape;
    private final LayerNorm first;
    private final Affine project;
    private final float[] positions; // [L]
    private final float[] gaps; // [BUCKETS]
    private final LayerNorm second;
    private final Affine out;

    HstuBlock(TrunkShape shape, TrunkWeights weights, String block) {
        int d = shape.hidden();
        this.shape = shape;
        first = weights.norm(block + ".first", d);
        project = weights.affine(block + ".project", 4 * d, d);
        positions = weights.values(block + ".position", shape.length());
        gaps = weights.values(block + ".time", BUCKETS);
        second = weights.norm(block + ".second", d);
        out = weights.affine(block + ".out", d, d);
    }

    /** The bucket of a time difference in seconds: 0 for up to a second, then logarithmic. */
    public static int bucket(long seconds) {
        return (int) Math.min(BUCKETS - 1, Math.log(Math.max(1, seconds)) / BUCKET_WIDTH);
    }

    @Override
    public void apply(FloatKernels kernels, float[] x, long[] times, int count) {
        int d = shape.hidden();
        float[] uvqk = project.apply(kernels, AttentionBlock.normed(first, x, count), count); // [T x 4D]
        Affine.silu(kernels, uvqk);
        float[] biases = new float[count]; // of the steps 0 .. i
        float[] weights = new float[count];
        float[] mixed = new float[count * d]; // [T x D]
        for (int i = 0; i < count; i++) {
            for (int j = 0; j <= i; j++) {
                biases[j] = positions[i - j] + (times.length == 0 ? 0 : gaps[bucket(times[i] - times[j])]);
            }
            for (int head = 0; head < d; head += shape.headSize()) {
                attend(kernels, uvqk, i, head, biases, weights, mixed);
            }
            second.apply(mixed, i * d, mixed, i * d);
            for (int k = 0; k < d; k++) {
                mixed[i * d + k] *= uvqk[i * 4 * d + k];
            }
        }
        kernels.addScaled(1, out.apply(kernels, mixed, count), 0, x, 0, x.length);
    }

    private void attend(
            FloatKernels kernels, float[] uvqk, int i, int head, float[] biases, float[] weights, float[] mixed) {
        int d = shape.hidden();
        int size = shape.headSize();
        float[] scores = new float[i + 1];
        for (int j = 0; j <= i; j++) {
            scores[j] = biases[j] + kernels.dot(uvqk, i * 4 * d + 2 * d + head, uvqk, j * 4 * d + 3 * d + head, size);
        }
        System.arraycopy(scores, 0, weights, 0, i + 1);
        kernels.sigmoid(weights, 0, i + 1);
        for (int j = 0; j <= i; j++) {
            float weight = weights[j] * scores[j] / (i + 1);
            kernels.addScaled(weight, uvqk, j * 4 * d + d + head, mixed, i * d + head, size);
        }
    }
}
