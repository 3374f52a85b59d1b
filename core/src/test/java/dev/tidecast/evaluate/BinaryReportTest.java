package dev.tidecast.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BinaryReportTest {
    private static final double[] PROBABILITY = {.9, .8, .8, .7, .6, .6, .6, .5, .3, .1};
    private static final boolean[] CAME = {true, true, false, true, false, true, false, false, true, false};

    @Test
    void figures_equal_those_of_scikit_learn_with_ties() {
        BinaryReport report = BinaryReport.of(PROBABILITY, CAME, 1);
        assertThat(report.auroc()).isCloseTo(.7, within(1e-9));
        assertThat(report.averagePrecision()).isCloseTo(.7087301587301587, within(1e-9));
        assertThat(report.logLoss()).isCloseTo(.6640504511402876, within(1e-9));
        assertThat(report.brier()).isCloseTo(.241, within(1e-9));
        assertThat(report.accuracy()).isCloseTo(.5, within(1e-9));
        assertThat(report.precision()).isCloseTo(.5, within(1e-9));
        assertThat(report.recall()).isCloseTo(.8, within(1e-9));
        assertThat(report.f1()).isCloseTo(8.0 / 13, within(1e-9));
        assertThat(new int[] {
                    report.trueNegatives(), report.falsePositives(), report.falseNegatives(), report.truePositives()
                })
                .containsExactly(1, 4, 1, 4);
    }

    @Test
    void a_perfect_model_errs_as_simulated_and_a_bold_one_more() {
        Random random = new Random(3);
        double[] right = random.doubles(4_000).toArray();
        boolean[] came = new boolean[right.length];
        double[] bold = new double[right.length];
        for (int i = 0; i < right.length; i++) {
            came[i] = random.nextDouble() < right[i];
            bold[i] = right[i] < .5 ? right[i] / 2 : 1 - (1 - right[i]) / 2;
        }
        Calibration fair = BinaryReport.of(right, came, 1).calibration();
        assertThat(fair.error()).isBetween(0.0, fair.perfectHigh());
        assertThat(fair.perfectError()).isBetween(.005, fair.perfectHigh());
        assertThat(fair.bins()).hasSize(10);
        Calibration wrong = BinaryReport.of(bold, came, 1).calibration();
        assertThat(wrong.error()).isGreaterThan(2 * wrong.perfectHigh());
    }

    @Test
    void equal_probabilities_share_a_bin() {
        Calibration calibration = BinaryReport.of(new double[] {.5, .5, .5, .5}, new boolean[4], 1)
                .calibration();
        assertThat(calibration.bins()).containsExactly(new Calibration.Bin(4, .5, 0));
        assertThat(calibration.error()).isEqualTo(.5);
    }

    @Test
    void what_is_no_probability_is_refused() {
        assertThatThrownBy(() -> BinaryReport.of(new double[] {1.5}, new boolean[1], 1))
                .hasMessageContaining("1.5");
    }
}
