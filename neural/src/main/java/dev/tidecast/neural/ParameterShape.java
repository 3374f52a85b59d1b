package dev.tidecast.neural;

import java.util.SplittableRandom;

/**
 * A parameter to be: its name, its sizes and how it starts.
 *
 * @param name dotted, as in the safetensors file: {@code trunk.lstm.0.input}
 * @param sizes sizes of its dimensions, each at least 1
 * @param start how it is filled before training
 */
public record ParameterShape(String name, long[] sizes, Start start) {
    public ParameterShape {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a parameter without a name");
        }
        sizes = sizes.clone();
        for (long size : sizes) {
            if (size < 1) {
                throw new IllegalArgumentException("parameter '" + name + "' has a size of " + size + "; at least 1");
            }
        }
    }

    /** How a parameter is filled before training; drawn in Java, so that libtorch's version does not matter. */
    public sealed interface Start {
        /** Every element the same. */
        record Constant(float value) implements Start {}

        /** Uniform in (-bound, bound). */
        record Uniform(float bound) implements Start {}

        /** Normal with mean 0. */
        record Normal(float deviation) implements Start {}

        /** LSTM bias [4H]: 0, but 1 for the forget gate, so that cells remember at first (Jozefowicz et al., 2015). */
        record ForgetGateOpen() implements Start {}
    }

    @Override
    public long[] sizes() {
        return sizes.clone();
    }

    /** The number of elements. */
    public int size() {
        long size = 1;
        for (long one : sizes) {
            size = Math.multiplyExact(size, one);
        }
        return Math.toIntExact(size);
    }

    void fill(float[] all, int from, SplittableRandom random) {
        int size = size();
        for (int k = 0; k < size; k++) {
            all[from + k] = switch (start) {
                case Start.Constant constant -> constant.value();
                case Start.Uniform uniform -> uniform.bound() * (float) (2 * random.nextDouble() - 1);
                case Start.Normal normal -> normal.deviation() * (float) random.nextGaussian();
                case Start.ForgetGateOpen open -> k >= size / 4 && k < size / 2 ? 1 : 0;
            };
        }
    }
}
