package dev.tidecast.evaluate;

import dev.tidecast.model.inference.FloatKernels;
import java.util.Arrays;

/**
 * Where one user's targets stand among the candidates: for each distinct score of a target (a level, the highest
 * first), how many candidates score more and how many the same. One pass over the scores, nothing sorted but the
 * targets. Confined to one thread.
 */
final class RankLevels {
    private static final int CELLS = 1 << 9;
    private static final int SEVERAL = -1;
    /** Up to so many levels, comparing all scores with each in vector code is faster than finding each score's place. */
    private static final int FEW = 32;

    private static final FloatKernels KERNELS = FloatKernels.fastest();

    private float[] levels = new float[16];
    private int[] buckets = new int[34];
    private int[] above = new int[16];
    private int[] tied = new int[16];
    private final int[] cells = new int[CELLS];
    private int size;
    private int padded;
    private float scale;

    /** Finds the levels of the targets' scores. */
    void levels(float[] scores, int[] targets, int targetCount) {
        padded = Math.max(1, Integer.highestOneBit(Math.max(1, targetCount) * 2 - 1));
        if (levels.length < padded) {
            levels = new float[padded];
            buckets = new int[2 * padded + 2];
            above = new int[padded];
            tied = new int[padded];
        }
        for (int t = 0; t < targetCount; t++) {
            levels[t] = scores[targets[t]] + 0f; // -0 becomes 0: they are tied
        }
        Arrays.sort(levels, 0, targetCount);
        size = 0;
        for (int t = 0; t < targetCount; t++) {
            if (size == 0 || levels[size - 1] != levels[t]) {
                levels[size++] = levels[t];
            }
        }
        Arrays.fill(levels, size, padded, Float.POSITIVE_INFINITY);
    }

    /** The range of the levels in equal cells: where no level lies in a score's cell, the cell tells its place at once. */
    private void fillCells() {
        scale = (CELLS - 1) / (levels[size - 1] - levels[0]);
        scale = scale <= Float.MAX_VALUE ? scale : 0;
        Arrays.fill(cells, 0);
        for (int level = 0; level < size; level++) {
            cells[cell(levels[level])] = SEVERAL;
        }
        int below = 0;
        for (int cell = 0; cell < CELLS; cell++) {
            if (cells[cell] == SEVERAL) {
                while (below < size && cell(levels[below]) == cell) {
                    below++;
                }
            } else {
                cells[cell] = 2 * below;
            }
        }
    }

    /** Never falls as the score, which is at least the lowest level, rises. */
    private int cell(float score) {
        return Math.min(CELLS - 1, (int) ((score - levels[0]) * scale));
    }

    /** Counts all {@code count} candidates. */
    void countAll(float[] scores, int count) {
        if (size > FEW) {
            countByCells(scores, count);
            return;
        }
        KERNELS.countAbove(scores, count, levels, size, above, tied);
        for (int level = 0; level < size; level++) {
            tied[level] -= above[level];
        }
    }

    private void countByCells(float[] scores, int count) {
        fillCells();
        Arrays.fill(buckets, 0, 2 * size + 2, 0);
        float lowest = levels[0];
        int below = 0;
        for (int item = 0; item < count; item++) {
            float score = scores[item];
            if (score < lowest) {
                below++;
            } else {
                int at = cells[cell(score)];
                if (at == SEVERAL) {
                    put(score);
                } else {
                    buckets[at]++;
                }
            }
        }
        buckets[0] = below;
        sum();
    }

    /** Takes some candidates back from what was counted. */
    void subtract(float[] scores, int[] items, int count) {
        Arrays.fill(buckets, 0, 2 * size + 2, 0);
        int[] allAbove = Arrays.copyOf(above, size);
        int[] allTied = Arrays.copyOf(tied, size);
        for (int i = 0; i < count; i++) {
            put(scores[items[i]]);
        }
        sum();
        for (int level = 0; level < size; level++) {
            above[level] = allAbove[level] - above[level];
            tied[level] = allTied[level] - tied[level];
        }
    }

    /** The number of levels at or below the score, doubled, and one more where it lies above the last of them. */
    private void put(float score) {
        int low = 0;
        for (int half = padded >> 1; half > 0; half >>= 1) {
            low += score >= levels[low + half - 1] ? half : 0;
        }
        low += score >= levels[low] ? 1 : 0;
        int at = 2 * low;
        if (low > 0 && score == levels[low - 1]) {
            at--;
        }
        buckets[at]++;
    }

    private void sum() {
        int higher = 0;
        for (int level = size - 1; level >= 0; level--) {
            higher += buckets[2 * level + 2];
            above[level] = higher;
            tied[level] = buckets[2 * level + 1];
            higher += tied[level];
        }
    }

    /** How many levels there are. */
    int size() {
        return size;
    }

    /** The level of a target's score: 0 is the highest. */
    int of(float score) {
        return size - 1 - Arrays.binarySearch(levels, 0, size, score + 0f);
    }

    /** How many of those counted score more than {@code level}. */
    int above(int level) {
        return above[size - 1 - level];
    }

    /** How many of those counted score the same. */
    int tied(int level) {
        return tied[size - 1 - level];
    }
}
