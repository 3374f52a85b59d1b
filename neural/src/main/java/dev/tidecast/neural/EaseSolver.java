package dev.tidecast.neural;

import dev.tidecast.model.SymmetricInverse;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas;

/**
 * Inverts the regularised Gram matrix of EASE (Steck, 2019) by OpenBLAS's Cholesky routines, in one buffer of n x n.
 *
 * <p>About n^3 operations on one thread; {@code NeuralBench} in bench times it.
 */
public final class EaseSolver implements SymmetricInverse {
    /** Takes the runtime as proof that OpenBLAS is loaded. */
    public EaseSolver(NativeRuntime runtime) {}

    @Override
    public float[] invert(float[] matrix, int n) {
        if (n < 1 || matrix.length != (long) n * n) {
            throw new IllegalArgumentException(
                    "a matrix of " + matrix.length + " values is not [" + n + " x " + n + "]");
        }
        float[] inverse = new float[matrix.length];
        try (FloatPointer a = new FloatPointer((long) n * n)) {
            a.put(matrix);
            int order = openblas.LAPACK_COL_MAJOR;
            requirePositive(openblas.LAPACKE_spotrf(order, (byte) 'L', n, a, n));
            requirePositive(openblas.LAPACKE_spotri(order, (byte) 'L', n, a, n));
            a.get(inverse);
        }
        mirror(inverse, n);
        return inverse;
    }

    private static void requirePositive(int info) {
        if (info != 0) {
            throw new IllegalArgumentException("the matrix is not positive definite (leading minor " + info
                    + "); raise the regularisation lambda on its diagonal");
        }
    }

    /** LAPACK fills one triangle (column-major lower is row-major upper); the other is its mirror image. */
    private static void mirror(float[] a, int n) {
        int block = 64;
        for (int r0 = 0; r0 < n; r0 += block) {
            for (int c0 = r0; c0 < n; c0 += block) {
                mirrorBlock(a, n, r0, Math.min(r0 + block, n), c0, Math.min(c0 + block, n));
            }
        }
    }

    private static void mirrorBlock(float[] a, int n, int r0, int r1, int c0, int c1) {
        for (int r = r0; r < r1; r++) {
            for (int c = Math.max(c0, r + 1); c < c1; c++) {
                a[c * n + r] = a[r * n + c];
            }
        }
    }
}
