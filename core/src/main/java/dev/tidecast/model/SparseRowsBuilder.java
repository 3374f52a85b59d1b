package dev.tidecast.model;

import java.util.Arrays;

/** Collects {@link SparseRows} row by row; confined to one thread. */
public final class SparseRowsBuilder {
    private final int columns;
    private int[] from = new int[1024];
    private int[] column = new int[4096];
    private float[] value = new float[4096];
    private int rows;
    private int entries;

    /** A matrix without rows yet. */
    public SparseRowsBuilder(int columns) {
        this.columns = columns;
    }

    /** Adds an entry to the row that is being made. */
    public void add(int column, float value) {
        if (entries == this.column.length) {
            this.column = Arrays.copyOf(this.column, 2 * entries);
            this.value = Arrays.copyOf(this.value, 2 * entries);
        }
        this.column[entries] = column;
        this.value[entries++] = value;
    }

    /** Ends the row. */
    public void endRow() {
        if (++rows == from.length) {
            from = Arrays.copyOf(from, 2 * rows);
        }
        from[rows] = entries;
    }

    /** All rows. */
    public SparseRows build() {
        return new SparseRows(
                columns, Arrays.copyOf(from, rows + 1), Arrays.copyOf(column, entries), Arrays.copyOf(value, entries));
    }
}
