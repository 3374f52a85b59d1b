package dev.tidecast.model.interest;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * From standardised features to the O values of a law: y = W x + V tanh(U x), x with a leading 1. N = 0 hidden units
 * make it log-linear.
 *
 * @param direct W, double[O][F + 1]
 * @param inner U, double[N][F + 1]
 * @param outer V, double[O][N]
 */
@SuppressWarnings("ArrayRecordComponent") // fitted once, read only then
record LawNetwork(double[][] direct, double[][] inner, double[][] outer) {
    /** At its start it gives every user the same values: {@code first}, double[O]. */
    static LawNetwork start(double[] first, int features, int hidden, SplittableRandom random) {
        double[][] direct = new double[first.length][features + 1];
        for (int o = 0; o < first.length; o++) {
            direct[o][0] = first[o];
        }
        double[][] inner = new double[hidden][features + 1];
        for (double[] row : inner) {
            Arrays.setAll(row, f -> random.nextGaussian() / Math.sqrt(features + 1.0));
        }
        return new LawNetwork(direct, inner, new double[first.length][hidden]);
    }

    int hidden() {
        return inner.length;
    }

    /** tanh(U x), double[N]. */
    double[] activations(double[] x) {
        double[] activations = new double[inner.length];
        Arrays.setAll(activations, unit -> Math.tanh(product(inner[unit], x)));
        return activations;
    }

    /** y, double[O]. */
    double[] values(double[] x, double[] activations) {
        double[] values = new double[direct.length];
        for (int o = 0; o < values.length; o++) {
            values[o] = product(direct[o], x) + product(outer[o], activations);
        }
        return values;
    }

    double[] values(double[] x) {
        return values(x, activations(x));
    }

    private static double product(double[] left, double[] right) {
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += left[i] * right[i];
        }
        return sum;
    }

    LawNetwork copy() {
        return new LawNetwork(copy(direct), copy(inner), copy(outer));
    }

    private static double[][] copy(double[][] rows) {
        return Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new);
    }
}
