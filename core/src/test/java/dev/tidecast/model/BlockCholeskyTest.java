package dev.tidecast.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockCholeskyTest {
    private static final BlockCholesky CHOLESKY = new BlockCholesky(200);

    /** A = M M' + I, symmetric positive definite. */
    private static double[][] matrix(int n, Random random) {
        double[][] m = new double[n][n];
        double[][] a = new double[n][n];
        for (double[] row : m) {
            java.util.Arrays.setAll(row, k -> random.nextGaussian() / Math.sqrt(n));
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                a[i][j] = i == j ? 1 : 0;
                for (int k = 0; k < n; k++) {
                    a[i][j] += m[i][k] * m[j][k];
                }
            }
        }
        return a;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 31, 32, 33, 63, 64, 100, 199, 200})
    void the_unknowns_solve_the_system(int n) {
        Random random = new Random(n);
        double[][] a = matrix(n, random);
        double[] truth = random.doubles(n, -1, 1).toArray();
        float[] system = CHOLESKY.begin(n);
        for (int i = 0; i < n; i++) {
            double right = 0;
            for (int j = 0; j < n; j++) {
                system[CHOLESKY.row(i) + j] =
                        j <= i ? (float) a[i][j] : Float.NaN; // above the diagonal nothing is read
                right += a[i][j] * truth[j];
            }
            system[CHOLESKY.row(n) + i] = (float) right;
        }
        float[] x = new float[n];
        CHOLESKY.solve(x);
        for (int i = 0; i < n; i++) {
            assertThat(x[i]).as("unknown %d of %d", i, n).isCloseTo((float) truth[i], within(2e-4f));
        }
    }
}
