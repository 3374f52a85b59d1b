package dev.tidecast.model;

import java.util.SplittableRandom;

/** Orders parts of arrays: the smallest first without sorting all (Hoare's selection, middle pivots), or any order at random. */
public final class Selection {
    private Selection() {}

    /** Brings {@code order} into an order that is as likely as any other (Fisher and Yates). */
    public static void shuffle(int[] order, SplittableRandom random) {
        for (int k = order.length - 1; k > 0; k--) {
            int other = random.nextInt(k + 1);
            int kept = order[k];
            order[k] = order[other];
            order[other] = kept;
        }
    }

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
