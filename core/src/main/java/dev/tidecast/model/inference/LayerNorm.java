package dev.tidecast.model.inference;

/** Layer normalisation over the last dimension: gain * (x - mean) / sqrt(variance + 1e-5) + shift (Ba et al., 2016). */
public final class LayerNorm {
    static final float EPSILON = 1e-5f;

    private final float[] gain;
    private final float[] shift;

    /** Takes gain [H] and shift [H]; both are copied. */
    public LayerNorm(float[] gain, float[] shift) {
        if (gain.length == 0 || gain.length != shift.length) {
            throw new IllegalArgumentException("layer norm: gain has " + gain.length + " values and shift "
                    + shift.length + "; both need one for each hidden unit");
        }
        this.gain = gain.clone();
        this.shift = shift.clone();
    }

    int width() {
        return gain.length;
    }

    /** Writes the normalised x[from .. from + H) to y[to .. to + H). */
    void apply(float[] x, int from, float[] y, int to) {
        int width = gain.length;
        double sum = 0;
        for (int k = 0; k < width; k++) {
            sum += x[from + k];
        }
        double mean = sum / width;
        double squares = 0;
        for (int k = 0; k < width; k++) {
            double d = x[from + k] - mean;
            squares += d * d;
        }
        double scale = 1 / Math.sqrt(squares / width + EPSILON);
        for (int k = 0; k < width; k++) {
            y[to + k] = (float) ((x[from + k] - mean) * scale) * gain[k] + shift[k];
        }
    }
}
