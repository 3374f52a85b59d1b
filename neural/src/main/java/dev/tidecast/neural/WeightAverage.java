package dev.tidecast.neural;

import dev.tidecast.model.StoredTensor;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.jspecify.annotations.Nullable;

/**
 * The exponential moving average of all parameters over the steps (Polyak and Juditsky 1992; Tarvainen and Valpola 2017):
 * steps go on from the parameters themselves, but the average is what is validated and kept. With a decay of 0 it is the
 * parameters, at no cost.
 */
final class WeightAverage implements AutoCloseable {
    private static final String STORED = "average";

    private final FlatParameters parameters;
    private final double decay;
    private final @Nullable FlatTensor average; // [P]

    /** An average that keeps {@code decay} of itself at each step, once there were enough steps to fill it. */
    WeightAverage(FlatParameters parameters, double decay) {
        this.parameters = parameters;
        this.decay = decay;
        this.average = decay == 0 ? null : new FlatTensor(parameters.size());
    }

    /** Takes in the parameters after {@code steps} steps: what is averaged is about a tenth of them while they are few. */
    void follow(long steps) {
        if (average != null) {
            double kept = Math.min(decay, (steps - 1.0) / (steps + 9));
            try (PointerScope scope = new PointerScope()) {
                average.tensor().lerp_(parameters.values(), new Scalar(1 - kept));
            }
        }
    }

    /** Puts the average in the parameters' place, and back when it is closed. */
    Stand standIn() {
        if (average == null) {
            return () -> {};
        }
        float[] own = parameters.copyOfValues();
        parameters.setValues(average.copy());
        return () -> parameters.setValues(own);
    }

    /** While it is open the parameters are the average. */
    @FunctionalInterface
    interface Stand extends AutoCloseable {
        @Override
        void close();
    }

    /** Adds what must be stored to {@code stored}. */
    void store(Map<String, StoredTensor> stored) {
        if (average != null) {
            stored.put(STORED, StoredTensor.of(average.copy(), average.size()));
        }
    }

    /** Goes on from what {@link #store} left. */
    void load(Map<String, StoredTensor> stored) {
        if (average != null) {
            average.set(Checkpoint.require(stored, STORED).floats());
        }
    }

    @Override
    public void close() {
        if (average != null) {
            average.close();
        }
    }
}
