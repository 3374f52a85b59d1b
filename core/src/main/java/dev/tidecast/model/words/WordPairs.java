package dev.tidecast.model.words;

import java.util.Arrays;
import java.util.SplittableRandom;

/** How often words stand together, by ordered pair; both orders of a pair are there. Confined to one thread. */
final class WordPairs {
    private long[] keys = new long[1 << 12];
    private double[] sums = new double[1 << 12];
    private int size;

    private WordPairs() {
        Arrays.fill(keys, -1);
    }

    /** Counts the pairs of each list at a distance of at most {@code window}, each worth 1 / distance. */
    static WordPairs count(Corpus corpus, int window) {
        WordPairs pairs = new WordPairs();
        for (int list = 0; list < corpus.lists(); list++) {
            for (int right = corpus.from(list); right < corpus.from(list + 1); right++) {
                for (int left = Math.max(corpus.from(list), right - window); left < right; left++) {
                    pairs.add(corpus.token(left), corpus.token(right), 1.0 / (right - left));
                    pairs.add(corpus.token(right), corpus.token(left), 1.0 / (right - left));
                }
            }
        }
        pairs.close();
        return pairs;
    }

    private void add(int word, int context, double amount) {
        if (2 * size > keys.length) {
            grow();
        }
        int slot = slot((long) word << 32 | context);
        sums[slot] += amount;
    }

    /** The slot of a key, taken for it if it was new. */
    private int slot(long key) {
        int mask = keys.length - 1;
        int slot = (int) ((key * 0x9E3779B97F4A7C15L) >>> 33) & mask;
        while (keys[slot] != key) {
            if (keys[slot] < 0) {
                keys[slot] = key;
                size++;
                break;
            }
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        double[] oldSums = sums;
        if (oldKeys.length > 1 << 29) {
            throw new IllegalArgumentException(
                    size + " different pairs of words: too many to hold; give a larger minimum count");
        }
        keys = new long[2 * oldKeys.length];
        sums = new double[keys.length];
        Arrays.fill(keys, -1);
        size = 0;
        for (int slot = 0; slot < oldKeys.length; slot++) {
            if (oldKeys[slot] >= 0) {
                sums[slot(oldKeys[slot])] = oldSums[slot];
            }
        }
    }

    /** Moves the pairs together, so that they are 0 to size - 1. */
    private void close() {
        int next = 0;
        for (int slot = 0; slot < keys.length; slot++) {
            if (keys[slot] >= 0) {
                keys[next] = keys[slot];
                sums[next++] = sums[slot];
            }
        }
        keys = Arrays.copyOf(keys, next);
        sums = Arrays.copyOf(sums, next);
    }

    /** Puts the pairs into a random order (Fisher and Yates). */
    void shuffle(SplittableRandom random) {
        for (int last = size - 1; last > 0; last--) {
            int other = random.nextInt(last + 1);
            long key = keys[last];
            double sum = sums[last];
            keys[last] = keys[other];
            sums[last] = sums[other];
            keys[other] = key;
            sums[other] = sum;
        }
    }

    int size() {
        return size;
    }

    int word(int pair) {
        return (int) (keys[pair] >>> 32);
    }

    int context(int pair) {
        return (int) keys[pair];
    }

    float count(int pair) {
        return (float) sums[pair];
    }
}
