package dev.tidecast.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class RankLevelsTest {
    @Test
    void levels_count_as_one_by_one_counting_does() {
        long seed = 12;
        Random random = new Random(seed);
        RankLevels levels = new RankLevels();
        for (int run = 0; run < 400; run++) {
            float[] scores = scores(random, run % 5, 1 + random.nextInt(200));
            int[] targets = random.ints(0, scores.length)
                    .distinct()
                    .limit(Math.min(scores.length, 1 + run % 40))
                    .toArray();
            levels.levels(scores, targets, targets.length);
            levels.countAll(scores, scores.length);
            for (int target : targets) {
                int above = 0;
                int tied = 0;
                for (float score : scores) {
                    above += score > scores[target] ? 1 : 0;
                    tied += score == scores[target] ? 1 : 0;
                }
                int level = levels.of(scores[target]);
                assertThat(levels.above(level))
                        .as("seed " + seed + ", run " + run)
                        .isEqualTo(above);
                assertThat(levels.tied(level))
                        .as("seed " + seed + ", run " + run)
                        .isEqualTo(tied);
            }
        }
    }

    /** Scores of several kinds: plain, with ties, with outliers, next to each other, and signed zeros. */
    private static float[] scores(Random random, int kind, int count) {
        float[] scores = new float[count];
        for (int i = 0; i < count; i++) {
            scores[i] = switch (kind) {
                case 0 -> (float) random.nextGaussian();
                case 1 -> random.nextInt(4) - 2;
                case 2 -> (float) Math.exp(20 * random.nextGaussian());
                case 3 -> Math.scalb(1f, -140) * random.nextInt(5) + (random.nextInt(9) == 0 ? 1 : 0);
                default -> random.nextBoolean() ? -0f : random.nextInt(9) == 0 ? Float.MAX_VALUE : 0f;
            };
        }
        return scores;
    }
}
