package dev.tidecast.model.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tidecast.progress.Progress;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class Word2VecTest {
    private final Corpus corpus = Corpus.of(PlantedWords.sentences(1, 3_000), 1);

    private static Word2Vec settings(int shards, int threads, long seed) {
        return new Word2Vec(24, 5, 5, 0, 12, .05, shards, threads, seed);
    }

    @Test
    void planted_synonyms_are_found() {
        assertThat(PlantedWords.found(settings(2, 2, 3).fit(corpus, Progress.silent())))
                .isGreaterThan(.9);
    }

    @Test
    void the_same_seed_and_shards_give_the_same_bits_on_one_thread_and_on_two() {
        WordVectors one = settings(3, 1, 3).fit(corpus, Progress.silent());
        assertThat(settings(3, 2, 3).fit(corpus, Progress.silent()).values()).isEqualTo(one.values());
        assertThat(settings(3, 1, 4).fit(corpus, Progress.silent()).values()).isNotEqualTo(one.values());
        assertThat(settings(2, 1, 3).fit(corpus, Progress.silent()).values()).isNotEqualTo(one.values());
    }

    @Test
    void more_shards_than_lists_still_train() {
        Corpus tiny = Corpus.of(List.of(List.of("a", "b"), List.of("b", "a")), 1);
        assertThat(settings(8, 2, 1).fit(tiny, Progress.silent()).size()).isEqualTo(2);
    }

    @Test
    void settings_out_of_range_are_refused_with_what_is_allowed() {
        assertThatThrownBy(() -> settings(0, 1, 1))
                .hasMessageContaining("0 shards")
                .hasMessageContaining("1 or more");
        assertThatThrownBy(() -> new Word2Vec(8, 5, 5, 0, 1, 2, 1, 1, 1)).hasMessageContaining("learning rate 2.0");
    }

    @Test
    void words_are_numbered_by_how_often_they_occur_and_rare_ones_are_left_out() {
        Corpus small = Corpus.of(List.of(List.of("x", "b", "a"), List.of("a", "b", "b"), List.of()), 2);
        assertThat(small.words()).containsExactly("b", "a");
        assertThat(small.counts()).containsExactly(3, 2);
        assertThat(IntStream.range(0, small.tokenCount()).map(small::token)).containsExactly(0, 1, 1, 0, 0);
        assertThat(small.from(1)).isEqualTo(2);
        assertThat(small.from(3)).isEqualTo(5);
        assertThat(small.parts(2)).containsExactly(0, 1, 3);
        assertThatThrownBy(() -> Corpus.of(List.of(List.of("a")), 2))
                .hasMessage("none of the 1 words of 1 lists occurs 2 times: give more text or a smaller minimum");
    }

    @Test
    void negatives_are_drawn_by_count_to_the_power_of_three_quarters() {
        Corpus small = Corpus.of(List.of(List.of("a", "a", "a", "a", "a", "a", "a", "a", "b", "b", "c")), 1);
        UnigramTable table = UnigramTable.of(small, .75);
        SplittableRandom random = new SplittableRandom(6);
        int[] drawn = new int[3];
        for (int k = 0; k < 100_000; k++) {
            drawn[table.draw(random)]++;
        }
        double all = Math.pow(8, .75) + Math.pow(2, .75) + 1;
        assertThat(drawn[0] / 1e5).isCloseTo(Math.pow(8, .75) / all, within(.01));
        assertThat(drawn[2] / 1e5).isCloseTo(1 / all, within(.01));
    }
}
