package dev.tidecast.model.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tidecast.model.words.WordVectors;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextEncoderTest {
    private final WordVectors vectors =
            new WordVectors(List.of("red", "bag", "cup"), new long[3], 2, new float[] {1, 0, 0, 1, 1, 1});
    private final List<List<String>> titles =
            List.of(List.of("red", "bag"), List.of("red", "cup"), List.of("red", "red"), List.of("unknown"), List.of());

    /** red is in 3 of 5 texts: log(6 / 4) + 1 = 1.405465; bag in one: log(6 / 2) + 1 = 2.098612. */
    @Test
    void the_vector_of_a_text_is_the_mean_of_its_words_weighted_by_rarity() {
        TextEncoder encoder = TextEncoder.fit(titles, vectors, TextEncoder.Weighting.IDF);
        float[] vector = new float[2];
        assertThat(encoder.encode(List.of("red", "bag", "unknown"), vector)).isTrue();
        assertThat(vector).containsExactly(new float[] {1.405465f / 2, 2.098612f / 2}, within(1e-5f));
    }

    @Test
    void texts_without_a_known_word_are_flagged_as_missing() {
        Modality modality =
                TextEncoder.fit(titles, vectors, TextEncoder.Weighting.IDF).modality("title", titles);
        assertThat(modality.present()).containsExactly(true, true, true, false, false);
        assertThat(modality.presentCount()).isEqualTo(3);
        assertThat(modality.values()[6]).isZero();
        assertThat(modality.values()[9]).isZero();
    }

    /** Seed 8: vectors share (3, 3, ...) and differ by noise; without it what is left is orthogonal to it. */
    @Test
    void sif_takes_out_what_all_texts_share() {
        int width = 8;
        Random random = new Random(8);
        float[] values = new float[40 * width];
        List<String> words = new java.util.ArrayList<>();
        List<List<String>> texts = new java.util.ArrayList<>();
        for (int word = 0; word < 40; word++) {
            words.add("w" + word);
            texts.add(List.of("w" + word, "w" + (word + 1) % 40));
            for (int d = 0; d < width; d++) {
                values[word * width + d] = 3 + (float) random.nextGaussian() / 4;
            }
        }
        WordVectors alike = new WordVectors(words, new long[40], width, values);
        assertThat(cosine(TextEncoder.fit(texts, alike, TextEncoder.Weighting.IDF), texts))
                .isGreaterThan(.98);
        assertThat(cosine(TextEncoder.fit(texts, alike, TextEncoder.Weighting.SIF), texts))
                .isBetween(-.9, .6);
    }

    private static double cosine(TextEncoder encoder, List<List<String>> texts) {
        Modality unit = encoder.modality("title", texts).normalised();
        double sum = 0;
        for (int d = 0; d < unit.width(); d++) {
            sum += (double) unit.values()[d] * unit.values()[20 * unit.width() + d];
        }
        return sum;
    }

    @Test
    void a_modality_refuses_vectors_of_items_that_are_flagged_as_missing_and_values_that_are_not_finite() {
        assertThatThrownBy(() -> new Modality("m", 1, new float[] {1}, new boolean[] {false}))
                .hasMessageContaining("flagged as missing");
        assertThatThrownBy(() -> new Modality("m", 1, new float[] {Float.NaN}, new boolean[] {true}))
                .hasMessageContaining("NaN");
        assertThatThrownBy(() -> new Modality("m", 2, new float[] {1}, new boolean[] {true}))
                .hasMessageContaining("width x items");
    }
}
