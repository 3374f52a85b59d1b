package dev.tidecast.model.words;

import dev.tidecast.progress.Progress;
import java.util.SplittableRandom;

/**
 * Skip-gram with negative sampling: word vectors from which the words beside a word can be told.
 *
 * <p>Source: Mikolov et al., "Distributed Representations of Words and Phrases and their Compositionality", NIPS 2013:
 * frequent words are left out with probability 1 - sqrt(t/f) - t/f (as in the released code), negatives are drawn from
 * count^.75, the window's reach is drawn anew for each word, and the learning rate falls in a straight line. On the
 * items of histories this is item2vec (Barkan and Koenigstein 2016).
 *
 * @param width D, floats of a vector
 * @param window how far the words beside a word reach, at most
 * @param negatives words drawn for each true pair
 * @param subsample t, the frequency from which on words are left out at times; 0 leaves out none
 * @param epochs passes over the corpus
 * @param rate learning rate at the start
 * @param shards parts of the corpus trained apart and merged after each epoch
 * @param threads that train shards; changes nothing but the time
 * @param seed of all that is drawn
 */
public record Word2Vec(
        int width,
        int window,
        int negatives,
        double subsample,
        int epochs,
        double rate,
        int shards,
        int threads,
        long seed) {
    public Word2Vec {
        if (width < 1 || window < 1 || negatives < 1 || epochs < 1 || shards < 1 || threads < 1) {
            throw new IllegalArgumentException("width " + width + ", window " + window + ", " + negatives
                    + " negatives, " + epochs + " epochs, " + shards + " shards, " + threads
                    + " threads: all must be 1 or more");
        }
        if (!(rate > 0 && rate <= 1) || !(subsample >= 0 && subsample < 1)) {
            throw new IllegalArgumentException("learning rate " + rate + " and subsampling from " + subsample
                    + " on: above 0 to 1, and 0 to below 1 are allowed");
        }
    }

    /** 64 floats, window 5, 5 negatives, subsampling from 1e-3 on, 20 epochs, rate .025, 2 shards on 2 threads, seed 1. */
    public static Word2Vec standard() {
        return new Word2Vec(64, 5, 5, 1e-3, 20, .025, 2, 2, 1);
    }

    /** The vectors of the corpus' words. */
    public WordVectors fit(Corpus corpus, Progress progress) {
        float[] input = initial(corpus.size());
        float[] output = new float[corpus.size() * width];
        UnigramTable table = UnigramTable.of(corpus, .75);
        int[] parts = corpus.parts(shards);
        progress.begin("Word2Vec", epochs, "epochs");
        try (Shards all = new Shards(new float[][] {input, output}, new int[] {width, width}, shards, threads)) {
            for (int e = 0; e < epochs; e++) {
                int epoch = e;
                all.epoch((shard, own) -> new SkipGramPass(this, corpus, table, own, random(epoch, shard))
                        .run(parts[shard], parts[shard + 1], (double) epoch / epochs));
                progress.advance(1);
            }
        } finally {
            progress.end();
        }
        return new WordVectors(corpus.words(), corpus.counts(), width, input);
    }

    private float[] initial(int words) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] input = new float[Math.multiplyExact(words, width)];
        for (int at = 0; at < input.length; at++) {
            input[at] = (float) ((random.nextDouble() - .5) / width);
        }
        return input;
    }

    private SplittableRandom random(int epoch, int shard) {
        return new SplittableRandom(seed * 1_000_003 + epoch * 8_191L + shard + 1);
    }
}
