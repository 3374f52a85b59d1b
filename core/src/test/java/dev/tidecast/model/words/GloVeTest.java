package dev.tidecast.model.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tidecast.progress.Progress;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GloVeTest {
    private static final GloVe SMALL = new GloVe(16, 5, 10, .75, 30, .05, 3, 1, 5);

    private static GloVe threads(int threads) {
        return new GloVe(16, 5, 10, .75, 30, .05, 3, threads, 5);
    }

    private static double loss(float[] word, float[] context, int width, double count) {
        double product = word[width] + (double) context[width] - Math.log(count);
        for (int d = 0; d < width; d++) {
            product += (double) word[d] * context[d];
        }
        return Math.min(1, Math.pow(count / SMALL.most(), SMALL.power())) * product * product / 2;
    }

    /** With sums of squares at 1, AdaGrad's first step is the rate times the negative gradient. */
    @Test
    void the_first_step_follows_the_gradient() {
        Random random = new Random(12);
        int row = SMALL.width() + 1;
        for (float count : new float[] {.5f, 4, 50}) {
            float[] word = new float[row];
            float[] context = new float[row];
            for (int d = 0; d < row; d++) {
                word[d] = (float) random.nextGaussian() / 2;
                context[d] = (float) random.nextGaussian() / 2;
            }
            float[][] moved = {word.clone(), context.clone()};
            float[] ones = new float[row];
            Arrays.fill(ones, 1);
            new GloVeStep(SMALL, moved[0], moved[1], ones.clone(), ones.clone()).take(0, 0, count);
            float[][] before = {word, context};
            for (int side = 0; side < 2; side++) {
                for (int d = 0; d < row; d++) {
                    float value = before[side][d];
                    before[side][d] = value + .01f;
                    double up = loss(word, context, SMALL.width(), count);
                    before[side][d] = value - .01f;
                    double down = loss(word, context, SMALL.width(), count);
                    before[side][d] = value;
                    assertThat((moved[side][d] - value) / .05)
                            .as("side " + side + ", value " + d)
                            .isCloseTo((down - up) / .02, within(2e-3));
                }
            }
        }
    }

    /** "a b a": a and b meet twice at distance 1, in both orders; a meets itself at distance 2, in both orders. */
    @Test
    void pairs_count_by_their_distance() {
        Corpus corpus = Corpus.of(List.of(List.of("a", "b", "a"), List.of("c")), 1);
        WordPairs pairs = WordPairs.count(corpus, 2);
        float[][] counts = new float[3][3];
        for (int pair = 0; pair < pairs.size(); pair++) {
            counts[pairs.word(pair)][pairs.context(pair)] = pairs.count(pair);
        }
        assertThat(counts).isDeepEqualTo(new float[][] {{1, 2, 0}, {2, 0, 0}, {0, 0, 0}});
    }

    @Test
    void many_pairs_are_all_counted() {
        List<List<String>> lists = PlantedWords.sentences(3, 4_000);
        Corpus corpus = Corpus.of(lists, 1);
        WordPairs pairs = WordPairs.count(corpus, 1);
        double all = 0;
        for (int pair = 0; pair < pairs.size(); pair++) {
            all += pairs.count(pair);
        }
        assertThat(all).isCloseTo(2.0 * 5 * 4_000, within(1e-3));
    }

    @Test
    void planted_synonyms_are_found_with_any_number_of_threads_and_to_the_bit() {
        Corpus corpus = Corpus.of(PlantedWords.sentences(4, 3_000), 1);
        WordVectors one = threads(1).fit(corpus, Progress.silent());
        WordVectors two = threads(2).fit(corpus, Progress.silent());
        assertThat(two.values()).isEqualTo(one.values());
        assertThat(PlantedWords.found(one)).isGreaterThan(.9);
    }

    @Test
    void words_that_never_meet_are_told() {
        Corpus corpus = Corpus.of(List.of(List.of("a"), List.of("b")), 1);
        assertThatThrownBy(() -> SMALL.fit(corpus, Progress.silent()))
                .hasMessageContaining("no two words stand together");
    }
}
