package dev.tidecast.model.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The LSTM trunk's forward pass in Java, held to libtorch's within 1e-4.
 *
 * <p>Fewer than {@value #RESIDUAL_DEPTH} layers: plain stacking, y_l = LSTM_l(y_(l-1)). From {@value #RESIDUAL_DEPTH}
 * layers: y_0 = LSTM_0(x), y_l = y_(l-1) + LSTM_l(norm_l(y_(l-1))), output = norm_L(y_(L-1)) (pre-norm residuals).
 */
public final class LstmInference {
    /** From this many layers a trunk is residual and normalised. */
    public static final int RESIDUAL_DEPTH = 4;

    /** Histories that advance together: enough to read each weight once for many, few enough to stay in cache. */
    private static final int GROUP = 32;

    private final List<LstmLayer> layers;
    private final List<LayerNorm> norms;
    private final FloatKernels kernels;

    /**
     * Takes the layers, bottom first, and their norms: none below {@value #RESIDUAL_DEPTH} layers, else one before
     * each layer but the first and one at the end (as many as layers).
     */
    public LstmInference(List<LstmLayer> layers, List<LayerNorm> norms, FloatKernels kernels) {
        this.layers = List.copyOf(layers);
        this.norms = List.copyOf(norms);
        this.kernels = kernels;
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("LSTM trunk without layers: give at least 1");
        }
        requireWidths();
    }

    private void requireWidths() {
        for (int l = 1; l < layers.size(); l++) {
            int inputs = layers.get(l).inputs();
            if (inputs != hidden() || layers.get(l).hidden() != hidden()) {
                throw new IllegalArgumentException("LSTM layer " + l + " reads " + inputs + " and gives "
                        + layers.get(l).hidden() + " values; all layers above the first read and give " + hidden());
            }
        }
        int expected = layers.size() < RESIDUAL_DEPTH ? 0 : layers.size();
        boolean widths = norms.stream().allMatch(norm -> norm.width() == hidden());
        if (norms.size() != expected || !widths) {
            throw new IllegalArgumentException(layers.size() + " LSTM layers come with " + expected
                    + " layer norms of width " + hidden() + ", but " + norms.size() + " were given, of widths "
                    + norms.stream().map(LayerNorm::width).toList());
        }
    }

    /** Values per step that the first layer reads, D. */
    public int inputs() {
        return layers.getFirst().inputs();
    }

    /** Hidden units of every layer, H. */
    public int hidden() {
        return layers.getFirst().hidden();
    }

    /** The state before any step: zeros. */
    public LstmState start() {
        int size = layers.size() * hidden();
        return new LstmState(new float[size], new float[size], new float[hidden()]);
    }

    /** Returns the state after one more step {@code x} [D]; the given state is left as it was. */
    public LstmState step(LstmState state, float[] x) {
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

    /** Returns the outputs [H] after the last step of each history [T x D]; zeros for an empty history. */
    public float[][] encode(List<float[]> histories) {
        float[][] last = new float[histories.size()][hidden()];
        encode(
                histories,
                (history, step, outputs, from) -> System.arraycopy(outputs, from, last[history], 0, hidden()));
        return last;
    }

    /** Reads the output after each step of each history. */
    @FunctionalInterface
    public interface StepReader {
        /** Takes the output outputs[from .. from + H) after step {@code step} of history {@code history}. */
        void read(int history, int step, float[] outputs, int from);
    }

    /** Runs all {@code histories}, each [T x D] row-major, on the calling thread and shows every step's output. */
    public void encode(List<float[]> histories, StepReader reader) {
        for (int k = 0; k < histories.size(); k++) {
            if (histories.get(k).length % inputs() != 0) {
                throw new IllegalArgumentException("history " + k + " has " + histories.get(k).length
                        + " values, not a multiple of the " + inputs() + " that a step has");
            }
        }
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
            gates = new float[count * 4 * hidden()];
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

        LstmState state() {
            return new LstmState(flat(h), flat(c), Arrays.copyOf(y, hidden()));
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
