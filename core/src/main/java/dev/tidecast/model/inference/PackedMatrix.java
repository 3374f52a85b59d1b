package dev.tidecast.model.inference;

/** A matrix [R x C] laid out for products: panels of 32 rows, in each panel column after column, padded by zeros. */
public final class PackedMatrix {
    /** Rows of a panel: two vectors of 512 bits, four of 256. */
    static final int PANEL = 32;

    private final int rows;
    private final int columns;
    private final float[] panels;

    /** Packs {@code matrix}, [R x C] row-major. */
    public PackedMatrix(float[] matrix, int rows, int columns) {
        if (rows < 1 || columns < 1 || matrix.length != (long) rows * columns) {
            throw new IllegalArgumentException(
                    "a matrix of " + matrix.length + " values is not [" + rows + " x " + columns + "]");
        }
        this.rows = rows;
        this.columns = columns;
        this.panels = new float[Math.multiplyExact((rows + PANEL - 1) / PANEL * PANEL, columns)];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                panels[(r / PANEL * columns + c) * PANEL + r % PANEL] = matrix[r * columns + c];
            }
        }
    }

    /** R. */
    public int rows() {
        return rows;
    }

    /** C. */
    public int columns() {
        return columns;
    }

    /** The layout itself: element (r, c) is at (r / 32 * C + c) * 32 + r % 32. Not copied: kernels only read it. */
    float[] panels() {
        return panels;
    }
}
