package dev.tidecast.model;

import java.util.stream.IntStream;

/**
 * Finds, for each item, the items with the largest sums: blocks of items are worked on by several threads, each with one
 * dense array, so that memory is linear in the items; the outcome does not depend on the threads.
 */
final class StrongestNeighbours {
    private static final int BLOCK = 256;

    /** Adds up all that speaks for the neighbours of one item. */
    @FunctionalInterface
    interface Filler {
        void fill(int item, SparseSums sums);
    }

    private final int items;
    private final int most;
    private final int[][] columns;
    private final float[][] values;

    StrongestNeighbours(int items, int most) {
        this.items = items;
        this.most = most;
        this.columns = new int[items][];
        this.values = new float[items][];
    }

    /** Calls {@code filler} once for each item, from several threads. */
    void fill(Filler filler) {
        ThreadLocal<SparseSums> sums = ThreadLocal.withInitial(() -> new SparseSums(items));
        IntStream.range(0, (items + BLOCK - 1) / BLOCK).parallel().forEach(block -> {
            int[] row = new int[Math.min(most, items)];
            float[] strength = new float[row.length];
            SparseSums mine = sums.get();
            for (int item = block * BLOCK; item < Math.min(items, (block + 1) * BLOCK); item++) {
                filler.fill(item, mine);
                int count = mine.takeStrongest(most, row, strength);
                columns[item] = java.util.Arrays.copyOf(row, count);
                values[item] = java.util.Arrays.copyOf(strength, count);
            }
        });
    }

    /** Row i: the neighbours of item i, ascending; asked once. */
    SparseRows rows() {
        return SparseRows.taking(items, columns, values);
    }
}
