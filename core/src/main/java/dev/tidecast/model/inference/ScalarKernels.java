package dev.tidecast.model.inference;

/** {@link FloatKernels} in plain Java: the fall-back, and the reference of the vector code. */
final class ScalarKernels implements FloatKernels {
    @Override
    public float dot(float[] a, int aFrom, float[] b, int bFrom, int length) {
        float sum = 0;
        for (int k = 0; k < length; k++) {
            sum = Math.fma(a[aFrom + k], b[bFrom + k], sum);
        }
        return sum;
    }

    @Override
    public void addProducts(PackedMatrix w, float[] x, int count, float[] y) {
        float[] panels = w.panels();
        int rows = w.rows();
        int columns = w.columns();
        for (int s = 0; s < count; s++) {
            for (int r = 0; r < rows; r++) {
                int from = r / PackedMatrix.PANEL * columns * PackedMatrix.PANEL + r % PackedMatrix.PANEL;
                float sum = 0;
                for (int c = 0; c < columns; c++) {
                    sum = Math.fma(panels[from + c * PackedMatrix.PANEL], x[s * columns + c], sum);
                }
                y[s * rows + r] += sum;
            }
        }
    }

    @Override
    public void addScaled(float factor, float[] x, int xFrom, float[] y, int yFrom, int length) {
        for (int k = 0; k < length; k++) {
            y[yFrom + k] = Math.fma(factor, x[xFrom + k], y[yFrom + k]);
        }
    }

    @Override
    public float max(float[] values, int length) {
        float max = Float.NEGATIVE_INFINITY;
        for (int k = 0; k < length; k++) {
            max = Math.max(max, values[k]);
        }
        return max;
    }

    @Override
    public void countAbove(float[] values, int length, float[] levels, int size, int[] greater, int[] atLeast) {
        for (int l = 0; l < size; l++) {
            greater[l] = 0;
            atLeast[l] = 0;
            for (int k = 0; k < length; k++) {
                greater[l] += values[k] > levels[l] ? 1 : 0;
                atLeast[l] += values[k] >= levels[l] ? 1 : 0;
            }
        }
    }

    @Override
    public int firstBeyond(float[] values, int from, int length, float limit) {
        int k = from;
        while (k < length && values[k] <= limit && values[k] >= -Float.MAX_VALUE) {
            k++;
        }
        return k;
    }

    @Override
    public double expAndSum(float[] values, int length, float shift) {
        double sum = 0;
        for (int k = 0; k < length; k++) {
            float x = values[k] - shift;
            values[k] = x < -87 ? 0 : (float) Math.exp(x);
            sum += values[k];
        }
        return sum;
    }

    @Override
    public void log(float[] values, int length, float shift) {
        for (int k = 0; k < length; k++) {
            values[k] = (float) Math.log(values[k] + shift);
        }
    }

    @Override
    public void scale(float[] values, int length, float factor) {
        for (int k = 0; k < length; k++) {
            values[k] *= factor;
        }
    }

    @Override
    public void sigmoid(float[] values, int from, int length) {
        for (int k = from; k < from + length; k++) {
            values[k] = (float) (1 / (1 + Math.exp(-values[k])));
        }
    }

    @Override
    public void tanh(float[] values, int from, int length) {
        for (int k = from; k < from + length; k++) {
            values[k] = (float) Math.tanh(values[k]);
        }
    }

    @Override
    public String name() {
        return "scalar";
    }
}
