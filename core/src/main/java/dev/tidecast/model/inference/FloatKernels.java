package dev.tidecast.model.inference;

/**
 * The few float loops that inference and losses spend their time in, in vector code where the JVM offers it.
 *
 * <p>Each kernel gives the same bits at each call, compiled or interpreted.
 */
public interface FloatKernels {
    /** The fastest kernels of this JVM: vector code where `jdk.incubator.vector` is in the boot layer, else scalar. */
    static FloatKernels fastest() {
        return Chosen.KERNELS;
    }

    /** Plain Java kernels, which every JVM runs and every other implementation is held to. */
    static FloatKernels scalar() {
        return new ScalarKernels();
    }

    /** Returns sum over k < length of a[aFrom + k] * b[bFrom + k]. */
    float dot(float[] a, int aFrom, float[] b, int bFrom, int length);

    /**
     * Adds the products of one matrix with several vectors: y[s][r] += sum over c of w[r][c] * x[s][c]. The sum runs over
     * c in order, each product fused: all kernels give the same bits.
     *
     * @param w matrix [R x C]
     * @param x vectors [count x C], row-major, from its first element
     * @param y sums [count x R], row-major, added to
     */
    void addProducts(PackedMatrix w, float[] x, int count, float[] y);

    /** Adds factor * x[xFrom + k] to y[yFrom + k] for k < length. */
    void addScaled(float factor, float[] x, int xFrom, float[] y, int yFrom, int length);

    /** Returns the largest of the first {@code length} values, or minus infinity where there is none. */
    float max(float[] values, int length);

    /**
     * Counts, for each of the first {@code size} levels, how many of the first {@code length} values are greater, and how
     * many are greater or equal; NaN is neither.
     */
    void countAbove(float[] values, int length, float[] levels, int size, int[] greater, int[] atLeast);

    /**
     * The first place from {@code from} on, below {@code length}, whose value is greater than {@code limit} or not finite;
     * {@code length} if there is none.
     */
    int firstBeyond(float[] values, int from, int length, float limit);

    /**
     * Replaces the first {@code length} values by exp(value - shift) and returns their sum; arguments below -87 give 0.
     * Relative error under 3e-7 for value - shift in [-87, 0].
     */
    double expAndSum(float[] values, int length, float shift);

    /** Replaces the first {@code length} values by ln(value + shift), within 3e-7; the sums must be normal numbers above 0. */
    void log(float[] values, int length, float shift);

    /** Multiplies the first {@code length} values by {@code factor}. */
    void scale(float[] values, int length, float factor);

    /** Replaces values[from .. from + length) by 1 / (1 + exp(-value)). */
    void sigmoid(float[] values, int from, int length);

    /** Replaces values[from .. from + length) by their hyperbolic tangent, within 2e-7. */
    void tanh(float[] values, int from, int length);

    /** Which kernels these are, for provenance: `scalar` or `vector-256` (bits). */
    String name();

    /** Holds the choice, so that the vector class is never loaded where its module is absent. */
    final class Chosen {
        private static final FloatKernels KERNELS = choose();

        private Chosen() {}

        private static FloatKernels choose() {
            boolean vectors =
                    ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
            return vectors ? new VectorKernels() : new ScalarKernels();
        }
    }
}
