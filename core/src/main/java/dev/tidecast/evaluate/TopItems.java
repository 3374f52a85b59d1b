package dev.tidecast.evaluate;

import dev.tidecast.model.inference.FloatKernels;
import java.util.Arrays;

/**
 * The first items of a ranking, found in one pass without sorting. Confined to one thread.
 *
 * <p>Within the list kept, tied items stand in the order of their numbers; measures do not use that order.
 */
final class TopItems {
    private static final FloatKernels KERNELS = FloatKernels.fastest();

    private final long[] heap;
    private int size;

    /** Keeps the first {@code depth} items. */
    TopItems(int depth) {
        heap = new long[depth];
    }

    /**
     * Ranks items 0 to {@code count} - 1.
     *
     * @param excluded items that are no candidates, by number
     * @throws IllegalArgumentException if a candidate's score is not finite
     */
    TopItems rank(float[] scores, int count, boolean[] excluded) {
        size = 0;
        float last = Float.NEGATIVE_INFINITY; // nothing is within it: the first items are all taken
        int item = KERNELS.firstBeyond(scores, 0, count, last);
        while (item < count) {
            if (!excluded[item]) {
                take(scores[item] + 0f, item); // -0 becomes 0: they are tied
                last = size == heap.length ? score(heap[0]) : last;
            }
            item = KERNELS.firstBeyond(scores, item + 1, count, last);
        }
        Arrays.sort(heap, 0, size);
        return this;
    }

    private void take(float score, int item) {
        if (!(Math.abs(score) <= Float.MAX_VALUE)) {
            throw new IllegalArgumentException("item " + item + " has score " + score + ": it must be finite");
        }
        if (size < heap.length) {
            heap[size] = key(score, item);
            siftUp(size++);
        } else {
            heap[0] = key(score, item);
            siftDown();
        }
    }

    /** How many items the list holds: the depth, or all candidates where those are fewer. */
    int size() {
        return size;
    }

    /** The item at a rank, from 0. */
    int item(int rank) {
        return ~(int) heap[size - 1 - rank];
    }

    private static long key(float score, int item) {
        int bits = Float.floatToIntBits(score);
        return (long) (bits ^ (bits >> 31 & Integer.MAX_VALUE)) << 32 | (~item & 0xffff_ffffL);
    }

    private static float score(long key) {
        int bits = (int) (key >> 32);
        return Float.intBitsToFloat(bits ^ (bits >> 31 & Integer.MAX_VALUE));
    }

    private void siftUp(int from) {
        int child = from;
        while (child > 0 && heap[(child - 1) / 2] > heap[child]) {
            swap(child, (child - 1) / 2);
            child = (child - 1) / 2;
        }
    }

    private void siftDown() {
        int parent = 0;
        while (2 * parent + 1 < size) {
            int child = 2 * parent + 1;
            if (child + 1 < size && heap[child + 1] < heap[child]) {
                child++;
            }
            if (heap[parent] <= heap[child]) {
                return;
            }
            swap(parent, child);
            parent = child;
        }
    }

    private void swap(int a, int b) {
        long key = heap[a];
        heap[a] = heap[b];
        heap[b] = key;
    }
}
