package dev.tidecast.model.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidecast.event.Behaviour;
import dev.tidecast.model.ProbabilityScorer;
import dev.tidecast.model.TestShop;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.Target;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LogisticRegressionTest {
    /** With one binary column and hardly a penalty, the fitted chances are the shares: 1 of 4 at x = 0, 3 of 4 at 1. */
    @Test
    void shares_are_met() {
        float[] values = {0, 0, 0, 0, 1, 1, 1, 1};
        boolean[] came = {true, false, false, false, true, true, true, false};
        LogisticRegression fitted = LogisticRegression.fit(values, 1, came, 1e-9);
        assertThat(fitted.probability(new float[] {0})).isCloseTo(.25, within(1e-6));
        assertThat(fitted.probability(new float[] {1})).isCloseTo(.75, within(1e-6));
        assertThat(fitted.weights()[1]).as("log odds ratio").isCloseTo(Math.log(9), within(1e-5));
    }

    /** Slope zero of the penalised loss: sum (p - y) x = -ridge w on standardised columns. */
    @Test
    void the_penalty_draws_weights_to_zero_and_leaves_the_mean() {
        float[] values = {0, 0, 0, 0, 1, 1, 1, 1};
        boolean[] came = {true, false, false, false, true, true, true, false};
        LogisticRegression fitted = LogisticRegression.fit(values, 1, came, 2);
        double p0 = fitted.probability(new float[] {0});
        double p1 = fitted.probability(new float[] {1});
        assertThat(p0 + p1).isCloseTo(1, within(1e-9));
        double w = fitted.weights()[1] * .5; // the column's deviation is .5
        assertThat(4 * (p1 - .75) - 4 * (p0 - .25)).isCloseTo(-2 * w, within(1e-5));
    }

    @Test
    void a_column_that_tells_all_and_one_that_never_changes_are_survived() {
        Random random = new Random(4);
        float[] values = new float[600];
        boolean[] came = new boolean[200];
        for (int row = 0; row < 200; row++) {
            came[row] = random.nextBoolean();
            values[3 * row] = came[row] ? 1 : 0;
            values[3 * row + 1] = 7;
            values[3 * row + 2] = random.nextFloat();
        }
        LogisticRegression fitted = LogisticRegression.fit(values, 3, came, .01);
        assertThat(fitted.probability(new float[] {1, 7, .5f})).isGreaterThan(.98);
        assertThat(fitted.probability(new float[] {0, 7, .5f})).isLessThan(.02);
    }

    @Test
    void who_buys_weekly_is_likelier_than_who_has_gone() {
        TestShop shop = new TestShop();
        for (int user = 0; user < 40; user++) {
            for (int day = 0; day < 200; day += 7) {
                if (user % 2 == 0 || day < 20 + user) {
                    shop.buys("u" + user, "x", day + user / 40.0);
                }
            }
        }
        Dataset dataset = shop.dataset();
        Target target = new Target(Behaviour.PURCHASE, 14);
        ProbabilityScorer scorer = (ProbabilityScorer)
                LogisticRegressionTrainer.standard().fit(dataset, target).scorer(dataset);
        assertThat(scorer.anyInWindow(dataset.history(0))).isGreaterThan(.9);
        assertThat(scorer.anyInWindow(dataset.history(1))).isLessThan(.1);
        assertThat(scorer.ranks()).isFalse();
    }
}
