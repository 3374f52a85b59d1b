package dev.tidecast.model.content;

import dev.tidecast.model.SparseRowsBuilder;

/** The few items of the largest cosines above 0, the largest first, ties by number. */
final class Closest {
    private final int[] items;
    private final double[] cosines;
    private int size;

    /** Keeps up to {@code most}. */
    Closest(int most) {
        this.items = new int[most];
        this.cosines = new double[most];
    }

    void offer(int item, double cosine) {
        if (!(cosine > 0) || size == items.length && !isCloser(item, cosine, size - 1)) {
            return;
        }
        int at = size < items.length ? size++ : size - 1;
        for (; at > 0 && isCloser(item, cosine, at - 1); at--) {
            items[at] = items[at - 1];
            cosines[at] = cosines[at - 1];
        }
        items[at] = item;
        cosines[at] = cosine;
    }

    private boolean isCloser(int item, double cosine, int than) {
        return cosine > cosines[than] || cosine == cosines[than] && item < items[than];
    }

    /** Writes one row of weights that sum to the largest cosine. */
    void writeTo(SparseRowsBuilder rows) {
        double sum = 0;
        for (int at = 0; at < size; at++) {
            sum += cosines[at];
        }
        for (int at = 0; at < size; at++) {
            rows.add(items[at], (float) (cosines[at] / sum * cosines[0]));
        }
        rows.endRow();
    }
}
