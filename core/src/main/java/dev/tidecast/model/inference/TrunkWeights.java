package dev.tidecast.model.inference;

import dev.tidecast.model.StoredTensor;
import java.util.Map;

/** The stored tensors of one trunk, found by the part of their names after the trunk's own. */
final class TrunkWeights {
    private final String name;
    private final Map<String, StoredTensor> weights;

    TrunkWeights(String name, Map<String, StoredTensor> weights) {
        this.name = name;
        this.weights = weights;
    }

    /** The values of {@code NAME.part}, which must be {@code size}. */
    float[] values(String part, int size) {
        StoredTensor tensor = weights.get(name + "." + part);
        if (tensor == null) {
            throw new IllegalArgumentException("no tensor '" + name + "." + part + "'; there are " + weights.keySet());
        }
        float[] values = tensor.floats();
        if (values.length != size) {
            throw new IllegalArgumentException(
                    "tensor '" + name + "." + part + "' has " + values.length + " values, this trunk needs " + size);
        }
        return values;
    }

    /** {@code PART.gain} and {@code PART.shift} [H]. */
    LayerNorm norm(String part, int width) {
        return new LayerNorm(values(part + ".gain", width), values(part + ".shift", width));
    }

    /** {@code PART.weight} [R x C] and {@code PART.bias} [R]. */
    Affine affine(String part, int rows, int columns) {
        return new Affine(values(part + ".weight", rows * columns), values(part + ".bias", rows), rows, columns);
    }
}
