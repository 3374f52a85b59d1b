package dev.tidecast.model;

import java.util.stream.IntStream;

/**
 * {@link CoOccurrence} of large catalogues: item i's weights solve (G_NN + lambda I) b = g_Ni, G = X'X, on the k items N
 * that it co-occurs with most. Each system is made anew from the users who have the items, so that G is never held; the
 * outcome does not depend on the threads. Sources: Ning and Karypis, "SLIM: Sparse Linear Methods for Top-N Recommender
 * Systems", ICDM 2011 (fsSLIM: as many candidates as an item has neighbours); Steck, "Markov Random Fields for Collaborative
 * Filtering", NeurIPS 2019.
 */
final class LocalCoOccurrence {
    /** k: twice as many cost five times as long and gain a third of what is missing to the whole inverse. */
    static final int NEIGHBOURS = 200;

    /** Items of a user that count, the latest: what one robot has seen is worth no more, and costs its square. */
    static final int LATEST = 1_000;

    private static final int BLOCK = 64;

    private final SparseRows byItem;
    private final SparseRows users;
    private final double lambda;
    private final CoOccurrence.Kept kept;

    /** From X. */
    LocalCoOccurrence(SparseRows users, double lambda, CoOccurrence.Kept kept) {
        this.users = users;
        this.byItem = users.transposed();
        this.lambda = lambda;
        this.kept = kept;
    }

    /** B by source item. */
    SparseRows weights(int neighbours) {
        int items = byItem.rows();
        SparseRows near = neighbours(neighbours);
        ThreadLocal<LocalSystem> systems = ThreadLocal.withInitial(() -> new LocalSystem(byItem, lambda, neighbours));
        int[][] lenders = new int[items][];
        float[][] lent = new float[items][];
        IntStream.range(0, (items + BLOCK - 1) / BLOCK).parallel().forEach(block -> {
            LocalSystem system = systems.get();
            for (int item = block * BLOCK; item < Math.min(items, (block + 1) * BLOCK); item++) {
                system.solve(item, near);
                lenders[item] = system.lenders(kept);
                lent[item] = system.lent();
            }
        });
        SparseRowsBuilder byTarget = new SparseRowsBuilder(items);
        for (int item = 0; item < items; item++) {
            for (int k = 0; k < lenders[item].length; k++) {
                byTarget.add(lenders[item][k], lent[item][k]);
            }
            byTarget.endRow();
        }
        return byTarget.build().transposed();
    }

    /** Row i: the items that i co-occurs with most, ascending. */
    private SparseRows neighbours(int most) {
        float[] norms = new float[byItem.rows()];
        for (int e = 0; e < users.column().length; e++) {
            norms[users.column()[e]] += users.value()[e] * users.value()[e];
        }
        StrongestNeighbours chosen = new StrongestNeighbours(byItem.rows(), most);
        chosen.fill((item, sums) -> {
            UserItems.addCompanions(users, byItem, item, sums);
            sums.remove(item);
            sums.scale(other -> 1 / (float) Math.sqrt(norms[other] + lambda)); // else only what all have
        });
        return chosen.rows();
    }
}
