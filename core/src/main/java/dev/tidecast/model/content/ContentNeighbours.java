package dev.tidecast.model.content;

import dev.tidecast.model.SparseRows;
import dev.tidecast.model.inference.FloatKernels;
import java.util.Arrays;
import java.util.stream.IntStream;

/** For each item the items nearest to it by the cosine of their content, the nearest first. */
public final class ContentNeighbours {
    private ContentNeighbours() {}

    /**
     * The {@code count} nearest items of each item with content, itself left out; equal cosines go by number. Cosines of 0
     * and below are left out too, and an item without content is near to none.
     *
     * @return cosines [V x V], a row for each item
     */
    public static SparseRows of(Modality modality, int count) {
        if (count < 1) {
            throw new IllegalArgumentException(count + " neighbours: 1 or more are allowed");
        }
        Modality unit = modality.normalised();
        int items = unit.items();
        int[][] nearest = new int[items][];
        float[][] cosines = new float[items][];
        IntStream.range(0, items).parallel().forEach(item -> {
            float[] all = cosines(unit, item);
            nearest[item] = largest(all, item, count);
            cosines[item] = new float[nearest[item].length];
            for (int k = 0; k < nearest[item].length; k++) {
                cosines[item][k] = all[nearest[item][k]];
            }
        });
        return rows(nearest, cosines);
    }

    /** The cosines of one item with all. */
    private static float[] cosines(Modality unit, int item) {
        FloatKernels kernels = FloatKernels.fastest();
        float[] cosines = new float[unit.items()];
        if (unit.present()[item]) {
            for (int other = 0; other < cosines.length; other++) {
                cosines[other] = kernels.dot(
                        unit.values(), item * unit.width(), unit.values(), other * unit.width(), unit.width());
            }
        }
        return cosines;
    }

    /** The items of the largest positive values, the largest first, through keys that hold value and item. */
    private static int[] largest(float[] values, int self, int count) {
        long[] keys = new long[values.length];
        int size = 0;
        for (int item = 0; item < values.length; item++) {
            if (item != self && values[item] > 0) {
                keys[size++] = (long) (Integer.MAX_VALUE - Float.floatToIntBits(values[item])) << 32 | item;
            }
        }
        Arrays.sort(keys, 0, size);
        return Arrays.stream(keys, 0, Math.min(size, count))
                .mapToInt(key -> (int) key)
                .toArray();
    }

    private static SparseRows rows(int[][] nearest, float[][] cosines) {
        int[] from = new int[nearest.length + 1];
        for (int item = 0; item < nearest.length; item++) {
            from[item + 1] = Math.addExact(from[item], nearest[item].length);
        }
        int[] column = new int[from[nearest.length]];
        float[] value = new float[column.length];
        for (int item = 0; item < nearest.length; item++) {
            System.arraycopy(nearest[item], 0, column, from[item], nearest[item].length);
            System.arraycopy(cosines[item], 0, value, from[item], nearest[item].length);
        }
        return new SparseRows(nearest.length, from, column, value);
    }
}
