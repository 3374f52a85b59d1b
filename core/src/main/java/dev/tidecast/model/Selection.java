package dev.tidecast.model;

/** Finds the smallest of many whole numbers without sorting them all (Hoare's selection, middle pivots). */
public final class Selection {
    private Selection() {}

    /** Reorders keys[0 .. size) so that the {@code count} smallest come first, in no particular order. */
    public static void smallestFirst(long[] keys, int size, int count) {
        int low = 0;
        int high = size - 1;
        while (low < high) {
            long pivot = keys[(low + high) >>> 1];
            int i = low;
            int j = high;
            while (i <= j) {
                while (keys[i] < pivot) {
                    i++;
                }
                while (keys[j] > pivot) {
                    j--;
                }
                if (i <= j) {
                    long key = keys[i];
                    keys[i++] = keys[j];
                    keys[j--] = key;
                }
            }
            if (count - 1 <= j) {
                high = j;
            } else if (count - 1 >= i) {
                low = i;
            } else {
                return;
            }
        }
    }
}
