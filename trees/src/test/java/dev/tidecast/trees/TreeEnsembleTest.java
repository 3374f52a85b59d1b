package dev.tidecast.trees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.api.Test;

class TreeEnsembleTest {
    private static final BoostSettings SETTINGS = new BoostSettings(40, 5, .2, 1, .8, .8, 3, 2);

    /** Rows of 4 columns, some values missing; what came depends on two of them. */
    private static Boosting.Rows rows(long seed, int rows) {
        Random random = new Random(seed);
        float[] values = new float[4 * rows];
        float[] came = new float[rows];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < 4; column++) {
                values[4 * row + column] = random.nextInt(6) == 0 ? Float.NaN : (float) random.nextGaussian();
            }
            double signal = Float.isNaN(values[4 * row]) ? .8 : values[4 * row] - values[4 * row + 2];
            came[row] = signal + random.nextGaussian() > 0 ? 1 : 0;
        }
        return new Boosting.Rows(4, values, came);
    }

    @Test
    void arrays_foretell_what_the_native_engine_foretells() throws XGBoostError, IOException {
        byte[] json = Boosting.json(rows(1, 3_000), SETTINGS);
        TreeEnsemble trees = TreeEnsemble.read(json);
        assertThat(trees.trees()).isEqualTo(40);
        Boosting.Rows others = rows(2, 500);
        DMatrix matrix = new DMatrix(others.values(), 500, 4, Float.NaN);
        Booster booster = XGBoost.loadModel(json);
        float[][] told = booster.predict(matrix, true);
        for (int row = 0; row < 500; row++) {
            assertThat(trees.logit(others.values(), 4 * row)).isCloseTo(told[row][0], within(1e-5f));
        }
        matrix.dispose();
        booster.dispose();
    }

    @Test
    void equal_rows_seed_and_threads_give_equal_trees() {
        assertThat(Boosting.json(rows(1, 3_000), SETTINGS)).isEqualTo(Boosting.json(rows(1, 3_000), SETTINGS));
    }

    @Test
    void the_number_of_trees_is_the_one_that_foretells_later_rows_best() throws IOException {
        int rounds = Boosting.rounds(rows(1, 300), rows(2, 300), new BoostSettings(200, 5, .3, 1, 1, 1, 3, 2));
        assertThat(rounds).as("200 deep trees of 300 noisy rows are too many").isBetween(1, 60);
    }

    @Test
    void what_is_no_booster_is_refused() {
        byte[] other = "{\"learner\": {}}".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> TreeEnsemble.read(other))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("binary:logistic");
    }
}
