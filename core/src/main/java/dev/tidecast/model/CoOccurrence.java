package dev.tidecast.model;

import dev.tidecast.event.Behaviour;
import dev.tidecast.sequence.Dataset;
import java.util.Arrays;
import java.util.Set;

/**
 * How strongly having item j speaks for item i: P = (X'X + lambda I)^-1, B = -P / diag(P) by columns with diagonal 0,
 * each item keeping its strongest weights. X [users x items] holds 2^(-age of the user's last active day with
 * the item / half-life). Source: Steck, "Embarrassingly Shallow Autoencoders for Sparse Data", WWW 2019.
 *
 * <p>Column i of B is the ridge regression of x_i on all other items. Where there are more items than the inverse takes,
 * it is the regression on those alone that i co-occurs with most: {@link LocalCoOccurrence}.
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

        /**
         * The places of the weights that are kept among the first {@code size}, ascending; of equal ones those before.
         *
         * @param keys room for {@code size} numbers
         */
        int[] strongest(float[] weights, int size, long[] keys) {
            int allowed = 0;
            for (int k = 0; k < size; k++) {
                if (weights[k] > 0 || signed && weights[k] < 0) {
                    keys[allowed++] = (long) -Float.floatToIntBits(Math.abs(weights[k])) << 32 | k;
                }
            }
            int count = Math.min(most, allowed);
            Selection.smallestFirst(keys, allowed, count);
            return Arrays.stream(keys, 0, count)
                    .mapToInt(key -> (int) key)
                    .sorted()
                    .toArray();
        }
    }

    /**
     * B by source item: row j holds what item j of a history lends to others. Costs V^3 in the inverse; beyond what that
     * takes V k^3 for k neighbours, and memory in proportion to what users have.
     *
     * @param behaviours that count as having an item
     * @param halfLifeDays infinity makes X binary
     * @param kept which weights each item keeps
     */
    public static SparseRows weights(
            Dataset visible,
            Set<Behaviour> behaviours,
            double halfLifeDays,
            double lambda,
            Kept kept,
            SymmetricInverse inverse) {
        if (visible.itemCount() <= inverse.mostRows()) {
            return ExactCoOccurrence.weights(visible, behaviours, halfLifeDays, lambda, kept, inverse);
        }
        SparseRows users = UserItems.of(visible, behaviours, halfLifeDays, LocalCoOccurrence.LATEST);
        return new LocalCoOccurrence(users, lambda, kept).weights(LocalCoOccurrence.NEIGHBOURS);
    }
}
