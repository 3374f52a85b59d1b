package dev.tidecast.model.counters;

/** Solves small symmetric positive definite systems. */
public final class Cholesky {
    private Cholesky() {}

    /** Solves matrix x = right; {@code matrix} is [n x n] row-major, neither is changed. */
    public static double[] solve(double[] matrix, double[] right) {
        int n = right.length;
        double[] factor = factor(matrix, n);
        double[] x = right.clone();
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < i; k++) {
                x[i] -= factor[i * n + k] * x[k];
            }
            x[i] /= factor[i * n + i];
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int k = i + 1; k < n; k++) {
                x[i] -= factor[k * n + i] * x[k];
            }
            x[i] /= factor[i * n + i];
        }
        return x;
    }

    private static double[] factor(double[] matrix, int n) {
        double[] factor = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = matrix[i * n + j];
                for (int k = 0; k < j; k++) {
                    sum -= factor[i * n + k] * factor[j * n + k];
                }
                if (i == j && !(sum > 0)) {
                    throw new IllegalArgumentException(
                            "the matrix is not positive definite: pivot " + i + " is " + sum);
                }
                factor[i * n + j] = i == j ? Math.sqrt(sum) : sum / factor[j * n + j];
            }
        }
        return factor;
    }
}
