package dev.tidecast.model;

/** Inverts a dense symmetric positive definite matrix; the one piece of linear algebra that `core` asks others for. */
public interface SymmetricInverse {
    /**
     * Returns the inverse, [n x n] row-major, of {@code matrix}, which is [n x n] row-major and left as it was.
     *
     * @throws IllegalArgumentException if the matrix is not [n x n] or not positive definite
     */
    float[] invert(float[] matrix, int n);
}
