package dev.tidecast.model.inference;

/** One layer of a recurrent trunk. */
interface RecurrentLayer {
    /** Values that it reads, D. */
    int inputs();

    /** Units, H. */
    int hidden();

    /** Floats of workspace that {@link #step} needs for each history. */
    int room();

    /**
     * Advances {@code count} histories by one step, in place.
     *
     * @param x inputs [count x D]
     * @param h hidden states [count x H], replaced
     * @param c cell states [count x H], replaced; layers without cells leave them
     * @param gates room for [count x {@link #room}]
     */
    void step(FloatKernels kernels, float[] x, float[] h, float[] c, float[] gates, int count);
}
