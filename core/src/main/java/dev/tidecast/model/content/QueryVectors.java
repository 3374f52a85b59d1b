package dev.tidecast.model.content;

import dev.tidecast.model.words.QueryWords;
import dev.tidecast.model.words.VisibleTexts;
import dev.tidecast.model.words.WordVectors;
import dev.tidecast.sequence.Dataset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Vectors of the words of search queries, fitted to what is visible: a word's direction, as long as it is rare among
 * titles and queries, 1 for the rarest.
 *
 * @param words W
 * @param width D
 * @param values [W x D], row-major; shared, not copied
 */
@SuppressWarnings("ArrayRecordComponent") // shared as it is large
public record QueryVectors(QueryWords words, int width, float[] values) {
    /** No word has a vector. */
    public static QueryVectors none() {
        return new QueryVectors(QueryWords.none(), 1, new float[0]);
    }

    /** Whether no word has one. */
    public boolean isEmpty() {
        return words.words().isEmpty();
    }

    /**
     * Of the words of all visible titles and queries; none where nothing was searched for yet.
     *
     * @param texts cuts texts into words and weighs these
     */
    public static QueryVectors of(Dataset visible, ContentKnnTrainer texts, WordSource vectors) {
        List<List<String>> queries = VisibleTexts.queries(visible, texts.tokeniser());
        if (queries.stream().allMatch(List::isEmpty)) {
            return none();
        }
        List<List<String>> all = new ArrayList<>(texts.titles(visible));
        all.addAll(queries);
        TextEncoder encoder = texts.encoder(all, vectors.of(visible));
        WordVectors words = encoder.vectors();
        List<String> names =
                IntStream.range(0, words.size()).mapToObj(words::word).toList();
        return new QueryVectors(new QueryWords(texts.tokeniser(), names), words.width(), weighted(encoder));
    }

    private static float[] weighted(TextEncoder encoder) {
        WordVectors words = encoder.vectors();
        float[] weights = encoder.weights();
        float largest = 1e-9f;
        for (float weight : weights) {
            largest = Math.max(largest, weight);
        }
        float[] values = new float[Math.multiplyExact(words.size(), words.width())];
        for (int word = 0; word < weights.length; word++) {
            float[] vector = words.vector(word);
            double length = 0;
            for (float value : vector) {
                length += (double) value * value;
            }
            float factor = length == 0 ? 0 : (float) (weights[word] / largest / Math.sqrt(length));
            for (int d = 0; d < vector.length; d++) {
                values[word * vector.length + d] = factor * vector[d];
            }
        }
        return values;
    }
}
