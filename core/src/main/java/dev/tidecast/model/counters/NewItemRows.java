package dev.tidecast.model.counters;

import dev.tidecast.model.SparseRows;
import dev.tidecast.model.SparseRowsBuilder;
import java.util.Arrays;

/** Co-occurrence with new items: V items of the fit, M known ones (V up to M), N new ones that follow. */
final class NewItemRows {
    private final SparseRows fitted;
    private final SparseRows relatives;
    private final SparseRows lending;
    private final int known;
    private final float[] sums;

    /** From weights [V x V] and relatives [N x M]. */
    NewItemRows(SparseRows fitted, SparseRows relatives) {
        this.fitted = fitted;
        this.relatives = relatives;
        this.lending = relatives.transposed();
        this.known = Math.max(fitted.rows(), relatives.columns());
        this.sums = new float[known + relatives.rows()];
    }

    /** Weights [M + N x M + N]. */
    SparseRows all() {
        SparseRowsBuilder rows = new SparseRowsBuilder(sums.length);
        for (int item = 0; item < sums.length; item++) {
            Arrays.fill(sums, 0);
            if (item < fitted.rows()) {
                copy(item, rows);
            } else if (item >= known) {
                inherit(item - known);
            }
            for (int other = item < known ? known : 0; other < sums.length; other++) {
                if (sums[other] != 0 && other != item) {
                    rows.add(other, sums[other]);
                }
            }
            rows.endRow();
        }
        return rows.build();
    }

    /** The row of an item of the fit, and what that lends to new ones. */
    private void copy(int item, SparseRowsBuilder rows) {
        for (int e = fitted.from()[item]; e < fitted.from()[item + 1]; e++) {
            rows.add(fitted.column()[e], fitted.value()[e]);
            lend(fitted.column()[e], fitted.value()[e]);
        }
        lend(item, strongest(item));
    }

    /** What is lent to a known item its new relatives are lent too. */
    private void lend(int item, float weight) {
        if (item < lending.rows()) {
            for (int e = lending.from()[item]; e < lending.from()[item + 1]; e++) {
                sums[known + lending.column()[e]] += weight * lending.value()[e];
            }
        }
    }

    /** The row of a new item: those of its relatives, and the relatives themselves. */
    private void inherit(int row) {
        for (int e = relatives.from()[row]; e < relatives.from()[row + 1]; e++) {
            int relative = relatives.column()[e];
            if (relative < fitted.rows()) {
                fitted.addRow(relative, relatives.value()[e], sums);
                sums[relative] += relatives.value()[e] * strongest(relative);
            }
        }
    }

    private float strongest(int item) {
        float most = 0;
        for (int e = fitted.from()[item]; e < fitted.from()[item + 1]; e++) {
            most = Math.max(most, fitted.value()[e]);
        }
        return most;
    }
}
