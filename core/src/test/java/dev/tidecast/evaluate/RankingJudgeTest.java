package dev.tidecast.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RankingJudgeTest {
    private static final int[] NOTHING = {};

    private static double figure(float[] figures, Measure measure) {
        return figures[measure.ordinal()];
    }

    /** Item i has rank i + 1. */
    private static float[] descending(int count) {
        float[] scores = new float[count];
        for (int i = 0; i < count; i++) {
            scores[i] = -i;
        }
        return scores;
    }

    @Test
    void measures_without_ties_equal_those_worked_by_hand() {
        // ranks 1, 3, 15, 25 of 30; items 0 and 14 are in the history
        float[] figures =
                new RankingJudge(30).judge(descending(30), new int[] {0, 2, 14, 24}, new int[] {0, 14, 14, -1, 5});
        double ideal = 1 + 1 / 1.584962500721156 + .5 + 1 / 2.321928094887362;
        assertThat(figure(figures, Measure.NDCG_10)).isCloseTo((1 + .5) / ideal, within(1e-6));
        assertThat(figure(figures, Measure.RECALL_20)).isCloseTo(.75, within(1e-6));
        assertThat(figure(figures, Measure.PRECISION_10)).isCloseTo(.2, within(1e-6));
        assertThat(figure(figures, Measure.F1_10)).isCloseTo(2 * .2 * .5 / (.2 + .5), within(1e-6));
        assertThat(figure(figures, Measure.HIT_10)).isEqualTo(1);
        assertThat(figure(figures, Measure.RECIPROCAL_RANK)).isEqualTo(1);
        assertThat(figure(figures, Measure.REPEAT_RECALL_20)).isEqualTo(1);
        assertThat(figure(figures, Measure.EXPLORE_RECALL_20)).isEqualTo(.5);
        // of the 27 new candidates, items 2 and 24 have ranks 2 and 22
        assertThat(figure(figures, Measure.NEW_ITEM_RECALL_20)).isEqualTo(.5);
        assertThat(figure(figures, Measure.NEW_ITEM_NDCG_10))
                .isCloseTo(1 / 1.584962500721156 / (1 + 1 / 1.584962500721156), within(1e-6));
    }

    @Test
    void ties_share_their_gain_as_scikit_learn_does() {
        float[] scores = new float[25];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = i * 7 % 5;
        }
        float[] figures = new RankingJudge(25).judge(scores, new int[] {3, 4, 10, 22}, NOTHING);
        // sklearn.metrics.ndcg_score(..., k=10), which averages ties alike
        assertThat(figure(figures, Measure.NDCG_10)).isCloseTo(.35474298430900175, within(1e-6));
    }

    @Test
    void all_tied_gives_what_chance_gives() {
        int count = 40;
        float[] figures = new RankingJudge(count).judge(new float[count], new int[] {7, 31}, new int[] {31});
        assertThat(figure(figures, Measure.RECALL_20)).isCloseTo(.5, within(1e-6));
        assertThat(figure(figures, Measure.PRECISION_10)).isCloseTo(2 * .25 / 10, within(1e-6));
        assertThat(figure(figures, Measure.HIT_10)).isCloseTo(1 - 30.0 * 29 / (40 * 39), within(1e-6));
        double reciprocal = 0;
        for (int rank = 1; rank < count; rank++) {
            reciprocal += 2.0 * (count - rank) / (count * (count - 1.0)) / rank;
        }
        assertThat(figure(figures, Measure.RECIPROCAL_RANK)).isCloseTo(reciprocal, within(1e-6));
        assertThat(figure(figures, Measure.NEW_ITEM_RECALL_20)).isCloseTo(20.0 / 39, within(1e-6));
    }

    @Test
    void shared_gains_equal_the_mean_over_random_orders_of_the_ties() {
        long seed = 11;
        Random random = new Random(seed);
        for (int run = 0; run < 6; run++) {
            int count = 26;
            float[] scores = new float[count];
            for (int i = 0; i < count; i++) {
                scores[i] = random.nextInt(4) - 2;
            }
            int[] targets = random.ints(0, count)
                    .distinct()
                    .limit(1 + random.nextInt(12))
                    .toArray();
            int[] history =
                    random.ints(0, count).distinct().limit(random.nextInt(20)).toArray();
            float[] shared = new RankingJudge(count).judge(scores, targets, history);
            double[] sums = new double[shared.length];
            int orders = 6_000;
            for (int order = 0; order < orders; order++) {
                float[] broken = scores.clone();
                for (int i = 0; i < count; i++) {
                    broken[i] += random.nextFloat() * .5f;
                }
                float[] strict = new RankingJudge(count).judge(broken, targets, history);
                for (int m = 0; m < sums.length; m++) {
                    sums[m] += strict[m] / orders;
                }
            }
            for (Measure measure : Measure.values()) {
                double one = figure(shared, measure);
                if (!Double.isNaN(one)) {
                    assertThat(one)
                            .as(measure.word() + ", seed " + seed)
                            .isCloseTo(sums[measure.ordinal()], within(.02));
                }
            }
        }
    }

    @Test
    void fewer_candidates_than_the_list_is_long_are_all_found() {
        float[] figures = new RankingJudge(3).judge(new float[] {1, 1, 0}, new int[] {0, 1, 2}, NOTHING);
        assertThat(figure(figures, Measure.RECALL_20)).isEqualTo(1);
        assertThat(figure(figures, Measure.NDCG_10)).isEqualTo(1);
    }

    @Test
    void a_measure_without_target_has_no_figure() {
        float[] figures = new RankingJudge(3).judge(new float[] {1, 1, 0}, new int[] {0}, new int[] {0});
        assertThat(figure(figures, Measure.NEW_ITEM_NDCG_10)).isNaN();
        assertThat(figure(figures, Measure.EXPLORE_RECALL_20)).isNaN();
        assertThat(figure(figures, Measure.REPEAT_RECALL_20)).isEqualTo(1);
    }

    @Test
    void negative_zero_is_tied_with_zero() {
        float[] figures = new RankingJudge(2).judge(new float[] {-0f, 0f}, new int[] {0}, NOTHING);
        assertThat(figure(figures, Measure.RECIPROCAL_RANK)).isEqualTo(.75);
        assertThat(figure(figures, Measure.NDCG_10)).isCloseTo((1 + 1 / 1.584962500721156) / 2, within(1e-6));
    }

    @Test
    void a_score_that_is_not_finite_is_refused() {
        float[] scores = new float[5];
        Arrays.fill(scores, 2);
        scores[3] = Float.NaN;
        assertThatThrownBy(() -> new RankingJudge(5).judge(scores, new int[] {0}, NOTHING))
                .hasMessageContaining("item 3")
                .hasMessageContaining("NaN");
    }
}
