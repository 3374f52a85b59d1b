package dev.tidecast.neural;

import dev.tidecast.model.StoredTensor;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * All parameters of a network, P floats in one flat tensor, and all their gradients in another; each named parameter is
 * a view of both, so that an optimiser is a few operations on [P] and a checkpoint is one array.
 *
 * <p>A {@link #twin} shares the values and has gradients of its own, for another thread of the same step.
 */
public final class FlatParameters implements AutoCloseable {
    private final LinkedHashMap<String, Slot> slots = new LinkedHashMap<>();
    private final FlatTensor values;
    private final FlatTensor gradients;
    private final boolean ownsValues;

    private final int dense;
    private final @Nullable TouchedRows touched;

    /** A named stretch of the flat tensors, its view as a leaf of autograd, and that leaf's gradient. */
    private record Slot(ParameterShape shape, int from, Tensor leaf, Tensor gradient) {}

    /** Lays out the {@code shapes} in their order and fills each from its own random numbers. */
    public FlatParameters(NativeRuntime runtime, List<ParameterShape> shapes, long seed) {
        this(runtime, shapes, seed, null);
    }

    /**
     * As above, but the parameter called {@code sparse} [V x d] comes last, and only those of its rows count in a step that
     * {@link #rows} was given gradients for.
     */
    FlatParameters(NativeRuntime runtime, List<ParameterShape> shapes, long seed, @Nullable String sparse) {
        this(lastly(shapes, sparse), new FlatTensor(totalSize(shapes)), true, sparse, Placement.HOST);
        float[] all = new float[size()];
        int index = 0;
        for (ParameterShape shape : shapes) {
            shape.fill(all, slot(shape.name()).from(), Seeds.random(seed, index++));
        }
        values.set(all);
    }

    private FlatParameters(
            List<ParameterShape> shapes,
            FlatTensor values,
            boolean ownsValues,
            @Nullable String sparse,
            Placement place) {
        this.values = values;
        this.gradients = new FlatTensor(values.size(), place);
        this.ownsValues = ownsValues;
        int from = 0;
        try (PointerScope scope = new PointerScope()) {
            for (ParameterShape shape : shapes) {
                slots.put(shape.name(), slot(shape, from));
                from += shape.size();
            }
        }
        this.dense = sparse == null ? from : slot(sparse).from();
        this.touched = sparse == null ? null : new TouchedRows(gradient(sparse));
    }

    private static List<ParameterShape> lastly(List<ParameterShape> shapes, @Nullable String sparse) {
        return shapes.stream()
                .sorted(Comparator.comparing(shape -> shape.name().equals(sparse)))
                .toList();
    }

    private static int totalSize(List<ParameterShape> shapes) {
        int total = 0;
        for (ParameterShape shape : shapes) {
            total = Math.addExact(total, shape.size());
        }
        if (total == 0) {
            throw new IllegalArgumentException("a network without parameters: give at least one shape");
        }
        List<String> names = shapes.stream().map(ParameterShape::name).sorted().toList();
        for (int k = 1; k < names.size(); k++) {
            if (names.get(k).equals(names.get(k - 1))) {
                throw new IllegalArgumentException("two parameters are called '" + names.get(k) + "'; rename one");
            }
        }
        return total;
    }

    private Slot slot(ParameterShape shape, int from) {
        Tensor leaf = values.tensor()
                .narrow(0, from, shape.size())
                .view(shape.sizes())
                .detach();
        Tensor gradient = gradients.tensor().narrow(0, from, shape.size()).view(shape.sizes());
        leaf.set_requires_grad(true);
        leaf.mutable_grad().put(gradient);
        return new Slot(shape, from, FlatTensor.kept(leaf), FlatTensor.kept(gradient));
    }

    /** The same values with gradients of their own; close it before this. */
    public FlatParameters twin() {
        return new FlatParameters(
                shapes(),
                values,
                false,
                touched == null ? null : shapes().getLast().name(),
                Placement.HOST);
    }

    /** Zeros of these shapes at another place, for {@link #copyFrom}; close it before this. */
    FlatParameters mirror(Placement place) {
        return new FlatParameters(shapes(), new FlatTensor(size(), place), true, null, place);
    }

    private List<ParameterShape> shapes() {
        return slots.values().stream().map(Slot::shape).toList();
    }

    /** Takes over the values of {@code other}, wherever they are. */
    void copyFrom(FlatParameters other) {
        try (PointerScope scope = new PointerScope()) {
            values().copy_(other.values());
        }
    }

    /** The number of parameters, P. */
    public int size() {
        return values.size();
    }

    /** All names, in the order of the flat tensor. */
    public List<String> names() {
        return List.copyOf(slots.keySet());
    }

    /** The parameter called {@code name}: a leaf of autograd, valid until {@link #close}; its gradient is summed up. */
    public Tensor parameter(String name) {
        return slot(name).leaf();
    }

    /** The gradient of the parameter called {@code name}, for gradients that are computed by hand. */
    public Tensor gradient(String name) {
        return slot(name).gradient();
    }

    private Slot slot(String name) {
        Slot slot = slots.get(name);
        if (slot == null) {
            throw new IllegalArgumentException("no parameter '" + name + "'; there are " + slots.keySet());
        }
        return slot;
    }

    /** The values as one tensor [P]. */
    Tensor values() {
        return values.tensor();
    }

    /** The gradients as one tensor [P]. */
    Tensor gradients() {
        return gradients.tensor();
    }

    /** The parameter called {@code name} [V x d], for a loss that reads and changes some of its rows. */
    ItemRows rows(String name) {
        Slot slot = slot(name);
        return new ItemRows(slot.leaf().detach(), slot.gradient(), slot.from() == dense ? touched : null);
    }

    /** The rows of the sparse parameter that have a gradient; null where there is none. */
    @Nullable
    TouchedRows touched() {
        return touched;
    }

    /** What {@code flat} [P] holds for the parameters that each step changes as a whole. */
    Tensor dense(Tensor flat) {
        return flat.narrow(0, 0, dense);
    }

    /** What {@code flat} [P] holds for the sparse parameter, [V x d]. */
    Tensor sparse(Tensor flat) {
        return flat.narrow(0, dense, size() - dense)
                .view(slots.lastEntry().getValue().shape().sizes());
    }

    /** Sets every gradient to 0. */
    public void zeroGradients() {
        try (PointerScope scope = new PointerScope()) {
            dense(gradients()).zero_();
        }
        if (touched != null) {
            touched.clear();
        }
    }

    /** Adds the gradients of a {@link #twin} or {@link #mirror} to these. */
    void addGradientsOf(FlatParameters twin) {
        try (PointerScope scope = new PointerScope()) {
            dense(gradients()).add_(Placement.beside(gradients(), dense(twin.gradients())));
        }
        if (touched != null && twin.touched != null) {
            touched.addAll(twin.touched);
        }
    }

    /**
     * Scales all gradients down to a Euclidean norm of {@code largest} where they exceed it (Pascanu et al., 2013).
     *
     * @return the norm before
     */
    public double clipGradients(double largest) {
        try (PointerScope scope = new PointerScope()) {
            Tensor g = dense(gradients());
            double squares = g.dot(g).item_double();
            double norm = Math.sqrt(touched == null ? squares : squares + touched.squaredNorm());
            if (norm > largest) {
                g.mul_(new Scalar(largest / norm));
                if (touched != null) {
                    touched.scale(largest / norm);
                }
            }
            return norm;
        }
    }

    /** All parameters, [P], a copy. */
    public float[] copyOfValues() {
        return values.copy();
    }

    /** All gradients, [P], a copy. */
    public float[] copyOfGradients() {
        return gradients.copy();
    }

    /** Replaces all parameters by {@code all} [P]. */
    public void setValues(float[] all) {
        values.set(all);
    }

    /** All parameters by name, as they are stored. */
    public SortedMap<String, StoredTensor> stored() {
        float[] all = copyOfValues();
        SortedMap<String, StoredTensor> stored = new TreeMap<>();
        slots.forEach((name, slot) -> {
            float[] own = Arrays.copyOfRange(
                    all, slot.from(), slot.from() + slot.shape().size());
            stored.put(name, StoredTensor.of(own, slot.shape().sizes()));
        });
        return stored;
    }

    /** Replaces every parameter that {@code stored} names; each must have this network's shape. Others stay. */
    public void load(Map<String, StoredTensor> stored) {
        float[] all = copyOfValues();
        stored.forEach((name, tensor) -> {
            Slot slot = slot(name);
            if (!Arrays.equals(tensor.shape(), slot.shape().sizes())) {
                throw new IllegalArgumentException("parameter '" + name + "' is " + Arrays.toString(tensor.shape())
                        + " in the file and " + Arrays.toString(slot.shape().sizes())
                        + " in this network; the recipe or the dataset differs");
            }
            System.arraycopy(tensor.floats(), 0, all, slot.from(), slot.shape().size());
        });
        setValues(all);
    }

    /** Describes the first parameter, else the first gradient, that holds NaN or infinity; null where all are finite. */
    public @Nullable String firstNotFinite() {
        String bad = firstNotFinite("parameter", copyOfValues());
        return bad != null ? bad : firstNotFinite("gradient of", copyOfGradients());
    }

    private @Nullable String firstNotFinite(String what, float[] all) {
        for (Slot slot : slots.values()) {
            for (int k = slot.from(); k < slot.from() + slot.shape().size(); k++) {
                if (!Float.isFinite(all[k])) {
                    return what + " " + slot.shape().name()
                            + Arrays.toString(slot.shape().sizes()) + ", element " + (k - slot.from()) + " = " + all[k];
                }
            }
        }
        return null;
    }

    @Override
    public void close() {
        for (Slot slot : slots.values()) {
            slot.leaf().releaseReference();
            slot.gradient().releaseReference();
        }
        gradients.close();
        if (ownsValues) {
            values.close();
        }
    }
}
