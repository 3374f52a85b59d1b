package dev.tidecast.model.inference;

/**
 * Item factors E [V x d] at half the bytes, for ranking by {@link NearestItems}: two factors in an int, the even one's upper
 * 16 bits below (bfloat16, rounded), the odd one whole above them, its lowest bits those of its neighbour, which changes it
 * by less than 2^-7 of itself. Items stand 32 to a panel, as kernels read them.
 */
final class HalfMatrix {
    static final int PANEL = 32;

    private final int items;
    private final int width;
    private final int[] panels; // [V/32][(d + 1)/2][32]

    /** Takes E [V x d], row-major. */
    HalfMatrix(float[] factors, int width) {
        this.items = factors.length / width;
        this.width = width;
        int pairs = (width + 1) / 2;
        this.panels = new int[Math.multiplyExact((items + PANEL - 1) / PANEL * PANEL, pairs)];
        for (int i = 0; i < items; i++) {
            for (int p = 0; p < pairs; p++) {
                int low = half(factors[i * width + 2 * p]);
                int high = 2 * p + 1 < width ? half(factors[i * width + 2 * p + 1]) : 0;
                panels[(i / PANEL * pairs + p) * PANEL + i % PANEL] = high << 16 | low;
            }
        }
    }

    /** The upper 16 bits of {@code value}, rounded. */
    private static int half(float value) {
        return (Float.floatToIntBits(value) + 0x8000) >>> 16;
    }

    /** V. */
    int items() {
        return items;
    }

    /** d. */
    int width() {
        return width;
    }

    /** The factors f and f + 1 of item i; f is even. */
    int pair(int i, int f) {
        int pairs = (width + 1) / 2;
        return panels[(i / PANEL * pairs + f / 2) * PANEL + i % PANEL];
    }

    /** The layout itself; not copied: kernels only read it. */
    int[] panels() {
        return panels;
    }
}
