package dev.tidecast.model.interest;

import dev.tidecast.model.SafeTensors;
import dev.tidecast.model.StoredTensor;
import dev.tidecast.model.counters.CounterRow;
import java.util.Map;
import java.util.TreeMap;

/**
 * The network on the user's own items: repeat(i) = tanh(x W + b) . v + bias(i), x standardised and clipped to 5.
 * Several networks trained from different seeds are averaged. Confined to nothing: immutable.
 *
 * @param mean float[R] of the training rows
 * @param deviation float[R] of the training rows
 * @param members the networks
 */
@SuppressWarnings("ArrayRecordComponent") // made once by the trainer, read only
public record RepeatTerm(float[] mean, float[] deviation, java.util.List<Member> members) {
    /** Standardised features beyond it are pulled back. */
    public static final float LIMIT = 5;

    /**
     * One network.
     *
     * @param weights W, float[R x N]
     * @param shift b, float[N]
     * @param output v, float[N]
     * @param bias float[V] of items known at the fit
     */
    public record Member(float[] weights, float[] shift, float[] output, float[] bias) {}

    public RepeatTerm {
        members = java.util.List.copyOf(members);
    }

    /** Standardises raw features [n x R] in place. */
    public void standardise(float[] features) {
        for (int at = 0; at < features.length; at++) {
            int f = at % mean.length;
            float value = (features[at] - mean[f]) / deviation[f];
            features[at] = Math.clamp(value, -LIMIT, LIMIT);
        }
    }

    /** repeat(i) of each own item of the row, float[n]. */
    public float[] of(CounterRow row) {
        float[] features = row.repeat().clone();
        standardise(features);
        float[] sums = new float[row.ownItem().length];
        for (Member member : members) {
            for (int slot = 0; slot < sums.length; slot++) {
                sums[slot] += output(member, features, slot, row.ownItem()[slot]) / members.size();
            }
        }
        return sums;
    }

    private float output(Member member, float[] features, int slot, int item) {
        float[] weights = member.weights();
        double[] inner = new double[member.shift().length];
        for (int unit = 0; unit < inner.length; unit++) {
            inner[unit] = member.shift()[unit];
        }
        for (int f = 0; f < mean.length; f++) { // units run innermost: their sums go side by side
            float value = features[slot * mean.length + f];
            int at = f * inner.length;
            for (int unit = 0; unit < inner.length; unit++) {
                inner[unit] += value * weights[at + unit];
            }
        }
        double sum = item < member.bias().length ? member.bias()[item] : 0;
        for (int unit = 0; unit < inner.length; unit++) {
            sum += Math.tanh(inner[unit]) * member.output()[unit];
        }
        return (float) sum;
    }

    Map<String, StoredTensor> stored() {
        Map<String, StoredTensor> stored = new TreeMap<>();
        stored.put("repeat.mean", StoredTensor.of(mean, mean.length));
        stored.put("repeat.deviation", StoredTensor.of(deviation, deviation.length));
        for (int m = 0; m < members.size(); m++) {
            Member member = members.get(m);
            int units = member.shift().length;
            stored.put("repeat." + m + ".weights", StoredTensor.of(member.weights(), mean.length, units));
            stored.put("repeat." + m + ".shift", StoredTensor.of(member.shift(), units));
            stored.put("repeat." + m + ".output", StoredTensor.of(member.output(), units));
            stored.put("repeat." + m + ".bias", StoredTensor.of(member.bias(), member.bias().length));
        }
        return stored;
    }

    static RepeatTerm load(SafeTensors stored) {
        java.util.List<Member> members = new java.util.ArrayList<>();
        for (int m = 0; stored.tensors().containsKey("repeat." + m + ".weights"); m++) {
            members.add(new Member(
                    stored.tensor("repeat." + m + ".weights").floats(),
                    stored.tensor("repeat." + m + ".shift").floats(),
                    stored.tensor("repeat." + m + ".output").floats(),
                    stored.tensor("repeat." + m + ".bias").floats()));
        }
        return new RepeatTerm(
                stored.tensor("repeat.mean").floats(),
                stored.tensor("repeat.deviation").floats(),
                members);
    }
}
