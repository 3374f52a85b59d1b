package dev.tidecast.model;

/** Inverts a dense symmetric positive definite matrix; the one piece of linear algebra that `core` asks others for. */
public interface SymmetricInverse {
    /**
     * Returns the inverse, [n x n] row-major, of {@code matrix}, which is [n x n] row-major and left as it was.
     *
     * @throws IllegalArgumentException if the matrix is not [n x n] or not positive definite
     */
    float[] invert(float[] matrix, int n);

    /** Beyond so many rows it isn't asked: 10,000, which take 1.2 GB in all and some ten seconds; the same on any machine. */
    default int mostRows() {
        return 10_000;
    }
}
