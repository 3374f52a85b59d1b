package dev.tidecast.model.inference;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** {@link FloatKernels} with the Vector API: with {@link VectorTile} the only class that names it. */
final class VectorKernels implements FloatKernels {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = S.length();

    /** Swap halves, quarters, eighths ...: adding the swapped lanes each time leaves the sum in every lane. */
    private static final VectorShuffle<Float> SWAP_16 = swap(16);

    private static final VectorShuffle<Float> SWAP_8 = swap(8);
    private static final VectorShuffle<Float> SWAP_4 = swap(4);
    private static final VectorShuffle<Float> SWAP_2 = swap(2);

    /** exp(r) = 1 + r + r^2 p(r) for |r| <= ln(2)/2: the minimax coefficients of Cephes' expf, highest power first. */
    private static final float[] EXP = {
        1.9875691500E-4f, 1.3981999507E-3f, 8.3334519073E-3f, 4.1665795894E-2f, 1.6666665459E-1f, 5.0000001201E-1f
    };

    /** ln(1 + f) = f - f^2 / 2 + f^3 p(f): the minimax coefficients of Cephes' logf, highest power first. */
    private static final float[] LOG = {
        7.0376836292E-2f,
        -1.1514610310E-1f,
        1.1676998740E-1f,
        -1.2420140846E-1f,
        1.4249322787E-1f,
        -1.6668057665E-1f,
        2.0000714765E-1f,
        -2.4999993993E-1f,
        3.3333331174E-1f
    };
    /** The bits of sqrt(1/2), with which each power of two begins here. */
    private static final int ROOT_HALF = 0x3f3504f3;

    private static final float LOG2_E = 1.44269504088896341f;
    /** ln 2 in two parts, so that x - n ln 2 is exact to the last bit. */
    private static final float LN2_HIGH = 0.693359375f;

    private static final float LN2_LOW = -2.12194440e-4f;
    /** 1.5 x 2^23: adding it rounds a float to a whole number and leaves that number in the low bits. */
    private static final float ROUND = 12582912f;

    private static VectorShuffle<Float> swap(int lanes) {
        return VectorShuffle.fromOp(S, lane -> lanes > LANES ? lane : lane ^ (lanes / 2));
    }

    /**
     * The sum of all lanes in one fixed order. The API's own reduceLanes(ADD) leaves the order open, and compiled code
     * does give other last bits than interpreted code: runs would no longer be equal to the bit.
     */
    private static float sum(FloatVector v) {
        FloatVector sum = v;
        if (LANES >= 16) {
            sum = sum.add(sum.rearrange(SWAP_16));
        }
        if (LANES >= 8) {
            sum = sum.add(sum.rearrange(SWAP_8));
        }
        if (LANES >= 4) {
            sum = sum.add(sum.rearrange(SWAP_4));
        }
        return sum.add(sum.rearrange(SWAP_2)).lane(0);
    }

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
        float sum = sum(sum0.add(sum1));
        for (; k < length; k++) {
            sum = Math.fma(a[aFrom + k], b[bFrom + k], sum);
        }
        return sum;
    }

    @Override
    public void addProducts(PackedMatrix w, float[] x, int count, float[] y, int yFrom) {
        int columns = w.columns();
        for (int r = 0; r < w.rows(); r += 2 * LANES) {
            int panel = r / PackedMatrix.PANEL * columns * PackedMatrix.PANEL + r % PackedMatrix.PANEL;
            int s = 0;
            for (; s <= count - 4; s += 4) {
                addFour(w.panels(), panel, columns, x, s, y, yFrom, r, w.rows());
            }
            for (; s < count; s++) {
                addOne(w.panels(), panel, columns, x, s, y, yFrom, r, w.rows());
            }
        }
    }

    /** Two vectors of rows against four vectors x: eight sums stay in registers. */
    private static void addFour(
            float[] w, int panel, int columns, float[] x, int s, float[] y, int yFrom, int r, int rows) {
        FloatVector a0 = FloatVector.zero(S), a1 = a0, a2 = a0, a3 = a0;
        FloatVector b0 = a0, b1 = a0, b2 = a0, b3 = a0;
        int x0 = s * columns, x1 = x0 + columns, x2 = x1 + columns, x3 = x2 + columns;
        for (int c = 0; c < columns; c++) {
            FloatVector u = FloatVector.fromArray(S, w, panel + c * PackedMatrix.PANEL);
            FloatVector v = FloatVector.fromArray(S, w, panel + c * PackedMatrix.PANEL + LANES);
            FloatVector p = FloatVector.broadcast(S, x[x0 + c]);
            a0 = u.fma(p, a0);
            b0 = v.fma(p, b0);
            p = FloatVector.broadcast(S, x[x1 + c]);
            a1 = u.fma(p, a1);
            b1 = v.fma(p, b1);
            p = FloatVector.broadcast(S, x[x2 + c]);
            a2 = u.fma(p, a2);
            b2 = v.fma(p, b2);
            p = FloatVector.broadcast(S, x[x3 + c]);
            a3 = u.fma(p, a3);
            b3 = v.fma(p, b3);
        }
        add(a0, b0, y, yFrom + s * rows, r, rows);
        add(a1, b1, y, yFrom + (s + 1) * rows, r, rows);
        add(a2, b2, y, yFrom + (s + 2) * rows, r, rows);
        add(a3, b3, y, yFrom + (s + 3) * rows, r, rows);
    }

    private static void addOne(
            float[] w, int panel, int columns, float[] x, int s, float[] y, int yFrom, int r, int rows) {
        FloatVector a = FloatVector.zero(S);
        FloatVector b = FloatVector.zero(S);
        for (int c = 0; c < columns; c++) {
            FloatVector p = FloatVector.broadcast(S, x[s * columns + c]);
            a = FloatVector.fromArray(S, w, panel + c * PackedMatrix.PANEL).fma(p, a);
            b = FloatVector.fromArray(S, w, panel + c * PackedMatrix.PANEL + LANES)
                    .fma(p, b);
        }
        add(a, b, y, yFrom + s * rows, r, rows);
    }

    private static void add(FloatVector a, FloatVector b, float[] y, int to, int r, int rows) {
        add(a, y, to, r, rows);
        add(b, y, to, r + LANES, rows);
    }

    private static void add(FloatVector sums, float[] y, int to, int r, int rows) {
        if (r + LANES <= rows) {
            FloatVector.fromArray(S, y, to + r).add(sums).intoArray(y, to + r);
        } else if (r < rows) {
            // By way of an array: to ask for lane k would make an object of the sums in every turn of the callers'
            // loops.
            float[] each = new float[LANES];
            sums.intoArray(each, 0);
            for (int k = r; k < rows; k++) {
                y[to + k] += each[k - r];
            }
        }
    }

    @Override
    public void products(HalfMatrix m, float[] x, float[] y) {
        VectorTile.products(m, x, y);
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
    public void addTile(
            float[] a, int aFrom, int aStride, float[] b, int bFrom, int depth, float[] c, int cFrom, int cStride) {
        for (int j = 0; j < TILE_COLUMNS; j += 2 * LANES) {
            VectorTile.add(a, aFrom, aStride, b, bFrom + j, depth, c, cFrom + j, cStride);
        }
    }

    @Override
    public float max(float[] values, int from, int length) {
        FloatVector lanes = FloatVector.broadcast(S, Float.NEGATIVE_INFINITY);
        int end = from + length;
        int k = from;
        for (; k <= end - LANES; k += LANES) {
            lanes = lanes.max(FloatVector.fromArray(S, values, k));
        }
        float max = lanes.reduceLanes(VectorOperators.MAX);
        for (; k < end; k++) {
            max = Math.max(max, values[k]);
        }
        return max;
    }

    @Override
    public void countAbove(float[] values, int length, float[] levels, int size, int[] greater, int[] atLeast) {
        for (int l = 0; l < size; l++) {
            FloatVector level = FloatVector.broadcast(S, levels[l]);
            int over = 0;
            int reached = 0;
            int k = 0;
            for (; k <= length - LANES; k += LANES) {
                FloatVector v = FloatVector.fromArray(S, values, k);
                over += v.compare(VectorOperators.GT, level).trueCount();
                reached += v.compare(VectorOperators.GE, level).trueCount();
            }
            for (; k < length; k++) {
                over += values[k] > levels[l] ? 1 : 0;
                reached += values[k] >= levels[l] ? 1 : 0;
            }
            greater[l] = over;
            atLeast[l] = reached;
        }
    }

    @Override
    public int firstBeyond(float[] values, int from, int length, float limit) {
        int k = from;
        for (; k <= length - LANES; k += LANES) {
            FloatVector v = FloatVector.fromArray(S, values, k);
            VectorMask<Float> within =
                    v.compare(VectorOperators.LE, limit).and(v.compare(VectorOperators.GE, -Float.MAX_VALUE));
            if (!within.allTrue()) {
                return k + within.not().firstTrue();
            }
        }
        while (k < length && values[k] <= limit && values[k] >= -Float.MAX_VALUE) {
            k++;
        }
        return k;
    }

    @Override
    public double expAndSum(float[] values, int from, int length, float shift) {
        double sum = 0;
        int k = from;
        while (k < from + length) {
            // Floats hold the sum of a block, doubles the sum of blocks: long rows keep their precision.
            int end = Math.min(from + length, k + 64 * LANES);
            FloatVector lanes = FloatVector.zero(S);
            for (; k <= end - LANES; k += LANES) {
                FloatVector e = exp(FloatVector.fromArray(S, values, k).sub(shift));
                e.intoArray(values, k);
                lanes = lanes.add(e);
            }
            sum += sum(lanes);
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
    public void log(float[] values, int length, float shift) {
        int k = 0;
        for (; k <= length - LANES; k += LANES) {
            log(FloatVector.fromArray(S, values, k).add(shift)).intoArray(values, k);
        }
        for (; k < length; k++) {
            values[k] = (float) Math.log(values[k] + shift);
        }
    }

    /** ln(x) = n ln 2 + ln(1 + f), 1 + f within [sqrt(1/2), sqrt(2)) (Cephes' logf). */
    private static FloatVector log(FloatVector x) {
        IntVector bits = x.viewAsIntegralLanes().reinterpretAsInts();
        IntVector power = bits.sub(ROOT_HALF).lanewise(VectorOperators.ASHR, 23);
        FloatVector f = bits.sub(power.lanewise(VectorOperators.LSHL, 23))
                .reinterpretAsFloats()
                .sub(1f);
        FloatVector n = (FloatVector) power.convert(VectorOperators.I2F, 0);
        FloatVector p = FloatVector.broadcast(S, LOG[0]);
        for (int k = 1; k < LOG.length; k++) {
            p = p.fma(f, FloatVector.broadcast(S, LOG[k]));
        }
        FloatVector square = f.mul(f);
        FloatVector low = p.mul(f).mul(square).add(n.mul(LN2_LOW)).sub(square.mul(.5f));
        return n.fma(FloatVector.broadcast(S, LN2_HIGH), low.add(f));
    }

    @Override
    public void scale(float[] values, int from, int length, float factor) {
        int k = from;
        for (; k <= from + length - LANES; k += LANES) {
            FloatVector.fromArray(S, values, k).mul(factor).intoArray(values, k);
        }
        for (; k < from + length; k++) {
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
}
