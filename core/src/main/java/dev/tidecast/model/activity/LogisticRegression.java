package dev.tidecast.model.activity;

import dev.tidecast.model.counters.Cholesky;
import java.util.Arrays;

/**
 * A probability from a row: 1 / (1 + exp(-w . [1, x])), found by Newton's method (iteratively reweighted least squares)
 * with a penalty on the squares of the standardised columns' weights; the intercept is free.
 *
 * <p>Source: Hastie, Tibshirani and Friedman, The Elements of Statistical Learning, 2nd edition, 4.4.1 and 18.4.
 *
 * @param weights float64 [1 + columns], of the raw columns, the intercept first; not copied, never written
 */
@SuppressWarnings("ArrayRecordComponent") // never written
public record LogisticRegression(double[] weights) {
    private static final int MOST_STEPS = 50;
    private static final double TOLERANCE = 1e-8;

    /**
     * Fits the weights.
     *
     * @param values float32 [rows x columns]
     */
    static LogisticRegression fit(float[] values, int columns, boolean[] came, double ridge) {
        double[] mean = new double[columns];
        double[] deviation = new double[columns];
        moments(values, columns, mean, deviation);
        double[] w = new double[1 + columns];
        int positives = 0;
        for (boolean each : came) {
            positives += each ? 1 : 0;
        }
        w[0] = Math.log((positives + .5) / (came.length - positives + .5));
        double[] best = w;
        double loss = Double.MAX_VALUE;
        for (int step = 0; step < MOST_STEPS; step++) {
            Newton newton = new Newton(values, columns, mean, deviation, came, ridge, w);
            double gain = loss - newton.loss;
            if (gain < 0) { // too far: half of the way
                double[] near = best;
                double[] far = w;
                w = new double[near.length];
                Arrays.setAll(w, i -> .5 * (near[i] + far[i]));
                continue;
            }
            best = w;
            if (gain <= TOLERANCE * came.length) {
                break;
            }
            loss = newton.loss;
            w = newton.next();
        }
        return raw(best, mean, deviation);
    }

    private static void moments(float[] values, int columns, double[] mean, double[] deviation) {
        int rows = values.length / columns;
        for (int i = 0; i < values.length; i++) {
            mean[i % columns] += values[i] / (double) rows;
        }
        for (int i = 0; i < values.length; i++) {
            double off = values[i] - mean[i % columns];
            deviation[i % columns] += off * off / rows;
        }
        Arrays.setAll(deviation, c -> deviation[c] < 1e-12 ? 1 : Math.sqrt(deviation[c]));
    }

    private static LogisticRegression raw(double[] w, double[] mean, double[] deviation) {
        double[] weights = w.clone();
        for (int c = 0; c < mean.length; c++) {
            weights[c + 1] /= deviation[c];
            weights[0] -= weights[c + 1] * mean[c];
        }
        return new LogisticRegression(weights);
    }

    /** The probability of a row; values are held within the range that floats keep apart. */
    double probability(float[] row) {
        double sum = weights[0];
        for (int c = 0; c < row.length; c++) {
            sum += weights[c + 1] * row[c];
        }
        return 1 / (1 + Math.exp(-sum));
    }

    /** Loss, slope and curvature at some weights. */
    private static final class Newton {
        private final double[] weights;
        private final double[] slope;
        private final double[] curvature;
        private double loss;

        Newton(
                float[] values,
                int columns,
                double[] mean,
                double[] deviation,
                boolean[] came,
                double ridge,
                double[] w) {
            int n = columns + 1;
            this.weights = w;
            this.slope = new double[n];
            this.curvature = new double[n * n];
            double[] x = new double[n];
            x[0] = 1;
            for (int row = 0; row < came.length; row++) {
                for (int c = 0; c < columns; c++) {
                    x[c + 1] = (values[row * columns + c] - mean[c]) / deviation[c];
                }
                add(x, came[row]);
            }
            for (int i = 1; i < n; i++) {
                slope[i] += ridge * w[i];
                curvature[i * n + i] += ridge;
                loss += .5 * ridge * w[i] * w[i];
            }
            curvature[0] += 1e-9; // all alike: still a pivot
            for (int i = 0; i < n; i++) {
                for (int j = i + 1; j < n; j++) {
                    curvature[i * n + j] = curvature[j * n + i];
                }
            }
        }

        private void add(double[] x, boolean came) {
            int n = x.length;
            double score = 0;
            for (int i = 0; i < n; i++) {
                score += weights[i] * x[i];
            }
            double p = 1 / (1 + Math.exp(-score));
            loss += Math.log1p(Math.exp(-Math.abs(score))) + Math.max(0, came ? -score : score);
            double spread = p * (1 - p);
            for (int i = 0; i < n; i++) {
                slope[i] += (p - (came ? 1 : 0)) * x[i];
                double scaled = spread * x[i];
                for (int j = 0; j <= i; j++) {
                    curvature[i * n + j] += scaled * x[j];
                }
            }
        }

        double[] next() {
            double[] step = Cholesky.solve(curvature, slope);
            double[] next = weights.clone();
            Arrays.setAll(next, i -> weights[i] - step[i]);
            return next;
        }
    }
}
