package dev.tidecast.model.words;

import dev.tidecast.model.inference.FloatKernels;

/**
 * The loss of one true pair and its negatives, and one step of gradient descent on it.
 *
 * <p>loss = -log sigma(u . v_0) - sum over k >= 1 of log sigma(-u . v_k), u the word's input vector [D], v_0 the output
 * vector of the word beside it, v_k those of the negatives. Source: Mikolov et al. 2013, equation 4. Confined to one
 * thread.
 */
final class SkipGram {
    private final FloatKernels kernels = FloatKernels.fastest();
    private final float[] input;
    private final float[] output;
    private final int width;
    private final float[] scores;
    private final float[] change;

    SkipGram(float[] input, float[] output, int width, int negatives) {
        this.input = input;
        this.output = output;
        this.width = width;
        this.scores = new float[1 + negatives];
        this.change = new float[width];
    }

    /** One step; {@code samples[0]} is the true word, the next {@code count} - 1 are negatives. */
    void step(int word, int[] samples, int count, float rate) {
        int u = word * width;
        for (int k = 0; k < count; k++) {
            scores[k] = kernels.dot(input, u, output, samples[k] * width, width);
        }
        kernels.sigmoid(scores, 0, count);
        java.util.Arrays.fill(change, 0);
        for (int k = 0; k < count; k++) {
            scores[k] = rate * ((k == 0 ? 1 : 0) - scores[k]); // -rate * d loss / d (u . v_k)
            kernels.addScaled(scores[k], output, samples[k] * width, change, 0, width);
        }
        for (int k = 0; k < count; k++) {
            kernels.addScaled(scores[k], input, u, output, samples[k] * width, width);
        }
        kernels.addScaled(1, change, 0, input, u, width);
    }
}
