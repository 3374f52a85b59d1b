package dev.tidecast.model.interest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidecast.event.Behaviour;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LawLikelihoodTest {
    private static final long SEED = 11;
    private static final LawShape SHAPE =
            new LawShape(List.of(Behaviour.VIEW, Behaviour.CART, Behaviour.PURCHASE), List.of(1, 7, 30), 0);

    @Test
    void slopes_are_the_differences_of_the_log_likelihood() {
        SplittableRandom random = new SplittableRandom(SEED);
        LawLikelihood likelihood = new LawLikelihood(SHAPE);
        for (int n = 0; n < 50; n++) {
            double[] values = random.doubles(SHAPE.size(), -2, 2).toArray();
            int[][] counts = new int[3][3];
            for (int b = 0; b < 3; b++) {
                counts[b][random.nextInt(3)] = random.nextInt(3) * random.nextInt(4);
            }
            likelihood.of(values, counts);
            double[] slopes = likelihood.slopes().clone();
            for (int o = 0; o < values.length; o++) {
                double step = 1e-5;
                values[o] += step;
                double up = likelihood.of(values, counts);
                values[o] -= 2 * step;
                double down = likelihood.of(values, counts);
                values[o] += step;
                assertThat((up - down) / (2 * step))
                        .as("value %d of draw %d, seed %d", o, n, SEED)
                        .isCloseTo(slopes[o], within(1e-5 * (1 + Math.abs(slopes[o]))));
            }
        }
    }

    @Test
    void gamma_and_its_derivative_are_those_of_the_tables() {
        assertThat(Gamma.log(5)).isCloseTo(Math.log(24), within(1e-10));
        assertThat(Gamma.log(.5)).isCloseTo(.5 * Math.log(Math.PI), within(1e-10));
        assertThat(Gamma.digamma(1)).isCloseTo(-.577_215_664_901_532_9, within(1e-9));
    }
}
