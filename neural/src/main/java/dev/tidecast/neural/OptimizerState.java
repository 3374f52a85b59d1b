package dev.tidecast.neural;

import dev.tidecast.model.StoredTensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What an optimiser remembers from step to step: how many it made, and named tensors of the parameters' size [P]. */
final class OptimizerState implements AutoCloseable {
    private static final String STEPS = "steps";

    private final Map<String, FlatTensor> tensors = new LinkedHashMap<>();
    private final int size;
    private long steps;

    OptimizerState(int size) {
        this.size = size;
    }

    /** Adds a tensor of zeros that is stored under {@code name}. */
    FlatTensor remember(String name) {
        FlatTensor tensor = new FlatTensor(size);
        tensors.put(name, tensor);
        return tensor;
    }

    /** Counts one more step and returns how many there are now. */
    long count() {
        return ++steps;
    }

    long steps() {
        return steps;
    }

    SortedMap<String, StoredTensor> stored() {
        SortedMap<String, StoredTensor> stored = new TreeMap<>();
        stored.put(STEPS, StoredTensor.of(new long[] {steps}));
        tensors.forEach((name, tensor) -> stored.put(name, StoredTensor.of(tensor.copy(), size)));
        return stored;
    }

    void load(Map<String, StoredTensor> stored) {
        steps = Checkpoint.require(stored, STEPS).longs()[0];
        tensors.forEach(
                (name, tensor) -> tensor.set(Checkpoint.require(stored, name).floats()));
    }

    @Override
    public void close() {
        tensors.values().forEach(FlatTensor::close);
    }
}
