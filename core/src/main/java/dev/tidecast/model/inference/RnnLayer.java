package dev.tidecast.model.inference;

/** Weights of one plain recurrent layer (Elman 1990): h' = tanh(W x + U h + b). */
final class RnnLayer implements RecurrentLayer {
    private final int inputs;
    private final int hidden;
    private final PackedMatrix inputWeights;
    private final PackedMatrix stateWeights;
    private final float[] bias;

    /** Takes W [H x D], U [H x H] and b [H], row-major. */
    RnnLayer(int inputs, int hidden, float[] inputWeights, float[] stateWeights, float[] bias) {
        this.inputs = inputs;
        this.hidden = hidden;
        this.inputWeights = new PackedMatrix(inputWeights, hidden, inputs);
        this.stateWeights = new PackedMatrix(stateWeights, hidden, hidden);
        this.bias = bias;
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
        return hidden;
    }

    @Override
    public void step(FloatKernels kernels, float[] x, float[] h, float[] c, float[] gates, int count) {
        for (int s = 0; s < count; s++) {
            System.arraycopy(bias, 0, gates, s * hidden, hidden);
        }
        kernels.addProducts(inputWeights, x, count, gates);
        kernels.addProducts(stateWeights, h, count, gates);
        kernels.tanh(gates, 0, count * hidden);
        System.arraycopy(gates, 0, h, 0, count * hidden);
    }
}
