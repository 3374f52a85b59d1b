package dev.tidecast.model.interest;

import dev.tidecast.model.SafeTensors;
import dev.tidecast.model.StoredTensor;
import dev.tidecast.model.counters.CounterRow;
import dev.tidecast.model.inference.FloatKernels;
import dev.tidecast.model.inference.PackedMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The network on the user's own items: repeat(i) = tanh(x W + b) . v + bias(i), x standardised and clipped to 5.
 * Several networks trained from different seeds are averaged. Immutable.
 */
public final class RepeatTerm {
    /** Standardised features beyond it are pulled back. */
    public static final float LIMIT = 5;

    private static final FloatKernels KERNELS = FloatKernels.fastest();

    private final float[] mean;
    private final float[] deviation;
    private final List<Member> members;
    private final List<PackedMatrix> packed;

    /**
     * One network.
     *
     * @param weights W, float[R x N]
     * @param shift b, float[N]
     * @param output v, float[N]
     * @param bias float[V] of items known at the fit
     */
    @SuppressWarnings("ArrayRecordComponent") // made once by the trainer, read only
    public record Member(float[] weights, float[] shift, float[] output, float[] bias) {}

    /** Networks on features of this mean and deviation of the training rows, float[R] each. */
    public RepeatTerm(float[] mean, float[] deviation, List<Member> members) {
        this.mean = mean;
        this.deviation = deviation;
        this.members = List.copyOf(members);
        this.packed = this.members.stream().map(this::packed).toList();
    }

    /** W^T [N x R], as the kernel wants it. */
    private PackedMatrix packed(Member member) {
        int units = member.shift().length;
        float[] turned = new float[units * mean.length];
        for (int f = 0; f < mean.length; f++) {
            for (int unit = 0; unit < units; unit++) {
                turned[unit * mean.length + f] = member.weights()[f * units + unit];
            }
        }
        return new PackedMatrix(turned, units, mean.length);
    }

    /** float[R] of the training rows; read only. */
    public float[] mean() {
        return mean;
    }

    /** float[R] of the training rows; read only. */
    public float[] deviation() {
        return deviation;
    }

    /** The networks. */
    public List<Member> members() {
        return members;
    }

    /** Standardises raw features [n x R] in place. */
    public void standardise(float[] features) {
        for (int from = 0; from < features.length; from += mean.length) {
            for (int f = 0; f < mean.length; f++) {
                features[from + f] = Math.clamp((features[from + f] - mean[f]) / deviation[f], -LIMIT, LIMIT);
            }
        }
    }

    /** repeat(i) of each own item of the row, float[n]. */
    public float[] of(CounterRow row) {
        float[] features = row.repeat().clone();
        standardise(features);
        float[] sums = new float[row.ownItem().length];
        for (int m = 0; m < members.size(); m++) {
            add(m, features, row.ownItem(), sums);
        }
        return sums;
    }

    private void add(int m, float[] features, int[] items, float[] sums) {
        Member member = members.get(m);
        int units = member.shift().length;
        float[] inner = new float[items.length * units];
        for (int slot = 0; slot < items.length; slot++) {
            System.arraycopy(member.shift(), 0, inner, slot * units, units);
        }
        KERNELS.addProducts(packed.get(m), features, items.length, inner);
        KERNELS.tanh(inner, 0, inner.length);
        for (int slot = 0; slot < items.length; slot++) {
            float bias = items[slot] < member.bias().length ? member.bias()[items[slot]] : 0;
            float output = KERNELS.dot(inner, slot * units, member.output(), 0, units);
            sums[slot] += (output + bias) / members.size();
        }
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
        List<Member> members = new ArrayList<>();
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
