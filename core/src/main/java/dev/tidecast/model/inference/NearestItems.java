package dev.tidecast.model.inference;

import java.util.Arrays;

/**
 * The items whose factors have the largest products with a direction, out of many: all are ranked at half precision, the
 * best few again exactly. Immutable; shared between threads.
 */
public final class NearestItems {
    /** Items ranked again for each one wanted, and at least. */
    private static final int AGAIN = 4;

    private static final int LEAST = 64;

    private final FloatKernels kernels;
    private final float[] factors;
    private final HalfMatrix half;

    /** Takes E [V x d], row-major, which is not copied. */
    public NearestItems(float[] factors, int width, FloatKernels kernels) {
        if (width < 1 || factors.length % width != 0) {
            throw new IllegalArgumentException(
                    factors.length + " factors are no rows of " + width + "; give V x d of them");
        }
        this.kernels = kernels;
        this.factors = factors;
        this.half = new HalfMatrix(factors, width);
    }

    /** Room for the scores of all items; reuse it on the same thread. */
    public float[] room() {
        return new float[half.items()];
    }

    /**
     * Returns the best {@code count} items, best first; ties to the smaller item. Scores of those left out by the first
     * ranking may be higher by its error, under 2^-7 of the sum of |x_f E_if|.
     *
     * @param x direction [d]
     * @param room of {@link #room}, overwritten
     */
    public int[] best(float[] x, int count, float[] room) {
        kernels.products(half, x, room);
        int[] kept = first(room, Math.min(half.items(), Math.max(LEAST, AGAIN * count)));
        long[] ranked = new long[kept.length];
        for (int k = 0; k < kept.length; k++) {
            float score = kernels.dot(x, 0, factors, kept[k] * half.width(), half.width());
            ranked[k] = key(score, kept[k]);
        }
        Arrays.sort(ranked);
        int[] best = new int[Math.min(count, ranked.length)];
        for (int k = 0; k < best.length; k++) {
            best[k] = (int) ranked[k];
        }
        return best;
    }

    /** Sorts by score, the highest first, then by item. */
    private static long key(float score, int item) {
        int bits = Float.floatToIntBits(score);
        int ascending = bits ^ (bits >> 31 & 0x7fffffff);
        return (long) ~ascending << 32 | item;
    }

    /** The {@code count} items with the highest scores, in no order. */
    private int[] first(float[] scores, int count) {
        long[] found = new long[2 * count];
        int held = 0;
        float limit = Float.NEGATIVE_INFINITY;
        for (int i = kernels.firstBeyond(scores, 0, scores.length, limit);
                i < scores.length;
                i = kernels.firstBeyond(scores, i + 1, scores.length, limit)) {
            found[held++] = key(scores[i], i);
            if (held == found.length) {
                Arrays.sort(found);
                held = count;
                limit = scores[(int) found[count - 1]];
            }
        }
        Arrays.sort(found, 0, held);
        int[] items = new int[Math.min(count, held)];
        Arrays.setAll(items, k -> (int) found[k]);
        return items;
    }
}
