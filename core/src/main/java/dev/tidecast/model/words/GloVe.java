package dev.tidecast.model.words;

import dev.tidecast.progress.Progress;
import java.util.SplittableRandom;

/**
 * Word vectors whose products are the logarithms of how often words stand together.
 *
 * <p>Source: Pennington, Socher and Manning, "GloVe: Global Vectors for Word Representation", EMNLP 2014: loss = sum of
 * f(X_ij) (w_i . v_j + b_i + c_j - log X_ij)^2 / 2 with f(x) = min(1, (x / most)^power), by AdaGrad; a word's vector is
 * w + v. X counts pairs at a distance of 1 to window words, each worth 1 / distance.
 *
 * @param width D, floats of a vector
 * @param window how far apart two words may stand
 * @param most the count from which on pairs weigh alike
 * @param power of the weight below it
 * @param epochs passes over the counted pairs
 * @param rate AdaGrad's learning rate
 * @param shards parts of the pairs trained apart and merged after each epoch
 * @param threads that train shards; changes nothing but the time
 * @param seed of the start and of the pairs' order
 */
public record GloVe(
        int width, int window, double most, double power, int epochs, double rate, int shards, int threads, long seed) {
    public GloVe {
        if (width < 1 || window < 1 || epochs < 1 || shards < 1 || threads < 1) {
            throw new IllegalArgumentException("width " + width + ", window " + window + ", " + epochs + " epochs, "
                    + shards + " shards, " + threads + " threads: all must be 1 or more");
        }
        if (!(rate > 0 && rate <= 1) || !(most > 0) || !(power >= 0 && power <= 1)) {
            throw new IllegalArgumentException("learning rate " + rate + ", counts alike from " + most + " on, power "
                    + power + ": above 0 to 1, above 0, and 0 to 1 are allowed");
        }
    }

    /** 64 floats, window 10, 100, .75, 25 epochs, rate .05, 2 shards on 2 threads, seed 1: the paper's where it has them. */
    public static GloVe standard() {
        return new GloVe(64, 10, 100, .75, 25, .05, 2, 2, 1);
    }

    /**
     * The vectors of the corpus' words.
     *
     * @throws IllegalArgumentException if no two words stand together
     */
    public WordVectors fit(Corpus corpus, Progress progress) {
        WordPairs pairs = WordPairs.count(corpus, window);
        if (pairs.size() == 0) {
            throw new IllegalArgumentException("no two words stand together in " + corpus.lists()
                    + " lists: give longer lists or a smaller minimum count");
        }
        SplittableRandom random = new SplittableRandom(seed);
        pairs.shuffle(random);
        int row = width + 1; // the vector, then the bias
        float[] word = initial(corpus.size() * row, random);
        float[] context = initial(corpus.size() * row, random);
        float[][] matrices = {word, context, ones(word.length), ones(context.length)};
        train(matrices, pairs, progress);
        return new WordVectors(corpus.words(), corpus.counts(), width, sums(word, context, corpus.size()));
    }

    private void train(float[][] matrices, WordPairs pairs, Progress progress) {
        int row = width + 1;
        progress.begin("GloVe", epochs, "epochs");
        try (Shards all = new Shards(matrices, new int[] {row, row, row, row}, shards, threads)) {
            for (int epoch = 0; epoch < epochs; epoch++) {
                all.epoch((shard, own) -> pass(pairs, shard, own));
                progress.advance(1);
            }
        } finally {
            progress.end();
        }
    }

    private void pass(WordPairs pairs, int shard, Shards.Replica own) {
        float[][] m = own.matrices();
        GloVeStep step = new GloVeStep(this, m[0], m[1], m[2], m[3]);
        int end = (int) ((long) pairs.size() * (shard + 1) / shards);
        for (int pair = (int) ((long) pairs.size() * shard / shards); pair < end; pair++) {
            int i = pairs.word(pair);
            int j = pairs.context(pair);
            step.take(i, j, pairs.count(pair));
            own.updates()[0][i]++;
            own.updates()[2][i]++;
            own.updates()[1][j]++;
            own.updates()[3][j]++;
        }
    }

    private float[] initial(int size, SplittableRandom random) {
        float[] values = new float[size];
        for (int at = 0; at < size; at++) {
            values[at] = (float) ((random.nextDouble() - .5) / width);
        }
        return values;
    }

    private static float[] ones(int size) {
        float[] values = new float[size];
        java.util.Arrays.fill(values, 1);
        return values;
    }

    private float[] sums(float[] word, float[] context, int words) {
        float[] sums = new float[words * width];
        for (int at = 0; at < sums.length; at++) {
            int from = at / width * (width + 1) + at % width;
            sums[at] = word[from] + context[from];
        }
        return sums;
    }
}
