package dev.tidecast.model;

import java.util.Map;

/**
 * A sparse matrix [rows x columns] by rows: row r has entries from[r] to from[r + 1] - 1.
 *
 * <p>The arrays are shared, not copied, as they are large: the maker gives them away and nobody writes them.
 *
 * @param columns how many there are
 * @param from int32 [rows + 1]
 * @param column int32 [entries]
 * @param value float32 [entries]
 */
@SuppressWarnings("ArrayRecordComponent") // shared for speed; documented above
public record SparseRows(int columns, int[] from, int[] column, float[] value) {
    private static final int[] NONE = {};
    private static final float[] NO_VALUES = {};

    public SparseRows {
        if (from.length < 1 || from[from.length - 1] != column.length || column.length != value.length) {
            throw new IllegalArgumentException("sparse rows end at entry " + from[from.length - 1] + ", but there are "
                    + column.length + " columns and " + value.length + " values");
        }
    }

    /** Rows given one by one as arrays of the same length, which are let go on the way so that no entry is there twice. */
    static SparseRows taking(int columns, int[][] column, float[][] value) {
        int[] from = new int[column.length + 1];
        for (int row = 0; row < column.length; row++) {
            from[row + 1] = from[row] + column[row].length;
        }
        int[] all = new int[from[column.length]];
        float[] values = new float[all.length];
        for (int row = 0; row < column.length; row++) {
            System.arraycopy(column[row], 0, all, from[row], column[row].length);
            System.arraycopy(value[row], 0, values, from[row], column[row].length);
            column[row] = NONE;
            value[row] = NO_VALUES;
        }
        return new SparseRows(columns, from, all, values);
    }

    /** The number of rows. */
    public int rows() {
        return from.length - 1;
    }

    /** This and {@code factor} times another matrix of the same size; columns ascend within a row if they do in both. */
    public SparseRows plus(double factor, SparseRows other) {
        SparseRowsBuilder sum = new SparseRowsBuilder(columns);
        for (int row = 0; row < rows(); row++) {
            int mine = from[row];
            int theirs = other.from[row];
            while (mine < from[row + 1] || theirs < other.from[row + 1]) {
                int left = mine < from[row + 1] ? column[mine] : Integer.MAX_VALUE;
                int right = theirs < other.from[row + 1] ? other.column[theirs] : Integer.MAX_VALUE;
                float value = left <= right ? this.value[mine++] : 0;
                value += right <= left ? (float) factor * other.value[theirs++] : 0;
                sum.add(Math.min(left, right), value);
            }
            sum.endRow();
        }
        return sum.build();
    }

    /** The same entries by columns. Within a column, rows ascend. */
    public SparseRows transposed() {
        int[] start = new int[columns + 1];
        for (int each : column) {
            start[each + 1]++;
        }
        for (int c = 0; c < columns; c++) {
            start[c + 1] += start[c];
        }
        int[] next = start.clone();
        int[] rowOf = new int[column.length];
        float[] values = new float[column.length];
        for (int r = 0; r < rows(); r++) {
            for (int e = from[r]; e < from[r + 1]; e++) {
                int at = next[column[e]]++;
                rowOf[at] = r;
                values[at] = value[e];
            }
        }
        return new SparseRows(rows(), start, rowOf, values);
    }

    /** Adds factor times row r to {@code sums}; columns from its length on are left out. */
    public void addRow(int r, float factor, float[] sums) {
        if (sums.length < columns) {
            addFirst(r, factor, sums);
            return;
        }
        for (int e = from[r]; e < from[r + 1]; e++) {
            sums[column[e]] += factor * value[e];
        }
    }

    private void addFirst(int r, float factor, float[] sums) {
        for (int e = from[r]; e < from[r + 1]; e++) {
            if (column[e] < sums.length) {
                sums[column[e]] += factor * value[e];
            }
        }
    }

    /** The three arrays by name, to be stored. */
    public Map<String, StoredTensor> tensors() {
        return Map.of(
                "from", StoredTensor.of(from, from.length),
                "column", StoredTensor.of(column, column.length),
                "value", StoredTensor.of(value, value.length));
    }

    /** What {@link #tensors} stored. */
    public static SparseRows of(SafeTensors file, int columns) {
        return new SparseRows(
                columns,
                file.tensor("from").ints(),
                file.tensor("column").ints(),
                file.tensor("value").floats());
    }
}
