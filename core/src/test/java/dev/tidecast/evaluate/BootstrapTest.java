package dev.tidecast.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BootstrapTest {
    private static final int CLUSTERS = 400;

    @Test
    void the_interval_is_that_of_the_normal_law() {
        Random random = new Random(4);
        float[] values = new float[CLUSTERS];
        int[] cluster = IntStream.range(0, CLUSTERS).toArray();
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
        double[] means = new Bootstrap(CLUSTERS, 4_000, 9).means(new float[][] {values}, cluster)[0];
        assertThat(Bootstrap.quantile(means, .025)).isCloseTo(mean - half, within(.1 * half));
        assertThat(Bootstrap.quantile(means, .975)).isCloseTo(mean + half, within(.1 * half));
    }

    @Test
    void users_of_several_cuts_are_drawn_whole() {
        // each user's two figures are equal: twice as many rows, no more certainty
        float[] one = new float[CLUSTERS];
        float[] both = new float[2 * CLUSTERS];
        int[] cluster =
                IntStream.range(0, 2 * CLUSTERS).map(row -> row % CLUSTERS).toArray();
        Random random = new Random(5);
        for (int i = 0; i < CLUSTERS; i++) {
            one[i] = random.nextFloat();
            both[i] = one[i];
            both[i + CLUSTERS] = one[i];
        }
        Bootstrap bootstrap = new Bootstrap(CLUSTERS, 300, 9);
        double[] single = bootstrap.means(new float[][] {one}, Arrays.copyOf(cluster, CLUSTERS))[0];
        double[] twice = bootstrap.means(new float[][] {both}, cluster)[0];
        for (int i = 0; i < 300; i++) {
            assertThat(twice[i]).isCloseTo(single[i], within(1e-6));
        }
    }

    @Test
    void rows_without_a_figure_do_not_count() {
        float[] values = {1, Float.NaN, 3, Float.NaN};
        double[] means = new Bootstrap(4, 200, 3).means(new float[][] {values}, new int[] {0, 1, 2, 3})[0];
        assertThat(Arrays.stream(means).filter(mean -> !Double.isNaN(mean)))
                .allMatch(mean -> mean >= 1 && mean <= 3)
                .contains(1.0, 3.0);
    }

    @Test
    void quantiles_leave_out_what_is_undefined() {
        assertThat(Bootstrap.quantile(new double[] {3, Double.NaN, 1}, .5)).isEqualTo(2);
        assertThat(Bootstrap.quantile(new double[] {Double.NaN}, .5)).isNaN();
    }
}
