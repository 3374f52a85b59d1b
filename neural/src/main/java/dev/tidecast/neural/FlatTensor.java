package dev.tidecast.neural;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** One float tensor [P] that outlives the scopes of steps, until it is closed. */
final class FlatTensor implements AutoCloseable {
    private final Tensor tensor;

    /** Zeros. */
    FlatTensor(int size) {
        this(size, Placement.HOST);
    }

    /** Zeros at a place. */
    FlatTensor(int size, Placement place) {
        try (PointerScope scope = new PointerScope()) {
            Tensor zeros = torch.zeros(size);
            tensor = kept(
                    place.type() == torch.DeviceType.CPU
                            ? zeros
                            : zeros.to(new Device(place.type()), torch.ScalarType.Float));
        }
    }

    /** Keeps a tensor beyond the scope in which it was made, until its {@code releaseReference}. */
    static Tensor kept(Tensor tensor) {
        tensor.retainReference();
        return tensor;
    }

    /** The tensor [P] itself. */
    Tensor tensor() {
        return tensor;
    }

    int size() {
        return Math.toIntExact(tensor.numel());
    }

    /** The values [P], a copy. */
    float[] copy() {
        float[] all = new float[size()];
        try (PointerScope scope = new PointerScope()) {
            tensor.data_ptr_float().get(all);
        }
        return all;
    }

    /** Replaces the values by {@code all} [P]. */
    void set(float[] all) {
        if (all.length != size()) {
            throw new IllegalArgumentException(
                    all.length + " values for a flat tensor of " + size() + "; they belong to another network");
        }
        try (PointerScope scope = new PointerScope()) {
            tensor.data_ptr_float().put(all);
        }
    }

    @Override
    public void close() {
        tensor.releaseReference();
    }
}
