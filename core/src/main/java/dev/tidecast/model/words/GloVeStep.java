package dev.tidecast.model.words;

import dev.tidecast.model.inference.FloatKernels;

/**
 * One step of AdaGrad on one pair's loss, f(X) (w . v + b + c - log X)^2 / 2; rows are [w, b] and [v, c], D + 1 floats,
 * with the sums of squared gradients beside them. Confined to one thread.
 */
final class GloVeStep {
    private final FloatKernels kernels = FloatKernels.fastest();
    private final GloVe settings;
    private final float[] word;
    private final float[] context;
    private final float[] wordSquares;
    private final float[] contextSquares;

    GloVeStep(GloVe settings, float[] word, float[] context, float[] wordSquares, float[] contextSquares) {
        this.settings = settings;
        this.word = word;
        this.context = context;
        this.wordSquares = wordSquares;
        this.contextSquares = contextSquares;
    }

    /** Moves the rows of word i and context j, which were counted together {@code count} times. */
    void take(int i, int j, float count) {
        int width = settings.width();
        int w = i * (width + 1);
        int v = j * (width + 1);
        double error = kernels.dot(word, w, context, v, width) + word[w + width] + context[v + width] - Math.log(count);
        double weight = count >= settings.most() ? 1 : Math.pow(count / settings.most(), settings.power());
        float slope = (float) (weight * error);
        float rate = (float) settings.rate();
        for (int d = 0; d < width; d++) {
            float forWord = slope * context[v + d];
            float forContext = slope * word[w + d];
            word[w + d] -= rate * forWord / (float) Math.sqrt(wordSquares[w + d]);
            context[v + d] -= rate * forContext / (float) Math.sqrt(contextSquares[v + d]);
            wordSquares[w + d] += forWord * forWord;
            contextSquares[v + d] += forContext * forContext;
        }
        word[w + width] -= rate * slope / (float) Math.sqrt(wordSquares[w + width]);
        context[v + width] -= rate * slope / (float) Math.sqrt(contextSquares[v + width]);
        wordSquares[w + width] += slope * slope;
        contextSquares[v + width] += slope * slope;
    }
}
