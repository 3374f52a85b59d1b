package dev.tidecast.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BootstrapTest {
    private static final int CLUSTERS = 400;

    @Test
    void the_interval_is_that_of_the_normal_law() {
        Random random = new Random(4);
        float[] values = new float[CLUSTERS];
        float[] ones = new float[CLUSTERS];
        Arrays.fill(ones, 1);
        double mean = 0;
        for (int i = 0; i < CLUSTERS; i++) {
            values[i] = (float) random.nextGaussian();
            mean += values[i] / CLUSTERS;
        }
        double variance = 0;
        for (float value : values) {
            variance += (value - mean) * (value - mean) / CLUSTERS;
        }
        double half = 1.96 * Math.sqrt(variance / CLUSTERS);
        double[] means = new Bootstrap(CLUSTERS, 4_000, 9).means(new float[][] {values}, new float[][] {ones})[0];
        assertThat(Bootstrap.quantile(means, .025)).isCloseTo(mean - half, within(.1 * half));
        assertThat(Bootstrap.quantile(means, .975)).isCloseTo(mean + half, within(.1 * half));
    }

    @Test
    void users_of_several_cuts_are_drawn_whole() {
        // each user's two figures are equal: twice as many rows, no more certainty
        float[] one = new float[CLUSTERS];
        float[] two = new float[CLUSTERS];
        float[] single = new float[CLUSTERS];
        float[] twice = new float[CLUSTERS];
        Random random = new Random(5);
        for (int i = 0; i < CLUSTERS; i++) {
            one[i] = random.nextFloat();
            two[i] = 2 * one[i];
            single[i] = 1;
            twice[i] = 2;
        }
        double[][] means =
                new Bootstrap(CLUSTERS, 300, 9).means(new float[][] {one, two}, new float[][] {single, twice});
        for (int i = 0; i < 300; i++) {
            assertThat(means[1][i]).isCloseTo(means[0][i], within(1e-6));
        }
    }

    @Test
    void quantiles_leave_out_what_is_undefined() {
        assertThat(Bootstrap.quantile(new double[] {3, Double.NaN, 1}, .5)).isEqualTo(2);
        assertThat(Bootstrap.quantile(new double[] {Double.NaN}, .5)).isNaN();
    }
}
