package dev.tidecast.neural;

import dev.tidecast.model.StoredTensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

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
    void remember(String name) {
        tensors.put(name, new FlatTensor(size));
    }

    /**
     * An update of some parameters in place, element by element.
     *
     * @param p parameters
     * @param g their gradients
     * @param memory what is remembered of them, in the order of {@link #remember}
     */
    @FunctionalInterface
    interface Update {
        void run(Tensor p, Tensor g, List<Tensor> memory);
    }

    /** Counts one more step and returns how many there are now. */
    long count() {
        return ++steps;
    }

    /**
     * Updates the dense parameters in place, then the touched rows of a sparse one. What is remembered of the other rows
     * stands still, as in torch.optim.SparseAdam.
     */
    void update(FlatParameters parameters, Update update) {
        List<Tensor> flat = new ArrayList<>(List.of(parameters.values(), parameters.gradients()));
        tensors.values().forEach(tensor -> flat.add(tensor.tensor()));
        try (PointerScope scope = new PointerScope()) {
            run(update, flat.stream().map(parameters::dense).toList());
            TouchedRows rows = parameters.touched();
            if (rows != null && !rows.isEmpty()) {
                Tensor index = rows.index(); // [n]
                List<Tensor> all = flat.stream().map(parameters::sparse).toList();
                List<Tensor> own =
                        all.stream().map(each -> each.index_select(0, index)).toList(); // [n x d] each
                run(update, own);
                for (int k = 0; k < all.size(); k++) {
                    all.get(k).index_copy_(0, index, own.get(k));
                }
            }
        }
    }

    private static void run(Update update, List<Tensor> of) {
        update.run(of.get(0), of.get(1), of.subList(2, of.size()));
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
