package dev.tidecast.model.inference;

/**
 * Weights of one LSTM layer (Hochreiter and Schmidhuber 1997, with the forget gate of Gers, Schmidhuber and
 * Cummins 2000) in torch's layout.
 *
 * <p>Rows of every matrix and of the bias stand in the order input gate i, forget gate f, candidate g, output gate o,
 * H rows each: i,f,o = sigmoid, g = tanh of (W x + U h + b); c' = f c + i g; h' = o tanh(c').
 */
public final class LstmLayer implements RecurrentLayer {
    private final int inputs;
    private final int hidden;
    private final PackedMatrix inputWeights;
    private final PackedMatrix stateWeights;
    private final float[] bias;

    /**
     * Takes W = {@code inputWeights} [4H x D], U = {@code stateWeights} [4H x H] and {@code bias} [4H], row-major;
     * all are copied.
     */
    public LstmLayer(int inputs, int hidden, float[] inputWeights, float[] stateWeights, float[] bias) {
        if (inputs < 1 || hidden < 1) {
            throw new IllegalArgumentException(
                    "LSTM layer of " + inputs + " inputs and " + hidden + " hidden units: both must be at least 1");
        }
        requireSize("inputWeights [4H x D]", inputWeights, 4 * hidden * inputs);
        requireSize("stateWeights [4H x H]", stateWeights, 4 * hidden * hidden);
        requireSize("bias [4H]", bias, 4 * hidden);
        this.inputs = inputs;
        this.hidden = hidden;
        this.inputWeights = new PackedMatrix(inputWeights, 4 * hidden, inputs);
        this.stateWeights = new PackedMatrix(stateWeights, 4 * hidden, hidden);
        this.bias = bias.clone();
    }

    private static void requireSize(String what, float[] values, int size) {
        if (values.length != size) {
            throw new IllegalArgumentException(
                    "LSTM layer: " + what + " has " + values.length + " values, expected " + size);
        }
    }

    @Override
    public int inputs() {
        return inputs;
    }

    @Override
    public int hidden() {
        return hidden;
    }

    @Override
    public int room() {
        return 4 * hidden;
    }

    @Override
    public void step(FloatKernels kernels, float[] x, float[] h, float[] c, float[] gates, int count) {
        for (int s = 0; s < count; s++) {
            System.arraycopy(bias, 0, gates, s * 4 * hidden, 4 * hidden);
        }
        kernels.addProducts(inputWeights, x, count, gates);
        kernels.addProducts(stateWeights, h, count, gates);
        for (int s = 0; s < count; s++) {
            advance(kernels, gates, s * 4 * hidden, h, c, s * hidden);
        }
    }

    private void advance(FloatKernels kernels, float[] gates, int i, float[] h, float[] c, int at) {
        int f = i + hidden;
        int g = f + hidden;
        int o = g + hidden;
        kernels.sigmoid(gates, i, 2 * hidden);
        kernels.tanh(gates, g, hidden);
        kernels.sigmoid(gates, o, hidden);
        for (int k = 0; k < hidden; k++) {
            c[at + k] = gates[f + k] * c[at + k] + gates[i + k] * gates[g + k];
        }
        System.arraycopy(c, at, h, at, hidden);
        kernels.tanh(h, at, hidden);
        for (int k = 0; k < hidden; k++) {
            h[at + k] *= gates[o + k];
        }
    }
}
