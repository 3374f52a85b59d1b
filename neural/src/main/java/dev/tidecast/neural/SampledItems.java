package dev.tidecast.neural;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Items that all rows of a part share as negatives: {@code draws} uniform draws with replacement and, where asked, the
 * distinct targets of the part.
 *
 * @param items [M]
 * @param logExpected log of how often each is expected in such a set, log Q (Bengio and Senecal 2008; Yi et al. 2019) [M]
 * @param targetLogExpected the same of each row's target [A]
 */
@SuppressWarnings("ArrayRecordComponent") // made for one step
record SampledItems(long[] items, float[] logExpected, float[] targetLogExpected) {
    /**
     * Draws a set.
     *
     * @param shares share of each item among all targets [V]; empty for uniform draws alone
     */
    static SampledItems draw(int[] targets, int draws, int catalogue, float[] shares, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] inBatch = shares.length == 0
                ? new int[0]
                : Arrays.stream(targets).sorted().distinct().toArray();
        long[] items = new long[draws + inBatch.length];
        for (int k = 0; k < items.length; k++) {
            items[k] = k < draws ? random.nextInt(catalogue) : inBatch[k - draws];
        }
        float[] logExpected = new float[items.length];
        for (int k = 0; k < items.length; k++) {
            logExpected[k] = logExpected((int) items[k], targets.length, draws, catalogue, shares);
        }
        float[] ofTargets = new float[targets.length];
        for (int a = 0; a < targets.length; a++) {
            ofTargets[a] = logExpected(targets[a], targets.length, draws, catalogue, shares);
        }
        return new SampledItems(items, logExpected, ofTargets);
    }

    /** The share of each of {@code items} items among all {@code targets}, float[V]. */
    static float[] shares(IntStream targets, int items) {
        float[] shares = new float[items];
        long[] total = new long[1];
        targets.forEach(target -> {
            shares[target]++;
            total[0]++;
        });
        for (int i = 0; i < items; i++) {
            shares[i] /= Math.max(1, total[0]);
        }
        return shares;
    }

    /** log(K / V + P(the item is a target of the part)): the distinct targets hold an item at most once. */
    private static float logExpected(int item, int rows, int draws, int catalogue, float[] shares) {
        double expected = draws / (double) catalogue;
        if (shares.length > 0) {
            expected += -Math.expm1(rows * Math.log1p(-Math.min(.999999, shares[item])));
        }
        return (float) Math.log(expected);
    }
}
