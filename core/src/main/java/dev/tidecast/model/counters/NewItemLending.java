package dev.tidecast.model.counters;

import dev.tidecast.model.SparseRows;

/**
 * What new items lend and are lent through their relatives: V items of the fit, M known ones (V up to M), N new ones that
 * follow. Nothing is written out per pair of items: what is lent to a history's known items is worked out first, and each
 * new item is lent its relatives' share of it, so that memory is that of the relatives alone. Immutable.
 */
final class NewItemLending {
    private final SparseRows fitted;
    private final SparseRows relatives;
    private final int known;
    private final float[] strongest;

    /** From weights [V x V] and relatives [N x M]. */
    NewItemLending(SparseRows fitted, SparseRows relatives) {
        this.fitted = fitted;
        this.relatives = relatives;
        this.known = Math.max(fitted.rows(), relatives.columns());
        this.strongest = new float[known];
        for (int item = 0; item < fitted.rows(); item++) {
            for (int e = fitted.from()[item]; e < fitted.from()[item + 1]; e++) {
                strongest[item] = Math.max(strongest[item], fitted.value()[e]);
            }
        }
    }

    /** M + N. */
    int items() {
        return known + relatives.rows();
    }

    /** Sums of what a history's items lend, with a factor each, to the first {@code candidates} items: float[M + N]. */
    float[] of(int[] items, float[] factors, int candidates) {
        float[] support = new float[items()];
        if (factors.length == 0) {
            return support;
        }
        float[] lent = new float[known];
        for (int slot = 0; slot < factors.length; slot++) {
            int item = items[slot];
            if (item < fitted.rows()) {
                fitted.addRow(item, factors[slot], support);
                lent[item] += factors[slot] * strongest[item];
            }
        }
        lendOn(support, lent, Math.min(candidates, items()) - known);
        for (int slot = 0; slot < factors.length; slot++) {
            if (items[slot] >= known && items[slot] < items()) {
                inherit(items[slot] - known, factors[slot], support);
            }
        }
        return support;
    }

    /** What is lent to a known item its new relatives are lent too, and what the item itself could be. */
    private void lendOn(float[] support, float[] lent, int rows) {
        for (int item = 0; item < known; item++) {
            lent[item] += support[item];
        }
        int[] from = relatives.from();
        int[] column = relatives.column();
        float[] value = relatives.value();
        for (int row = 0; row < rows; row++) {
            float sum = 0;
            for (int e = from[row]; e < from[row + 1]; e++) {
                sum += value[e] * lent[column[e]];
            }
            support[known + row] = sum;
        }
    }

    /** A new item lends what its relatives do, and to the relatives themselves. */
    private void inherit(int row, float factor, float[] support) {
        for (int e = relatives.from()[row]; e < relatives.from()[row + 1]; e++) {
            int relative = relatives.column()[e];
            if (relative < fitted.rows()) {
                fitted.addRow(relative, factor * relatives.value()[e], support);
                support[relative] += factor * relatives.value()[e] * strongest[relative];
            }
        }
    }
}
