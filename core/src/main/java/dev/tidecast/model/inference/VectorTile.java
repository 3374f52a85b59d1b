package dev.tidecast.model.inference;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * A product of matrices that stays in registers: six rows by two vectors, twelve sums. C2 keeps all of them in registers of
 * 16, and one loop over k does nothing but loads and fused products.
 */
final class VectorTile {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, S.vectorShape());
    private static final int LANES = S.length();
    private static final int B_STRIDE = FloatKernels.TILE_COLUMNS;

    private VectorTile() {}

    /** Adds to six rows of c, 2 x LANES columns wide; see {@link FloatKernels#addTile}. */
    static void add(
            float[] a, int aFrom, int aStride, float[] b, int bFrom, int depth, float[] c, int cFrom, int cStride) {
        int c1 = cFrom + cStride, c2 = c1 + cStride, c3 = c2 + cStride, c4 = c3 + cStride, c5 = c4 + cStride;
        FloatVector l0 = left(c, cFrom), l1 = left(c, c1), l2 = left(c, c2), l3 = left(c, c3), l4 = left(c, c4);
        FloatVector r0 = right(c, cFrom), r1 = right(c, c1), r2 = right(c, c2), r3 = right(c, c3), r4 = right(c, c4);
        FloatVector l5 = left(c, c5), r5 = right(c, c5);
        int a1 = aFrom + aStride, a2 = a1 + aStride, a3 = a2 + aStride, a4 = a3 + aStride, a5 = a4 + aStride;
        for (int k = 0; k < depth; k++) {
            FloatVector u = FloatVector.fromArray(S, b, bFrom + k * B_STRIDE);
            FloatVector v = FloatVector.fromArray(S, b, bFrom + k * B_STRIDE + LANES);
            FloatVector x = FloatVector.broadcast(S, a[aFrom + k]);
            l0 = u.fma(x, l0);
            r0 = v.fma(x, r0);
            x = FloatVector.broadcast(S, a[a1 + k]);
            l1 = u.fma(x, l1);
            r1 = v.fma(x, r1);
            x = FloatVector.broadcast(S, a[a2 + k]);
            l2 = u.fma(x, l2);
            r2 = v.fma(x, r2);
            x = FloatVector.broadcast(S, a[a3 + k]);
            l3 = u.fma(x, l3);
            r3 = v.fma(x, r3);
            x = FloatVector.broadcast(S, a[a4 + k]);
            l4 = u.fma(x, l4);
            r4 = v.fma(x, r4);
            x = FloatVector.broadcast(S, a[a5 + k]);
            l5 = u.fma(x, l5);
            r5 = v.fma(x, r5);
        }
        store(l0, r0, c, cFrom);
        store(l1, r1, c, c1);
        store(l2, r2, c, c2);
        store(l3, r3, c, c3);
        store(l4, r4, c, c4);
        store(l5, r5, c, c5);
    }

    /** See {@link FloatKernels#products}: a lane an item, so that no sum crosses lanes. */
    static void products(HalfMatrix m, float[] x, float[] y) {
        int pairs = (m.width() + 1) / 2;
        float[] even = new float[pairs];
        float[] odd = new float[pairs];
        for (int f = 0; f < m.width(); f++) {
            (f % 2 == 0 ? even : odd)[f / 2] = x[f];
        }
        float[] last = new float[HalfMatrix.PANEL];
        for (int i = 0; i < m.items(); i += HalfMatrix.PANEL) {
            boolean whole = i + HalfMatrix.PANEL <= m.items();
            for (int j = 0; j < HalfMatrix.PANEL; j += 2 * LANES) {
                panel(m.panels(), i * pairs + j, even, odd, whole ? y : last, whole ? i + j : j);
            }
            if (!whole) {
                System.arraycopy(last, 0, y, i, m.items() - i);
            }
        }
    }

    private static void panel(int[] m, int from, float[] even, float[] odd, float[] y, int to) {
        FloatVector left = FloatVector.zero(S), right = left;
        for (int p = 0; p < even.length; p++) {
            IntVector u = IntVector.fromArray(INTS, m, from + p * HalfMatrix.PANEL);
            IntVector v = IntVector.fromArray(INTS, m, from + p * HalfMatrix.PANEL + LANES);
            FloatVector a = FloatVector.broadcast(S, even[p]);
            FloatVector b = FloatVector.broadcast(S, odd[p]);
            left = u.lanewise(VectorOperators.LSHL, 16).reinterpretAsFloats().fma(a, left);
            right = v.lanewise(VectorOperators.LSHL, 16).reinterpretAsFloats().fma(a, right);
            left = u.reinterpretAsFloats().fma(b, left);
            right = v.reinterpretAsFloats().fma(b, right);
        }
        store(left, right, y, to);
    }

    private static FloatVector left(float[] c, int from) {
        return FloatVector.fromArray(S, c, from);
    }

    private static FloatVector right(float[] c, int from) {
        return FloatVector.fromArray(S, c, from + LANES);
    }

    private static void store(FloatVector left, FloatVector right, float[] c, int from) {
        left.intoArray(c, from);
        right.intoArray(c, from + LANES);
    }
}
