package dev.tidecast.neural;

import dev.tidecast.model.SafeTensors;
import dev.tidecast.model.StoredTensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that training needs to go on to the bit from the end of an epoch, as one safetensors file: parameters and
 * optimiser by name, the best parameters so far, the metrics of each epoch. Equal runs write equal bytes.
 *
 * @param run what is trained on what, such as a hash of recipe and dataset; another run never goes on from it
 * @param parameters by name
 * @param optimizer state by name; holds the number of steps made, from which all random numbers follow
 * @param best flat parameters of the best epoch [P], empty where none is chosen
 * @param bestEpoch the best epoch, 0 where none is chosen
 * @param metrics of each epoch so far
 */
public record Checkpoint(
        String run,
        SortedMap<String, StoredTensor> parameters,
        SortedMap<String, StoredTensor> optimizer,
        float[] best,
        int bestEpoch,
        List<Map<String, Double>> metrics) {
    private static final String PARAMETERS = "parameters/";
    private static final String OPTIMIZER = "optimizer/";
    private static final String BEST = "best";
    private static final String BEST_EPOCH = "bestEpoch";
    private static final String METRICS = "metrics/";
    private static final String RUN = "run";
    private static final String NAMES = "metricNames";

    public Checkpoint {
        best = best.clone();
        metrics = List.copyOf(metrics);
        if (metrics.isEmpty() || bestEpoch > metrics.size()) {
            throw new IllegalArgumentException(
                    "a checkpoint after " + metrics.size() + " epochs with best epoch " + bestEpoch);
        }
    }

    /** Writes the checkpoint (temporary name, fsync, rename). */
    void write(Path file) throws IOException {
        SortedMap<String, StoredTensor> tensors = new TreeMap<>();
        parameters.forEach((name, tensor) -> tensors.put(PARAMETERS + name, tensor));
        optimizer.forEach((name, tensor) -> tensors.put(OPTIMIZER + name, tensor));
        if (best.length > 0) {
            tensors.put(BEST, StoredTensor.of(best, best.length));
        }
        tensors.put(BEST_EPOCH, StoredTensor.of(new long[] {bestEpoch}));
        List<String> names = List.copyOf(metrics.getFirst().keySet());
        for (String name : names) {
            double[] values =
                    metrics.stream().mapToDouble(epoch -> epoch.get(name)).toArray();
            tensors.put(METRICS + name, StoredTensor.of(values, values.length));
        }
        new SafeTensors(tensors, Map.of(RUN, run, NAMES, String.join("\n", names))).write(file);
    }

    /** Reads the checkpoint of {@code run}; empty where there is none, or only that of another run. */
    static Optional<Checkpoint> read(Path file, String run) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        SafeTensors stored = SafeTensors.read(file);
        if (!stored.text(RUN).equals(run)) {
            return Optional.empty();
        }
        SortedMap<String, StoredTensor> tensors = stored.tensors();
        float[] best = tensors.containsKey(BEST) ? stored.tensor(BEST).floats() : new float[0];
        int bestEpoch = Math.toIntExact(stored.tensor(BEST_EPOCH).longs()[0]);
        return Optional.of(new Checkpoint(
                run, under(PARAMETERS, tensors), under(OPTIMIZER, tensors), best, bestEpoch, metrics(stored)));
    }

    private static SortedMap<String, StoredTensor> under(String prefix, SortedMap<String, StoredTensor> tensors) {
        SortedMap<String, StoredTensor> found = new TreeMap<>();
        tensors.forEach((name, tensor) -> {
            if (name.startsWith(prefix)) {
                found.put(name.substring(prefix.length()), tensor);
            }
        });
        return found;
    }

    private static List<Map<String, Double>> metrics(SafeTensors stored) {
        List<Map<String, Double>> epochs = new ArrayList<>();
        for (String name : stored.text(NAMES).split("\n", -1)) {
            double[] values = stored.tensor(METRICS + name).doubles();
            for (int epoch = 0; epoch < values.length; epoch++) {
                if (epoch == epochs.size()) {
                    epochs.add(new LinkedHashMap<>());
                }
                epochs.get(epoch).put(name, values[epoch]);
            }
        }
        return epochs;
    }

    /** The tensor called {@code name} of {@code stored}; its absence is an error that lists what is there. */
    static StoredTensor require(Map<String, StoredTensor> stored, String name) {
        StoredTensor tensor = stored.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("no tensor '" + name + "'; there are " + stored.keySet());
        }
        return tensor;
    }
}
