package dev.tidecast.model;

import dev.tidecast.event.Behaviour;
import dev.tidecast.sequence.Dataset;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * How strongly having item j speaks for item i: P = (X'X + lambda I)^-1, B = -P / diag(P) by columns with diagonal 0,
 * each item keeping its strongest weights. X [users x items] holds 2^(-age of the user's last active day with
 * the item / half-life). Source: Steck, "Embarrassingly Shallow Autoencoders for Sparse Data", WWW 2019.
 */
public final class CoOccurrence {
    private CoOccurrence() {}

    /**
     * Which weights an item keeps.
     *
     * @param most how many, the strongest
     * @param signed whether those below 0 count by their size, or are dropped
     */
    public record Kept(int most, boolean signed) {
        public Kept {
            if (most < 1) {
                throw new IllegalArgumentException(most + " weights kept: 1 or more are allowed");
            }
        }
    }

    /**
     * B by source item: row j holds what item j of a history lends to others. Costs V^3 in the inverse.
     *
     * @param behaviours that count as having an item
     * @param halfLifeDays infinity makes X binary
     * @param kept which weights each item keeps
     * @throws IllegalArgumentException beyond 46,340 items
     */
    public static SparseRows weights(
            Dataset visible,
            Set<Behaviour> behaviours,
            double halfLifeDays,
            double lambda,
            Kept kept,
            SymmetricInverse inverse) {
        int items = visible.itemCount();
        if ((long) items * items > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(
                    items + " items: EASE inverts items x items and takes 46,340 at most; leave it out here");
        }
        float[] gram = gram(visible, behaviours, halfLifeDays);
        for (int i = 0; i < items; i++) {
            gram[i * items + i] += (float) lambda;
        }
        float[] p = inverse.invert(gram, items); // symmetric
        int[][] lenders = new int[items][];
        IntStream.range(0, items).parallel().forEach(i -> lenders[i] = strongest(p, items, i, kept));
        SparseRowsBuilder byTarget = new SparseRowsBuilder(items);
        for (int i = 0; i < items; i++) {
            for (int j : lenders[i]) {
                byTarget.add(j, lent(p, items, j, i));
            }
            byTarget.endRow();
        }
        return byTarget.build().transposed();
    }

    /** What j lends to i. */
    private static float lent(float[] p, int items, int j, int i) {
        return -p[i * items + j] / p[i * items + i];
    }

    /** The items that lend the most to item i, ascending; of equal ones those of lower number. */
    private static int[] strongest(float[] p, int items, int i, Kept kept) {
        long[] keys = new long[items];
        int size = 0;
        for (int j = 0; j < items; j++) {
            float lent = lent(p, items, j, i);
            if (j != i && (lent > 0 || kept.signed() && lent < 0)) {
                keys[size++] = (long) -Float.floatToIntBits(Math.abs(lent)) << 32 | j;
            }
        }
        int count = Math.min(kept.most(), size);
        Selection.smallestFirst(keys, size, count);
        return Arrays.stream(keys, 0, count).mapToInt(key -> (int) key).sorted().toArray();
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
