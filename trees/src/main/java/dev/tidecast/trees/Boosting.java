package dev.tidecast.trees;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** The one place that calls xgboost: rows in, a booster's JSON out; native memory is freed before it returns. */
final class Boosting {
    private Boosting() {}

    /**
     * Rows to learn from; the arrays are shared, not copied.
     *
     * @param values float32 [rows x columns], NaN where missing
     * @param came 1 or 0 [rows]
     * @param weight how often each row counts [rows]
     */
    @SuppressWarnings("ArrayRecordComponent") // shared for speed; documented above
    record Rows(int columns, float[] values, float[] came, float[] weight) {
        /** Rows that count once. */
        Rows(int columns, float[] values, float[] came) {
            this(columns, values, came, ones(came.length));
        }

        private static float[] ones(int rows) {
            float[] ones = new float[rows];
            Arrays.fill(ones, 1);
            return ones;
        }

        Rows {
            if (columns < 1 || values.length != columns * came.length || weight.length != came.length) {
                throw new IllegalArgumentException(values.length + " values for " + came.length + " rows of " + columns
                        + " columns: all rows must be whole");
            }
        }

        private DMatrix matrix() throws XGBoostError {
            DMatrix matrix = new DMatrix(values, came.length, columns, Float.NaN);
            matrix.setLabel(came);
            matrix.setWeight(weight);
            return matrix;
        }
    }

    /** Grows {@code settings.rounds()} trees. */
    static byte[] json(Rows rows, BoostSettings settings) {
        return called(() -> {
            DMatrix matrix = rows.matrix();
            try {
                Booster booster = XGBoost.train(matrix, settings.parameters(), settings.rounds(), Map.of(), null, null);
                try {
                    return booster.toByteArray("json");
                } finally {
                    booster.dispose();
                }
            } finally {
                matrix.dispose();
            }
        });
    }

    /** How many trees, learnt from {@code rows}, foretell {@code later} best: 1 to {@code settings.rounds()}. */
    static int rounds(Rows rows, Rows later, BoostSettings settings) throws IOException {
        TreeEnsemble trees = TreeEnsemble.read(json(rows, settings));
        double[] losses = new double[trees.trees()];
        for (int row = 0; row < later.came().length; row++) {
            trees.addLosses(later.values(), row * later.columns(), later.came()[row] > 0, losses);
        }
        int best = 0;
        for (int round = 1; round < losses.length; round++) {
            best = losses[round] < losses[best] ? round : best;
        }
        return best + 1;
    }

    private interface Call<T> {
        T run() throws XGBoostError;
    }

    private static <T> T called(Call<T> call) {
        try {
            return call.run();
        } catch (XGBoostError | UnsatisfiedLinkError | ExceptionInInitializerError failed) {
            throw new IllegalStateException(
                    "xgboost failed: " + failed.getMessage() + "; its native library needs libgomp"
                            + " (apt install libgomp1) on linux: leave the boosted models out of the recipe otherwise",
                    failed);
        }
    }
}
