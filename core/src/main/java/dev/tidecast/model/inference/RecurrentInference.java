package dev.tidecast.model.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The forward pass of LSTM, GRU and plain RNN in Java, held to libtorch's within 1e-4.
 *
 * <p>Plain stacking: y_l = layer_l(y_(l-1)). Residual stacking: y_0 = layer_0(x), y_l = y_(l-1) + layer_l(norm_l(y_(l-1))),
 * output = norm_L(y_(L-1)) (pre-norm residuals).
 */
public final class RecurrentInference implements TrunkInference {
    /** Histories that advance together: enough to read each weight once for many, few enough to stay in cache. */
    private static final int GROUP = 32;

    private final List<RecurrentLayer> layers;
    private final List<LayerNorm> norms;
    private final FloatKernels kernels;

    private RecurrentInference(List<RecurrentLayer> layers, List<LayerNorm> norms, FloatKernels kernels) {
        this.layers = List.copyOf(layers);
        this.norms = List.copyOf(norms);
        this.kernels = kernels;
    }

    static RecurrentInference of(TrunkShape shape, TrunkWeights weights, FloatKernels kernels) {
        List<RecurrentLayer> layers = new ArrayList<>();
        List<LayerNorm> norms = new ArrayList<>();
        for (int l = 0; l < shape.depth(); l++) {
            layers.add(layer(shape, weights, l));
            if (shape.residual()) {
                norms.add(weights.norm("norm." + l, shape.hidden()));
            }
        }
        return new RecurrentInference(layers, norms, kernels);
    }

    private static RecurrentLayer layer(TrunkShape shape, TrunkWeights weights, int l) {
        int h = shape.hidden();
        int d = l == 0 ? shape.inputs() : h;
        String part = shape.kind().word() + "." + l;
        int rows = shape.kind().gates() * h;
        float[] input = weights.values(part + ".input", rows * d);
        float[] state = weights.values(part + ".state", rows * h);
        float[] bias = weights.values(part + ".bias", rows);
        return switch (shape.kind()) {
            case LSTM -> new LstmLayer(d, h, input, state, bias);
            case GRU -> new GruLayer(d, h, input, state, bias, weights.values(part + ".stateBias", rows));
            case RNN -> new RnnLayer(d, h, input, state, bias);
            case TRANSFORMER, LIGR, HSTU ->
                throw new IllegalArgumentException("a " + shape.kind().word() + " is not recurrent");
        };
    }

    @Override
    public int inputs() {
        return layers.getFirst().inputs();
    }

    @Override
    public int hidden() {
        return layers.getFirst().hidden();
    }

    /** The state before any step: zeros. */
    public RecurrentState start() {
        int size = layers.size() * hidden();
        return new RecurrentState(new float[size], new float[size], new float[hidden()]);
    }

    /** Returns the state after one more step {@code x} [D]; the given state is left as it was. */
    public RecurrentState step(RecurrentState state, float[] x) {
        if (x.length != inputs() || state.hidden.length != layers.size() * hidden()) {
            throw new IllegalArgumentException("step of " + x.length + " values on a state of " + state.hidden.length
                    + "; this trunk reads " + inputs() + " and keeps " + layers.size() * hidden());
        }
        Workspace workspace = new Workspace(1);
        for (int l = 0; l < layers.size(); l++) {
            System.arraycopy(state.hidden, l * hidden(), workspace.h[l], 0, hidden());
            System.arraycopy(state.cell, l * hidden(), workspace.c[l], 0, hidden());
        }
        System.arraycopy(x, 0, workspace.x, 0, x.length);
        workspace.step(1);
        return workspace.state();
    }

    @Override
    public void encode(List<TimedSteps> timed, StepReader reader) {
        timed.forEach(history -> history.steps(inputs()));
        List<float[]> histories = timed.stream().map(TimedSteps::x).toList();
        // Longest first: those that are still running at a step are always a prefix of the group.
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, histories.size()).boxed().toList());
        order.sort(Comparator.comparingInt(k -> -histories.get(k).length));
        for (int from = 0; from < order.size(); from += GROUP) {
            encodeGroup(order.subList(from, Math.min(from + GROUP, order.size())), histories, reader);
        }
    }

    private void encodeGroup(List<Integer> group, List<float[]> histories, StepReader reader) {
        Workspace workspace = new Workspace(group.size());
        int running = group.size();
        for (int step = 0; ; step++) {
            while (running > 0 && histories.get(group.get(running - 1)).length <= step * inputs()) {
                running--;
            }
            if (running == 0) {
                return;
            }
            for (int s = 0; s < running; s++) {
                System.arraycopy(histories.get(group.get(s)), step * inputs(), workspace.x, s * inputs(), inputs());
            }
            workspace.step(running);
            for (int s = 0; s < running; s++) {
                reader.read(group.get(s), step, workspace.y, s * hidden());
            }
        }
    }

    /** Buffers for a group of histories that advance together. */
    private final class Workspace {
        private final float[] x;
        private final float[] y;
        private final float[] normed;
        private final float[] gates;
        private final float[][] h;
        private final float[][] c;

        Workspace(int count) {
            x = new float[count * inputs()];
            y = new float[count * hidden()];
            normed = new float[count * hidden()];
            gates = new float[count * layers.getFirst().room()];
            h = new float[layers.size()][count * hidden()];
            c = new float[layers.size()][count * hidden()];
        }

        /** Advances the first {@code count} histories; afterwards y [count x H] holds their outputs. */
        void step(int count) {
            layers.getFirst().step(kernels, x, h[0], c[0], gates, count);
            System.arraycopy(h[0], 0, y, 0, count * hidden());
            for (int l = 1; l < layers.size(); l++) {
                if (norms.isEmpty()) {
                    layers.get(l).step(kernels, y, h[l], c[l], gates, count);
                    System.arraycopy(h[l], 0, y, 0, count * hidden());
                } else {
                    norm(norms.get(l - 1), count);
                    layers.get(l).step(kernels, normed, h[l], c[l], gates, count);
                    kernels.addScaled(1, h[l], 0, y, 0, count * hidden());
                }
            }
            if (!norms.isEmpty()) {
                norm(norms.getLast(), count);
                System.arraycopy(normed, 0, y, 0, count * hidden());
            }
        }

        private void norm(LayerNorm norm, int count) {
            for (int s = 0; s < count; s++) {
                norm.apply(y, s * hidden(), normed, s * hidden());
            }
        }

        RecurrentState state() {
            return new RecurrentState(flat(h), flat(c), Arrays.copyOf(y, hidden()));
        }

        private float[] flat(float[][] rows) {
            float[] all = new float[rows.length * hidden()];
            for (int l = 0; l < rows.length; l++) {
                System.arraycopy(rows[l], 0, all, l * hidden(), hidden());
            }
            return all;
        }
    }
}
