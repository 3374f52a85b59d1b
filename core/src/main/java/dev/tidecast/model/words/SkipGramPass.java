package dev.tidecast.model.words;

import java.util.SplittableRandom;

/** One shard's way through its lists in one epoch; confined to one thread. */
final class SkipGramPass {
    private final Word2Vec settings;
    private final Corpus corpus;
    private final UnigramTable table;
    private final Shards.Replica own;
    private final SplittableRandom random;
    private final SkipGram pairs;
    private final int[] samples;
    private int[] kept = new int[64];

    SkipGramPass(Word2Vec settings, Corpus corpus, UnigramTable table, Shards.Replica own, SplittableRandom random) {
        this.settings = settings;
        this.corpus = corpus;
        this.table = table;
        this.own = own;
        this.random = random;
        this.pairs = new SkipGram(own.matrices()[0], own.matrices()[1], settings.width(), settings.negatives());
        this.samples = new int[1 + settings.negatives()];
    }

    /** Trains on the lists {@code first} to {@code end} - 1; {@code done} is the share of all epochs before this one. */
    void run(int first, int end, double done) {
        double tokens = Math.max(1, corpus.from(end) - corpus.from(first));
        for (int list = first; list < end; list++) {
            double here = done + (corpus.from(list) - corpus.from(first)) / tokens / settings.epochs();
            train(keep(list), (float) (settings.rate() * Math.max(1 - here, 1e-4)));
        }
    }

    /** Puts the tokens of a list into {@code kept}, frequent words left out at random, and returns how many. */
    private int keep(int list) {
        int size = 0;
        int length = corpus.from(list + 1) - corpus.from(list);
        if (kept.length < length) {
            kept = new int[2 * length];
        }
        for (int place = corpus.from(list); place < corpus.from(list + 1); place++) {
            int word = corpus.token(place);
            double chance = chance(settings.subsample(), corpus.count(word), corpus.tokenCount());
            if (chance >= 1 || random.nextDouble() < chance) {
                kept[size++] = word;
            }
        }
        return size;
    }

    /** The chance that one of {@code count} occurrences among {@code all} tokens is kept. */
    static double chance(double subsample, long count, long all) {
        double ratio = subsample * all / count;
        return subsample == 0 ? 1 : Math.sqrt(ratio) + ratio;
    }

    private void train(int size, float rate) {
        for (int centre = 0; centre < size; centre++) {
            int reach = 1 + random.nextInt(settings.window());
            int last = Math.min(size - 1, centre + reach);
            for (int beside = Math.max(0, centre - reach); beside <= last; beside++) {
                if (beside != centre) {
                    train(kept[centre], kept[beside], rate);
                }
            }
        }
    }

    /** One pair with fresh negatives; a negative that is the true word is left out, as in the released code. */
    private void train(int word, int context, float rate) {
        samples[0] = context;
        int count = 1;
        for (int k = 0; k < settings.negatives(); k++) {
            int drawn = table.draw(random);
            if (drawn != context) {
                samples[count++] = drawn;
            }
        }
        pairs.step(word, samples, count, rate);
        own.updates()[0][word]++;
        for (int k = 0; k < count; k++) {
            own.updates()[1][samples[k]]++;
        }
    }
}
