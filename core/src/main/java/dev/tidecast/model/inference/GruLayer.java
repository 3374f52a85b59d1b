package dev.tidecast.model.inference;

/**
 * Weights of one GRU layer (Cho et al. 2014) in torch's layout, which applies the reset gate after the product with the
 * state.
 *
 * <p>Rows stand in the order reset r, update z, candidate n, H rows each: r,z = sigmoid(W x + b + U h + d); n = tanh(W x +
 * b + r (U h + d)); h' = (1 - z) n + z h.
 */
final class GruLayer implements RecurrentLayer {
    private final int inputs;
    private final int hidden;
    private final PackedMatrix inputWeights;
    private final PackedMatrix stateWeights;
    private final float[] bias;
    private final float[] stateBias;

    /** Takes W [3H x D], U [3H x H], b [3H] and d [3H], row-major. */
    GruLayer(int inputs, int hidden, float[] inputWeights, float[] stateWeights, float[] bias, float[] stateBias) {
        this.inputs = inputs;
        this.hidden = hidden;
        this.inputWeights = new PackedMatrix(inputWeights, 3 * hidden, inputs);
        this.stateWeights = new PackedMatrix(stateWeights, 3 * hidden, hidden);
        this.bias = bias;
        this.stateBias = stateBias;
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
        return 6 * hidden; // of the input, then of the state
    }

    @Override
    public void step(FloatKernels kernels, float[] x, float[] h, float[] c, float[] gates, int count) {
        int width = 3 * hidden;
        int state = count * width; // where U h + d [count x 3H] begins, behind W x + b [count x 3H]
        for (int s = 0; s < count; s++) {
            System.arraycopy(bias, 0, gates, s * width, width);
            System.arraycopy(stateBias, 0, gates, state + s * width, width);
        }
        kernels.addProducts(inputWeights, x, count, gates, 0);
        kernels.addProducts(stateWeights, h, count, gates, state);
        for (int s = 0; s < count; s++) {
            advance(kernels, gates, state + s * width, s * width, h, s * hidden);
        }
    }

    private void advance(FloatKernels kernels, float[] gates, int ofState, int r, float[] h, int at) {
        int z = r + hidden;
        int n = z + hidden;
        kernels.addScaled(1, gates, ofState, gates, r, 2 * hidden);
        kernels.sigmoid(gates, r, 2 * hidden);
        for (int k = 0; k < hidden; k++) {
            gates[n + k] += gates[r + k] * gates[ofState + 2 * hidden + k];
        }
        kernels.tanh(gates, n, hidden);
        for (int k = 0; k < hidden; k++) {
            h[at + k] = (1 - gates[z + k]) * gates[n + k] + gates[z + k] * h[at + k];
        }
    }
}
