package dev.tidecast.model.inference;

/** y = W x + b for many x at once. */
final class Affine {
    private final PackedMatrix weights;
    private final float[] bias;

    /** Takes W [R x C] row-major and b [R]. */
    Affine(float[] weights, float[] bias, int rows, int columns) {
        this.weights = new PackedMatrix(weights, rows, columns);
        this.bias = bias;
    }

    int rows() {
        return bias.length;
    }

    /** Returns y [count x R] for x [count x C]. */
    float[] apply(FloatKernels kernels, float[] x, int count) {
        float[] y = new float[count * bias.length];
        for (int s = 0; s < count; s++) {
            System.arraycopy(bias, 0, y, s * bias.length, bias.length);
        }
        kernels.addProducts(weights, x, count, y);
        return y;
    }

    /** Replaces every value by its SiLU, x sigmoid(x) (Elfwing, Uchibe and Doya 2018). */
    static void silu(FloatKernels kernels, float[] values) {
        float[] gates = values.clone();
        kernels.sigmoid(gates, 0, gates.length);
        for (int k = 0; k < values.length; k++) {
            values[k] *= gates[k];
        }
    }
}
