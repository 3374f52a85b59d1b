package dev.tidecast.model.counters;

import dev.tidecast.model.inference.FloatKernels;
import java.util.Arrays;

/**
 * The logits base(i) of design's model: weights on support and popularity of every candidate, and on the counters of
 * own items, whose slopes on support and popularity differ. Weights: [the D of every candidate, then the G of an own item].
 */
@SuppressWarnings("ArrayRecordComponent") // weights are fitted once and read only
public record CounterLogits(double[] weights) {
    /** Features that every candidate has whatever the settings: support and popularity. */
    static final int DENSE = 4;

    private static final FloatKernels KERNELS = FloatKernels.fastest();

    /** Writes base(i) for each candidate of the row into {@code logits}, length V or more. */
    public void write(CounterRow row, float[] logits) {
        write(row, row.dense(), logits);
    }

    /** The same where the row's dense features are at hand. */
    void write(CounterRow row, float[][] dense, float[] logits) {
        Arrays.fill(logits, 0, row.candidates(), 0f);
        addTo(row, dense, logits);
    }

    /** Adds base(i) of each candidate of the row to {@code logits}, length V or more. */
    public void addTo(CounterRow row, float[] logits) {
        addTo(row, row.dense(), logits);
    }

    private void addTo(CounterRow row, float[][] dense, float[] logits) {
        for (int d = 0; d < dense.length; d++) {
            KERNELS.addScaled((float) weights[d], dense[d], 0, logits, 0, row.candidates());
        }
        int width = weights.length - dense.length;
        for (int slot = 0; slot < row.ownItem().length; slot++) {
            int item = row.ownItem()[slot];
            double sum = -weights[dense.length - 1] * row.ownNewness(item);
            for (int g = 0; g < width; g++) {
                sum += weights[dense.length + g] * row.own()[slot * width + g];
            }
            logits[item] += (float) sum;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CounterLogits logits && Arrays.equals(weights, logits.weights);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(weights);
    }

    @Override
    public String toString() {
        return "CounterLogits" + Arrays.toString(weights);
    }
}
