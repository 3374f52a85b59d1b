package dev.tidecast.model.counters;

import dev.tidecast.model.SymmetricInverse;
import dev.tidecast.sequence.Dataset;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How strongly having item j speaks for item i: EASE's weights, each item i keeping its strongest neighbours j. Stored
 * by j: entries starts[j] to starts[j + 1] - 1 are pairs (i, weight). Immutable.
 *
 * @see <a href="https://arxiv.org/abs/1905.03375">Steck, Embarrassingly Shallow Autoencoders for Sparse Data, 2019</a>
 */
public final class CoOccurrence {
    private static final double DAY = 86_400.0;

    private final int[] starts;
    private final int[] items;
    private final float[] weights;
    private final double rate;

    CoOccurrence(int[] starts, int[] items, float[] weights, double historyHalfLife) {
        this.starts = starts;
        this.items = items;
        this.weights = weights;
        this.rate = Math.log(2) / (historyHalfLife * DAY);
    }

    /** Fits the weights to what is visible; cost V^3 in the inverse. */
    public static CoOccurrence fit(Dataset visible, CounterSettings settings, SymmetricInverse inverse) {
        int size = visible.itemCount();
        float[] gram = gram(visible, settings);
        for (int i = 0; i < size; i++) {
            gram[i * size + i] += (float) settings.coOccurrenceRidge();
        }
        float[] precision = inverse.invert(gram, size);
        int[][] chosen = new int[size][];
        IntStream.range(0, size)
                .parallel()
                .forEach(i -> chosen[i] = strongest(precision, size, i, settings.neighbours()));
        return transposed(precision, size, chosen, settings.historyHalfLife());
    }

    /** X'X [V x V], X[u, i] = 2^(-age of the last active day of (u, i) / half-life). */
    private static float[] gram(Dataset visible, CounterSettings settings) {
        int size = visible.itemCount();
        if ((long) size * size > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(
                    size + " items are too many for a full co-occurrence matrix: at most 46,340");
        }
        float[] gram = new float[size * size];
        OwnItems own = new OwnItems(settings, size);
        double decay = Math.log(2) / (settings.coOccurrenceHalfLife() * DAY);
        for (int user = 0; user < visible.userCount(); user++) {
            own.count(visible.history(user));
            float[] weight = new float[own.size()];
            for (int a = 0; a < weight.length; a++) {
                weight[a] = (float) Math.exp(-decay * (visible.asOf() - own.last(a)));
            }
            for (int a = 0; a < weight.length; a++) {
                int row = own.item(a) * size;
                for (int b = 0; b < weight.length; b++) {
                    gram[row + own.item(b)] += weight[a] * weight[b];
                }
            }
        }
        return gram;
    }

    private static float weight(float[] precision, int size, int j, int i) {
        return -precision[j * size + i] / precision[i * size + i];
    }

    /** The positive neighbours j of item i with the largest weights, at most {@code most}, ascending. */
    private static int[] strongest(float[] precision, int size, int i, int most) {
        long[] keys = new long[size];
        int positive = 0;
        for (int j = 0; j < size; j++) {
            float weight = weight(precision, size, j, i);
            if (j != i && weight > 0) {
                keys[positive++] = (long) Float.floatToIntBits(weight) << 32 | (Integer.MAX_VALUE - j);
            }
        }
        Arrays.sort(keys, 0, positive);
        int weakest = positive - Math.min(most, positive);
        return Arrays.stream(keys, weakest, positive)
                .mapToInt(key -> Integer.MAX_VALUE - (int) key)
                .sorted()
                .toArray();
    }

    private static CoOccurrence transposed(float[] precision, int size, int[][] chosen, double historyHalfLife) {
        int[] starts = new int[size + 1];
        for (int[] neighbours : chosen) {
            for (int j : neighbours) {
                starts[j + 1]++;
            }
        }
        for (int j = 0; j < size; j++) {
            starts[j + 1] += starts[j];
        }
        int[] next = Arrays.copyOf(starts, size);
        int[] items = new int[starts[size]];
        float[] weights = new float[starts[size]];
        for (int i = 0; i < size; i++) {
            for (int j : chosen[i]) {
                items[next[j]] = i;
                weights[next[j]++] = weight(precision, size, j, i);
            }
        }
        return new CoOccurrence(starts, items, weights, historyHalfLife);
    }

    /** Adds up what own items say of each item: support[i] = sum over j of weight(j, i) x 2^(-age of j / half-life). */
    public void support(OwnItems own, long asOf, float[] support) {
        Arrays.fill(support, 0f);
        for (int slot = 0; slot < own.size(); slot++) {
            int j = own.item(slot);
            if (j + 1 >= starts.length) {
                continue; // first seen after the fit
            }
            float recency = (float) Math.exp(-rate * (asOf - own.last(slot)));
            for (int entry = starts[j]; entry < starts[j + 1]; entry++) {
                support[items[entry]] += weights[entry] * recency;
            }
        }
    }

    /** V of the fit. */
    public int itemCount() {
        return starts.length - 1;
    }

    int[] starts() {
        return starts;
    }

    int[] items() {
        return items;
    }

    float[] weights() {
        return weights;
    }
}
