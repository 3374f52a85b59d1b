package dev.tidecast.model.inference;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** {@link FloatKernels} with the Vector API: the only class that names it. */
final class VectorKernels implements FloatKernels {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = S.length();

    /** exp(r) = 1 + r + r^2 p(r) for |r| <= ln(2)/2: the minimax coefficients of Cephes' expf, highest power first. */
    private static final float[] EXP = {
        1.9875691500E-4f, 1.3981999507E-3f, 8.3334519073E-3f, 4.1665795894E-2f, 1.6666665459E-1f, 5.0000001201E-1f
    };

    private static final float LOG2_E = 1.44269504088896341f;
    /** ln 2 in two parts, so that x - n ln 2 is exact to the last bit. */
    private static final float LN2_HIGH = 0.693359375f;

    private static final float LN2_LOW = -2.12194440e-4f;
    /** 1.5 x 2^23: adding it rounds a float to a whole number and leaves that number in the low bits. */
    private static final float ROUND = 12582912f;

    @Override
    public float dot(float[] a, int aFrom, float[] b, int bFrom, int length) {
        FloatVector sum0 = FloatVector.zero(S);
        FloatVector sum1 = FloatVector.zero(S);
        int k = 0;
        for (; k <= length - 2 * LANES; k += 2 * LANES) {
            sum0 = FloatVector.fromArray(S, a, aFrom + k).fma(FloatVector.fromArray(S, b, bFrom + k), sum0);
            int next = k + LANES;
            sum1 = FloatVector.fromArray(S, a, aFrom + next).fma(FloatVector.fromArray(S, b, bFrom + next), sum1);
        }
        float sum = inOrder(sum0.add(sum1));
        for (; k < length; k++) {
            sum = Math.fma(a[aFrom + k], b[bFrom + k], sum);
        }
        return sum;
    }

    @Override
    public void addProducts(float[] w, int rows, int columns, float[] x, int count, float[] y) {
        int s = 0;
        for (; s <= count - 4; s += 4) {
            int r = 0;
            for (; r <= rows - 2; r += 2) {
                addBlock(w, r, columns, x, s, y, rows);
            }
            for (; r < rows; r++) {
                addColumn(w, r, columns, x, s, 4, y, rows);
            }
        }
        for (int r = 0; r < rows && s < count; r++) {
            addColumn(w, r, columns, x, s, count - s, y, rows);
        }
    }

    private void addColumn(float[] w, int r, int columns, float[] x, int s, int count, float[] y, int rows) {
        for (int k = s; k < s + count; k++) {
            y[k * rows + r] += dot(w, r * columns, x, k * columns, columns);
        }
    }

    /** Two rows against four vectors: eight sums in registers, six loads for eight products. */
    private static void addBlock(float[] w, int r, int columns, float[] x, int s, float[] y, int rows) {
        FloatVector a0 = FloatVector.zero(S), a1 = a0, a2 = a0, a3 = a0;
        FloatVector b0 = a0, b1 = a0, b2 = a0, b3 = a0;
        int w0 = r * columns, w1 = w0 + columns;
        int x0 = s * columns, x1 = x0 + columns, x2 = x1 + columns, x3 = x2 + columns;
        int k = 0;
        for (; k <= columns - LANES; k += LANES) {
            FloatVector u = FloatVector.fromArray(S, w, w0 + k);
            FloatVector v = FloatVector.fromArray(S, w, w1 + k);
            FloatVector p = FloatVector.fromArray(S, x, x0 + k);
            a0 = u.fma(p, a0);
            b0 = v.fma(p, b0);
            p = FloatVector.fromArray(S, x, x1 + k);
            a1 = u.fma(p, a1);
            b1 = v.fma(p, b1);
            p = FloatVector.fromArray(S, x, x2 + k);
            a2 = u.fma(p, a2);
            b2 = v.fma(p, b2);
            p = FloatVector.fromArray(S, x, x3 + k);
            a3 = u.fma(p, a3);
            b3 = v.fma(p, b3);
        }
        int to = s * rows + r;
        y[to] += sum(a0, w, w0, x, x0, k, columns);
        y[to + 1] += sum(b0, w, w1, x, x0, k, columns);
        y[to + rows] += sum(a1, w, w0, x, x1, k, columns);
        y[to + rows + 1] += sum(b1, w, w1, x, x1, k, columns);
        y[to + 2 * rows] += sum(a2, w, w0, x, x2, k, columns);
        y[to + 2 * rows + 1] += sum(b2, w, w1, x, x2, k, columns);
        y[to + 3 * rows] += sum(a3, w, w0, x, x3, k, columns);
        y[to + 3 * rows + 1] += sum(b3, w, w1, x, x3, k, columns);
    }

    private static float sum(FloatVector lanes, float[] w, int wFrom, float[] x, int xFrom, int k, int columns) {
        float sum = inOrder(lanes);
        for (int c = k; c < columns; c++) {
            sum = Math.fma(w[wFrom + c], x[xFrom + c], sum);
        }
        return sum;
    }

    @Override
    public void addScaled(float factor, float[] x, int xFrom, float[] y, int yFrom, int length) {
        FloatVector f = FloatVector.broadcast(S, factor);
        int k = 0;
        for (; k <= length - LANES; k += LANES) {
            FloatVector sum = FloatVector.fromArray(S, x, xFrom + k).fma(f, FloatVector.fromArray(S, y, yFrom + k));
            sum.intoArray(y, yFrom + k);
        }
        for (; k < length; k++) {
            y[yFrom + k] = Math.fma(factor, x[xFrom + k], y[yFrom + k]);
        }
    }

    @Override
    public float max(float[] values, int length) {
        FloatVector lanes = FloatVector.broadcast(S, Float.NEGATIVE_INFINITY);
        int k = 0;
        for (; k <= length - LANES; k += LANES) {
            lanes = lanes.max(FloatVector.fromArray(S, values, k));
        }
        float max = lanes.reduceLanes(VectorOperators.MAX);
        for (; k < length; k++) {
            max = Math.max(max, values[k]);
        }
        return max;
    }

    @Override
    public double expAndSum(float[] values, int length, float shift) {
        double sum = 0;
        int k = 0;
        while (k < length) {
            // Floats hold the sum of a block, doubles the sum of blocks: long rows keep their precision.
            int end = Math.min(length, k + 64 * LANES);
            FloatVector lanes = FloatVector.zero(S);
            for (; k <= end - LANES; k += LANES) {
                FloatVector e = exp(FloatVector.fromArray(S, values, k).sub(shift));
                e.intoArray(values, k);
                lanes = lanes.add(e);
            }
            sum += inOrder(lanes);
            for (; k < end; k++) {
                float x = values[k] - shift;
                values[k] = x < -87 ? 0 : (float) Math.exp(x);
                sum += values[k];
            }
        }
        return sum;
    }

    /** exp(x) = 2^n exp(r), r = x - n ln 2 (Cephes' expf); 0 below -87. */
    private static FloatVector exp(FloatVector x) {
        FloatVector shifted = x.mul(LOG2_E).add(ROUND);
        FloatVector n = shifted.sub(ROUND);
        FloatVector r = n.fma(FloatVector.broadcast(S, -LN2_HIGH), x);
        r = n.fma(FloatVector.broadcast(S, -LN2_LOW), r);
        FloatVector p = FloatVector.broadcast(S, EXP[0]);
        for (int k = 1; k < EXP.length; k++) {
            p = p.fma(r, FloatVector.broadcast(S, EXP[k]));
        }
        p = p.fma(r.mul(r), r).add(1f);
        IntVector power = (IntVector) shifted.viewAsIntegralLanes().lanewise(VectorOperators.LSHL, 23);
        FloatVector scaled =
                p.viewAsIntegralLanes().reinterpretAsInts().add(power).reinterpretAsFloats();
        VectorMask<Float> tiny = x.compare(VectorOperators.LT, -87f);
        return scaled.blend(0f, tiny);
    }

    @Override
    public void scale(float[] values, int length, float factor) {
        int k = 0;
        for (; k <= length - LANES; k += LANES) {
            FloatVector.fromArray(S, values, k).mul(factor).intoArray(values, k);
        }
        for (; k < length; k++) {
            values[k] *= factor;
        }
    }

    @Override
    public void sigmoid(float[] values, int from, int length) {
        int k = from;
        for (; k <= from + length - LANES; k += LANES) {
            sigmoid(FloatVector.fromArray(S, values, k)).intoArray(values, k);
        }
        for (; k < from + length; k++) {
            values[k] = (float) (1 / (1 + Math.exp(-values[k])));
        }
    }

    @Override
    public void tanh(float[] values, int from, int length) {
        int k = from;
        for (; k <= from + length - LANES; k += LANES) {
            FloatVector x = FloatVector.fromArray(S, values, k);
            sigmoid(x.add(x)).mul(2f).sub(1f).intoArray(values, k);
        }
        for (; k < from + length; k++) {
            values[k] = (float) Math.tanh(values[k]);
        }
    }

    /** exp(-|x|) never overflows: 1 / (1 + e) where x >= 0, e / (1 + e) elsewhere. */
    private static FloatVector sigmoid(FloatVector x) {
        FloatVector e = exp(x.abs().neg());
        FloatVector positive = FloatVector.broadcast(S, 1f).div(e.add(1f));
        return positive.blend(positive.mul(e), x.compare(VectorOperators.LT, 0f));
    }

    @Override
    public String name() {
        return "vector-" + S.vectorBitSize();
    }

    /** The sum of the lanes, first to last: reduceLanes adds in an order that differs from run to run. */
    private static float inOrder(FloatVector lanes) {
        float sum = 0;
        for (float lane : lanes.toArray()) {
            sum += lane;
        }
        return sum;
    }
}
