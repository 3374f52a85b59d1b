package dev.tidecast.model.words;

import java.util.SplittableRandom;

/** Draws words with chances proportional to count^power, in constant time (Walker's alias method as of Vose 1991). */
final class UnigramTable {
    private final double[] chance;
    private final int[] other;

    private UnigramTable(double[] chance, int[] other) {
        this.chance = chance;
        this.other = other;
    }

    static UnigramTable of(Corpus corpus, double power) {
        double[] scaled = scaled(corpus, power);
        int size = scaled.length;
        int[] queue = new int[size]; // small ones from the left, large ones from the right
        int small = 0;
        int large = size;
        for (int word = 0; word < size; word++) {
            if (scaled[word] < 1) {
                queue[small++] = word;
            } else {
                queue[--large] = word;
            }
        }
        double[] chance = new double[size];
        java.util.Arrays.fill(chance, 1);
        int[] other = new int[size];
        while (small > 0 && large < size) {
            int less = queue[--small];
            int more = queue[large];
            chance[less] = scaled[less];
            other[less] = more;
            scaled[more] -= 1 - scaled[less];
            if (scaled[more] < 1) {
                large++;
                queue[small++] = more;
            }
        }
        return new UnigramTable(chance, other);
    }

    /** count^power of each word, scaled to a mean of 1. */
    private static double[] scaled(Corpus corpus, double power) {
        double[] scaled = new double[corpus.size()];
        double sum = 0;
        for (int word = 0; word < scaled.length; word++) {
            scaled[word] = Math.pow(corpus.count(word), power);
            sum += scaled[word];
        }
        for (int word = 0; word < scaled.length; word++) {
            scaled[word] *= scaled.length / sum;
        }
        return scaled;
    }

    int draw(SplittableRandom random) {
        int word = random.nextInt(chance.length);
        return random.nextDouble() < chance[word] ? word : other[word];
    }
}
