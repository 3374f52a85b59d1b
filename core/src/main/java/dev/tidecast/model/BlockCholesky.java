package dev.tidecast.model;

import dev.tidecast.model.inference.FloatKernels;
import java.util.Arrays;

/**
 * Solves one symmetric positive definite system after another, of some hundred rows, by Cholesky's decomposition A = L L' in
 * blocks of 32 columns, so that nearly all of it are products of tiles. Reused; confined to one thread.
 */
final class BlockCholesky {
    private static final int BLOCK = FloatKernels.TILE_COLUMNS;
    private static final int ROWS = FloatKernels.TILE_ROWS;

    private final FloatKernels kernels = FloatKernels.fastest();
    private final float[] system;
    private final float[] panel; // [depth x 32]
    private final float[] rows = new float[ROWS * BLOCK];
    private int n;
    private int stride;

    /** Systems of at most {@code most} unknowns. */
    BlockCholesky(int most) {
        this.system = new float[(most + 1 + ROWS) * stride(most)];
        this.panel = new float[Math.max(BLOCK, most) * BLOCK];
    }

    private static int stride(int n) {
        return (n + BLOCK) / BLOCK * BLOCK; // n + 1, rounded up
    }

    /** An empty system of {@code n} unknowns; see {@link #row}. */
    float[] begin(int unknowns) {
        n = unknowns;
        stride = stride(n);
        Arrays.fill(system, 0, (n + 1 + ROWS) * stride, 0f);
        return system;
    }

    /** Where row r of A begins in the system, of which what is on and below the diagonal counts; row n is the right side. */
    int row(int r) {
        return r * stride;
    }

    /** Writes the unknowns into x; the system is lost. */
    void solve(float[] x) {
        for (int from = 0; from < n; from += BLOCK) {
            takeOff(from);
            int end = Math.min(n, from + BLOCK);
            decompose(from, end);
            invert(from, end);
            for (int r = end; r <= n; r += ROWS) {
                divide(r, from);
            }
        }
        substitute(x);
    }

    /** Takes what the columns before a block explain off its columns. */
    private void takeOff(int from) {
        for (int j = 0; j < BLOCK; j++) {
            for (int k = 0; k < from; k++) {
                panel[k * BLOCK + j] = from + j < n ? -system[row(from + j) + k] : 0;
            }
        }
        for (int r = from; r <= n; r += ROWS) {
            kernels.addTile(system, row(r), stride, panel, 0, from, system, row(r) + from, stride);
        }
    }

    /** L of a block on the diagonal. */
    private void decompose(int from, int end) {
        for (int i = from; i < end; i++) {
            for (int j = from; j <= i; j++) {
                float rest = system[row(i) + j];
                for (int k = from; k < j; k++) {
                    rest -= system[row(i) + k] * system[row(j) + k];
                }
                system[row(i) + j] = i == j ? (float) Math.sqrt(rest) : rest / system[row(j) + j];
            }
        }
    }

    /** The inverse of that, transposed, into the panel. */
    private void invert(int from, int end) {
        Arrays.fill(panel, 0, BLOCK * BLOCK, 0f);
        for (int k = 0; k < end - from; k++) {
            panel[k * BLOCK + k] = 1 / system[row(from + k) + from + k];
            for (int j = k + 1; j < end - from; j++) {
                float sum = 0;
                for (int m = k; m < j; m++) {
                    sum -= system[row(from + j) + from + m] * panel[k * BLOCK + m];
                }
                panel[k * BLOCK + j] = sum / system[row(from + j) + from + j];
            }
        }
    }

    /** Multiplies a tile below the block by that inverse. */
    private void divide(int r, int from) {
        for (int k = 0; k < ROWS; k++) {
            System.arraycopy(system, row(r + k) + from, rows, k * BLOCK, BLOCK);
            Arrays.fill(system, row(r + k) + from, row(r + k) + from + BLOCK, 0f);
        }
        kernels.addTile(rows, 0, BLOCK, panel, 0, BLOCK, system, row(r) + from, stride);
    }

    /** Solves L' x = y, where y has become the last row. */
    private void substitute(float[] x) {
        System.arraycopy(system, row(n), x, 0, n);
        for (int i = n - 1; i >= 0; i--) {
            x[i] /= system[row(i) + i];
            kernels.addScaled(-x[i], system, row(i), x, 0, i);
        }
    }
}
