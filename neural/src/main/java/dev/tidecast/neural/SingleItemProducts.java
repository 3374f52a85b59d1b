package dev.tidecast.neural;

import dev.tidecast.model.inference.FloatKernels;
import java.util.Arrays;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/**
 * {@link ItemProducts} in single floats by Java's vector code. E is laid out for the first two once a batch, where a BLAS
 * would pack it again at each call.
 */
final class SingleItemProducts implements ItemProducts {
    private static final int ROWS = FloatKernels.TILE_ROWS;
    private static final int PANEL = FloatKernels.TILE_COLUMNS;

    /** Items that a block of a product takes: 32 KiB of E stay in the nearest cache. */
    private static final int DEPTH = 256;

    /** Panels of E that stay in the second cache while all rows of a chunk pass. */
    private static final int PANELS = 8;

    private final FloatKernels kernels = FloatKernels.fastest();
    private final int rows;
    private final int stride;
    private final float[] chunk; // [rows x stride]: logits, then their gradient
    private final float[] column; // one panel of the chunk [rows x 32]
    private int width; // d
    private float[] raw = {}; // E [V x d], and gradients on their way back
    private float[] byItems = {}; // E as panels of 32 items [V/32][d][32]
    private float[] byFactors = {}; // E as panels of 32 factors [d/32][V][32]
    private float[] gradient = {}; // of E, as panels of 32 items [V/32][d][32], d rounded up to whole tiles
    private float[] hidden = {}; // H of all anchors [A x d]
    private float[] hiddenGradient = {}; // [A x d]
    private float[] h = {}; // H of a chunk [rows x d]
    private float[] turned = {}; // its transposed [d x rows]
    private float[] dh = {}; // [rows x d], d rounded up to whole panels

    /** Chunks of at most {@code most} rows (rounded down to whole tiles) of {@code items} logits. */
    SingleItemProducts(int most, int items) {
        this.rows = Math.max(ROWS, most / ROWS * ROWS);
        this.stride = up(items, PANEL);
        this.chunk = new float[Math.multiplyExact(rows, stride)];
        this.column = new float[rows * PANEL];
    }

    private static int up(int value, int multiple) {
        return (value + multiple - 1) / multiple * multiple;
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int at(int r) {
        return r * stride;
    }

    @Override
    public float[] chunk() {
        return chunk;
    }

    @Override
    public void begin(Tensor hiddenStates, Tensor items) {
        width = (int) items.size(1);
        int anchors = (int) hiddenStates.size(0);
        hidden = room(hidden, anchors * width);
        hiddenGradient = room(hiddenGradient, anchors * width);
        int v = (int) items.size(0);
        raw = room(raw, v * width);
        try (PointerScope scope = new PointerScope()) {
            hiddenStates.data_ptr_float().get(hidden, 0, anchors * width);
            items.data_ptr_float().get(raw, 0, v * width);
        }
        byItems = room(byItems, stride * width);
        byFactors = room(byFactors, up(width, PANEL) * stride);
        gradient = room(gradient, stride * up(width, ROWS));
        Arrays.fill(gradient, 0);
        h = room(h, rows * width);
        turned = room(turned, up(width, ROWS) * rows);
        dh = room(dh, rows * up(width, PANEL));
        for (int i = 0; i < v; i++) {
            for (int f = 0; f < width; f++) {
                float value = raw[i * width + f];
                byItems[(i / PANEL * width + f) * PANEL + i % PANEL] = value;
                byFactors[(f / PANEL * stride + i) * PANEL + f % PANEL] = value;
            }
        }
    }

    private static float[] room(float[] have, int size) {
        return have.length == size ? have : new float[size];
    }

    @Override
    public void forward(int from, int to, int columns) {
        int tall = up(to - from, ROWS);
        Arrays.fill(h, 0);
        System.arraycopy(hidden, from * width, h, 0, (to - from) * width);
        for (int first = 0; first < columns; first += PANELS * PANEL) {
            int end = Math.min(up(columns, PANEL), first + PANELS * PANEL);
            for (int r = 0; r < tall; r += ROWS) {
                for (int i = 0; i < ROWS; i++) {
                    Arrays.fill(chunk, (r + i) * stride + first, (r + i) * stride + end, 0);
                }
                for (int j = first; j < end; j += PANEL) {
                    kernels.addTile(h, r * width, width, byItems, j * width, width, chunk, r * stride + j, stride);
                }
            }
        }
    }

    @Override
    public void back(int from, int to, int columns) {
        int tall = up(to - from, ROWS);
        for (int r = to - from; r < tall; r++) {
            Arrays.fill(chunk, r * stride, r * stride + up(columns, PANEL), 0);
        }
        toHidden(from, to, tall, columns);
        toItems(tall, columns);
    }

    private void toHidden(int from, int to, int tall, int columns) {
        int wide = up(width, PANEL);
        Arrays.fill(dh, 0);
        for (int k = 0; k < columns; k += DEPTH) {
            int depth = Math.min(DEPTH, columns - k);
            for (int f = 0; f < wide; f += PANEL) {
                for (int r = 0; r < tall; r += ROWS) {
                    int panel = f * stride + k * PANEL;
                    kernels.addTile(chunk, r * stride + k, stride, byFactors, panel, depth, dh, r * wide + f, wide);
                }
            }
        }
        for (int r = 0; r < to - from; r++) {
            System.arraycopy(dh, r * wide, hiddenGradient, (from + r) * width, width);
        }
    }

    private void toItems(int tall, int columns) {
        int high = up(width, ROWS);
        for (int r = 0; r < tall; r++) {
            for (int f = 0; f < width; f++) {
                turned[f * rows + r] = h[r * width + f];
            }
        }
        for (int j = 0; j < columns; j += PANEL) {
            for (int r = 0; r < tall; r++) {
                System.arraycopy(chunk, r * stride + j, column, r * PANEL, PANEL);
            }
            for (int f = 0; f < high; f += ROWS) {
                kernels.addTile(turned, f * rows, rows, column, 0, tall, gradient, (j * high) + f * PANEL, PANEL);
            }
        }
    }

    @Override
    public void storeHidden(Tensor of) {
        try (PointerScope scope = new PointerScope()) {
            of.data_ptr_float().put(hiddenGradient, 0, (int) of.numel());
        }
    }

    @Override
    public void addItemGradient(Tensor to) {
        int v = (int) to.size(0);
        int high = up(width, ROWS);
        try (PointerScope scope = new PointerScope()) {
            to.data_ptr_float().get(raw, 0, v * width);
            for (int i = 0; i < v; i++) {
                int panel = i / PANEL * PANEL * high + i % PANEL;
                for (int f = 0; f < width; f++) {
                    raw[i * width + f] += gradient[panel + f * PANEL];
                }
            }
            to.data_ptr_float().put(raw, 0, v * width);
        }
    }
}
