package dev.tidecast.neural;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Logits of all A rows over M items that they share, chunk after chunk of rows, by one-threaded OpenBLAS, and the way back.
 * Its tensors live in the caller's {@code PointerScope}.
 */
final class SharedProducts {
    static final int ROWS = 256;

    private final Tensor h; // [A x d]
    private final Tensor e; // [M x d]
    private final Tensor hidden; // gradient of h [A x d]
    private final Tensor items; // gradient of e [M x d]
    private final int width;
    private final int count;
    private final FloatPointer chunk; // [rows x M]
    private final FloatBuffer view;

    /** Takes {@code h} [A x d] and {@code e} [M x d], both contiguous. */
    SharedProducts(Tensor h, Tensor e) {
        this.h = h;
        this.e = e;
        this.hidden = torch.empty_like(h);
        this.items = torch.zeros_like(e);
        this.width = (int) e.size(1);
        this.count = (int) e.size(0);
        this.chunk = new FloatPointer((long) ROWS * count);
        this.view = chunk.asBuffer();
    }

    /** Leaves H [rows x d] . E^T in the chunk. */
    void forward(int from, int rows) {
        FloatPointer states = h.data_ptr_float().getPointer((long) from * width);
        multiply(openblas.CblasNoTrans, openblas.CblasTrans, rows, count, width, states, e.data_ptr_float(), 0, chunk);
    }

    /** Copies row {@code r} of the chunk to the first M values of {@code into}. */
    void get(int r, float[] into) {
        view.get(r * count, into, 0, count);
    }

    /** Makes the first M values of {@code row} row {@code r} of the chunk. */
    void put(int r, float[] row) {
        view.put(r * count, row, 0, count);
    }

    /** Takes gradients G [rows x M] from the chunk: dH [rows x d] = G . E; dE [M x d] += G^T . H. */
    void back(int from, int rows) {
        FloatPointer states = h.data_ptr_float().getPointer((long) from * width);
        FloatPointer out = hidden.data_ptr_float().getPointer((long) from * width);
        int plain = openblas.CblasNoTrans;
        multiply(plain, plain, rows, width, count, chunk, e.data_ptr_float(), 0, out);
        multiply(openblas.CblasTrans, plain, count, width, rows, chunk, states, 1, items.data_ptr_float());
    }

    /** C [m x n] = A . B + keep C; a turned operand is stored by its columns. */
    private static void multiply(
            int turnA, int turnB, int m, int n, int k, FloatPointer a, FloatPointer b, float keep, FloatPointer c) {
        int rowOfA = turnA == openblas.CblasTrans ? m : k;
        int rowOfB = turnB == openblas.CblasTrans ? k : n;
        openblas.cblas_sgemm(openblas.CblasRowMajor, turnA, turnB, m, n, k, 1, a, rowOfA, b, rowOfB, keep, c, n);
    }

    /** The gradient of h [A x d], of the rows that came {@link #back}. */
    Tensor hidden() {
        return hidden;
    }

    /** The gradient of e [M x d]. */
    Tensor items() {
        return items;
    }
}
