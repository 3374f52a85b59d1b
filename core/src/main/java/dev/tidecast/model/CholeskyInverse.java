package dev.tidecast.model;

import dev.tidecast.model.inference.FloatKernels;

/**
 * Inverts by Cholesky's decomposition in plain Java, A = L L', A^-1 = L'^-1 L^-1; right for some thousand rows, beyond
 * which a tuned library is far quicker.
 */
public final class CholeskyInverse implements SymmetricInverse {
    private final FloatKernels kernels = FloatKernels.fastest();

    @Override
    public float[] invert(float[] matrix, int n) {
        if (matrix.length != n * n) {
            throw new IllegalArgumentException(matrix.length + " elements are not a matrix of " + n + " x " + n);
        }
        float[] lower = decompose(matrix, n);
        float[] columns = inverseColumns(lower, n);
        float[] inverse = new float[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                // column i of L^-1 is zero above its row i
                float sum = kernels.dot(columns, i * n + i, columns, j * n + i, n - i);
                inverse[i * n + j] = sum;
                inverse[j * n + i] = sum;
            }
        }
        return inverse;
    }

    private float[] decompose(float[] matrix, int n) {
        float[] lower = new float[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                float rest = matrix[i * n + j] - kernels.dot(lower, i * n, lower, j * n, j);
                if (i != j) {
                    lower[i * n + j] = rest / lower[j * n + j];
                } else if (rest > 0) {
                    lower[i * n + i] = (float) Math.sqrt(rest);
                } else {
                    throw new IllegalArgumentException("the matrix is not positive definite: pivot " + i + " is " + rest
                            + "; add more to its diagonal");
                }
            }
        }
        return lower;
    }

    /** L^-1 by columns: element [j * n + i] is row i of column j. */
    private float[] inverseColumns(float[] lower, int n) {
        float[] columns = new float[n * n];
        for (int j = 0; j < n; j++) {
            columns[j * n + j] = 1 / lower[j * n + j];
            for (int i = j + 1; i < n; i++) {
                columns[j * n + i] = -kernels.dot(lower, i * n + j, columns, j * n + j, i - j) / lower[i * n + i];
            }
        }
        return columns;
    }
}
