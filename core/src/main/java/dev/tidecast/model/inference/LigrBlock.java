package dev.tidecast.model.inference;

/**
 * A gated block of LiGR (Borisyuk et al. 2025), as eSASRec uses it (Tikhonovich et al. 2025): x += sigmoid(W x + b) *
 * attention(norm(x)), then the same with a SwiGLU network (Shazeer 2020) of 4D inner units.
 */
final class LigrBlock implements AttentionBlock {
    private final LayerNorm first;
    private final CausalAttention attention;
    private final Affine firstGate;
    private final LayerNorm second;
    private final Affine up;
    private final Affine down;
    private final Affine secondGate;

    LigrBlock(TrunkShape shape, TrunkWeights weights, String block) {
        int d = shape.hidden();
        first = weights.norm(block + ".first", d);
        attention = new CausalAttention(shape, weights, block);
        firstGate = weights.affine(block + ".firstGate", d, d);
        second = weights.norm(block + ".second", d);
        up = weights.affine(block + ".up", 8 * d, d);
        down = weights.affine(block + ".down", d, 4 * d);
        secondGate = weights.affine(block + ".secondGate", d, d);
    }

    @Override
    public void apply(FloatKernels kernels, float[] x, long[] times, int count) {
        float[] attended = attention.apply(kernels, AttentionBlock.normed(first, x, count), count); // [T x D]
        addGated(kernels, firstGate, x, attended, count);
        float[] inner = swiGlu(kernels, up.apply(kernels, AttentionBlock.normed(second, x, count), count), count);
        addGated(kernels, secondGate, x, down.apply(kernels, inner, count), count);
    }

    private static void addGated(FloatKernels kernels, Affine gate, float[] x, float[] change, int count) {
        float[] gates = gate.apply(kernels, x, count); // [T x D]
        kernels.sigmoid(gates, 0, gates.length);
        for (int k = 0; k < x.length; k++) {
            x[k] += gates[k] * change[k];
        }
    }

    /** From [T x 8D], gates before values, to [T x 4D]. */
    private static float[] swiGlu(FloatKernels kernels, float[] both, int count) {
        int width = both.length / count / 2;
        float[] gates = new float[count * width];
        for (int s = 0; s < count; s++) {
            System.arraycopy(both, s * 2 * width, gates, s * width, width);
        }
        Affine.silu(kernels, gates);
        for (int s = 0; s < count; s++) {
            for (int k = 0; k < width; k++) {
                gates[s * width + k] *= both[s * 2 * width + width + k];
            }
        }
        return gates;
    }
}
