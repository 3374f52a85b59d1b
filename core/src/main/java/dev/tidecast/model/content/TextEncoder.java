package dev.tidecast.model.content;

import dev.tidecast.model.words.WordVectors;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * Vectors of texts from those of their words: the weighted mean, less the direction that all texts share. Fitted on texts
 * that are visible; immutable.
 */
public final class TextEncoder {
    /** How much a word counts in the mean. */
    public enum Weighting {
        /** log((1 + N) / (1 + n)) + 1 for a word in n of N texts; nothing is taken out of the mean. */
        IDF,
        /**
         * a / (a + p), p the word's share of all tokens and a = 1e-3, and the first principal direction taken out. Source:
         * Arora, Liang and Ma, "A Simple but Tough-to-Beat Baseline for Sentence Embeddings", ICLR 2017.
         */
        SIF
    }

    private static final double A = 1e-3;
    private static final int POWER_STEPS = 30;

    private final WordVectors vectors;
    private final Weighting weighting;
    private final float[] weights;
    private final float[] direction;

    private TextEncoder(WordVectors vectors, Weighting weighting, float[] weights, float[] direction) {
        this.vectors = vectors;
        this.weighting = weighting;
        this.weights = weights;
        this.direction = direction;
    }

    /** Weights of words, and with SIF the shared direction, from texts that are visible. */
    public static TextEncoder fit(List<List<String>> texts, WordVectors vectors, Weighting weighting) {
        float[] weights = weights(texts, vectors, weighting);
        TextEncoder plain = new TextEncoder(vectors, weighting, weights, new float[vectors.width()]);
        return switch (weighting) {
            case IDF -> plain;
            case SIF -> new TextEncoder(vectors, weighting, weights, plain.principalDirection(texts));
        };
    }

    /** An encoder whose fitted parts were stored. */
    static TextEncoder of(WordVectors vectors, Weighting weighting, float[] weights, float[] direction) {
        if (weights.length != vectors.size() || direction.length != vectors.width()) {
            throw new IllegalArgumentException(weights.length + " weights and a direction of " + direction.length
                    + " for " + vectors.size() + " words of width " + vectors.width() + ": the file is damaged");
        }
        return new TextEncoder(vectors, weighting, weights.clone(), direction.clone());
    }

    private static float[] weights(List<List<String>> texts, WordVectors vectors, Weighting weighting) {
        Map<String, Integer> texted = new HashMap<>();
        Map<String, Integer> counts = new HashMap<>();
        long tokens = 0;
        for (List<String> text : texts) {
            tokens += text.size();
            text.forEach(word -> counts.merge(word, 1, Integer::sum));
            new HashSet<>(text).forEach(word -> texted.merge(word, 1, Integer::sum));
        }
        float[] weights = new float[vectors.size()];
        for (int word = 0; word < weights.length; word++) {
            int in = texted.getOrDefault(vectors.word(word), 0);
            double share = counts.getOrDefault(vectors.word(word), 0) / (double) Math.max(1, tokens);
            weights[word] = (float)
                    switch (weighting) {
                        case IDF -> Math.log((1.0 + texts.size()) / (1.0 + in)) + 1;
                        case SIF -> A / (A + share);
                    };
        }
        return weights;
    }

    /** The unit vector along which the texts' vectors reach furthest, by power iteration from a fixed start. */
    private float[] principalDirection(List<List<String>> texts) {
        int width = vectors.width();
        double[] direction = new double[width];
        Arrays.fill(direction, 1 / Math.sqrt(width));
        float[] vector = new float[width];
        for (int step = 0; step < POWER_STEPS; step++) {
            double[] next = new double[width];
            for (List<String> text : texts) {
                if (encode(text, vector)) {
                    double along = 0;
                    for (int d = 0; d < width; d++) {
                        along += vector[d] * direction[d];
                    }
                    for (int d = 0; d < width; d++) {
                        next[d] += along * vector[d];
                    }
                }
            }
            double length =
                    Math.sqrt(Arrays.stream(next).map(each -> each * each).sum());
            if (length == 0) {
                return new float[width]; // no text has a vector: nothing is shared
            }
            for (int d = 0; d < width; d++) {
                direction[d] = next[d] / length;
            }
        }
        float[] found = new float[width];
        for (int d = 0; d < width; d++) {
            found[d] = (float) direction[d];
        }
        return found;
    }

    /** D. */
    public int width() {
        return vectors.width();
    }

    WordVectors vectors() {
        return vectors;
    }

    Weighting weighting() {
        return weighting;
    }

    float[] weights() {
        return weights.clone();
    }

    float[] direction() {
        return direction.clone();
    }

    /**
     * Writes the vector of a text into {@code vector} [D]; words without a vector are passed over.
     *
     * @return false, with zeros in {@code vector}, if no word has one
     */
    public boolean encode(List<String> text, float[] vector) {
        Arrays.fill(vector, 0);
        int known = 0;
        for (String word : text) {
            int number = vectors.indexOf(word);
            if (number >= 0) {
                vectors.addTo(number, weights[number], vector);
                known++;
            }
        }
        double along = 0;
        for (int d = 0; d < vector.length; d++) {
            vector[d] /= Math.max(1, known);
            along += vector[d] * direction[d];
        }
        for (int d = 0; d < vector.length; d++) {
            vector[d] -= (float) (along * direction[d]);
        }
        return known > 0;
    }

    /** The vectors of texts as a modality, [texts x D]; a text without a known word is flagged as missing. */
    public Modality modality(String name, List<List<String>> texts) {
        float[] values = new float[Math.multiplyExact(texts.size(), width())];
        boolean[] present = new boolean[texts.size()];
        float[] vector = new float[width()];
        for (int text = 0; text < present.length; text++) {
            present[text] = encode(texts.get(text), vector);
            System.arraycopy(vector, 0, values, text * width(), width());
        }
        return new Modality(name, width(), values, present);
    }
}
