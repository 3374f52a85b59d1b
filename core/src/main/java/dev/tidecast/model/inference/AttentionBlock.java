package dev.tidecast.model.inference;

/** One block of an attention trunk: changes the steps of one history in place, each from those up to it. */
interface AttentionBlock {
    /**
     * Applies the block.
     *
     * @param x steps [T x D], replaced
     * @param times of the steps [T], or empty without a clock
     * @param count T
     */
    void apply(FloatKernels kernels, float[] x, long[] times, int count);

    /** Normalised steps [T x D]. */
    static float[] normed(LayerNorm norm, float[] x, int count) {
        float[] y = new float[count * norm.width()];
        for (int s = 0; s < count; s++) {
            norm.apply(x, s * norm.width(), y, s * norm.width());
        }
        return y;
    }
}
