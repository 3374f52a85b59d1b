package dev.tidecast.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StrongestValuesTest {
    private static final long SEED = 5;

    @Test
    void the_strongest_come_first_and_ties_by_number_however_many_are_offered() {
        SplittableRandom random = new SplittableRandom(SEED);
        StrongestValues strongest = new StrongestValues();
        for (int offered : new int[] {0, 1, 20, 300, 5_000}) {
            for (int most : new int[] {0, 1, 20, 4_000}) {
                float[] scores = new float[offered];
                strongest.begin(most);
                for (int value = 0; value < offered; value++) {
                    scores[value] = random.nextInt(-40, 40) / 8f; // many ties
                    strongest.offer(value, scores[value]);
                }
                assertThat(strongest.values())
                        .isEqualTo(IntStream.range(0, offered)
                                .boxed()
                                .sorted(Comparator.comparing((Integer value) -> -scores[value])
                                        .thenComparing(value -> value))
                                .limit(most)
                                .mapToInt(value -> value)
                                .toArray());
            }
        }
    }

    @Test
    void rising_scores_are_kept_to_the_last() {
        StrongestValues strongest = new StrongestValues();
        strongest.begin(3);
        IntStream.range(0, 10_000).forEach(value -> strongest.offer(value, value));
        assertThat(strongest.values()).containsExactly(9_999, 9_998, 9_997);
    }
}
