package dev.tidecast.model;

import dev.tidecast.event.Behaviour;
import dev.tidecast.sequence.Dataset;
import java.util.Set;
import java.util.stream.IntStream;

/** {@link CoOccurrence} by the inverse of items x items: three times n^2 floats, n^3 operations. */
final class ExactCoOccurrence {
    private ExactCoOccurrence() {}

    static SparseRows weights(
            Dataset visible,
            Set<Behaviour> behaviours,
            double halfLifeDays,
            double lambda,
            CoOccurrence.Kept kept,
            SymmetricInverse inverse) {
        int items = visible.itemCount();
        float[] gram = gram(visible, behaviours, halfLifeDays);
        for (int i = 0; i < items; i++) {
            gram[i * items + i] += (float) lambda;
        }
        float[] p = inverse.invert(gram, items); // symmetric
        int[][] lenders = new int[items][];
        float[][] lent = new float[items][];
        IntStream.range(0, items).parallel().forEach(i -> {
            float[] all = lent(p, items, i);
            lenders[i] = kept.strongest(all, items, new long[items]);
            lent[i] = new float[lenders[i].length];
            for (int k = 0; k < lent[i].length; k++) {
                lent[i][k] = all[lenders[i][k]];
            }
        });
        return SparseRows.taking(items, lenders, lent).transposed();
    }

    /** What each item lends to item i, nothing to itself. */
    private static float[] lent(float[] p, int items, int i) {
        float[] lent = new float[items];
        for (int j = 0; j < items; j++) {
            lent[j] = -p[i * items + j] / p[i * items + i];
        }
        lent[i] = 0;
        return lent;
    }

    /** X'X [V x V]. Each part takes rows of its own and adds users in their order: the sums are the same on any machine. */
    private static float[] gram(Dataset visible, Set<Behaviour> behaviours, double halfLifeDays) {
        int items = visible.itemCount();
        float[] gram = new float[items * items];
        int parts = Runtime.getRuntime().availableProcessors();
        IntStream.range(0, parts).parallel().forEach(part -> {
            LastMet met = new LastMet(visible, behaviours, halfLifeDays);
            for (int user = 0; user < visible.userCount(); user++) {
                met.read(visible.history(user));
                addUpper(met, gram, items, part, parts);
            }
        });
        for (int i = 0; i < items; i++) {
            for (int j = 0; j < i; j++) {
                gram[i * items + j] = gram[j * items + i];
            }
        }
        return gram;
    }

    /** Adds one user's products to the cells on and above the diagonal, in the rows of one part. */
    private static void addUpper(LastMet met, float[] gram, int items, int part, int parts) {
        for (int a = 0; a < met.size(); a++) {
            int row = met.item(a);
            if (row % parts != part) {
                continue;
            }
            float weight = met.weight(a);
            for (int b = 0; b < met.size(); b++) {
                if (met.item(b) >= row) {
                    gram[row * items + met.item(b)] += weight * met.weight(b);
                }
            }
        }
    }
}
