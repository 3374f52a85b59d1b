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
        float[] norms = UserItems.norms(users, lambda);
        ThreadLocal<Near> threads = ThreadLocal.withInitial(() -> new Near(neighbours, norms));
        int[][] lenders = new int[items][];
        float[][] lent = new float[items][];
        IntStream.range(0, (items + BLOCK - 1) / BLOCK).parallel().forEach(block -> {
            Near near = threads.get();
            for (int item = block * BLOCK; item < Math.min(items, (block + 1) * BLOCK); item++) {
                near.solve(item);
                lenders[item] = near.system.lenders(kept);
                lent[item] = near.system.lent();
            }
        });
        return SparseRows.taking(items, lenders, lent).transposed();
    }

    /** The items that one item co-occurs with most, and its regression on them; confined to one thread. */
    private final class Near {
        private final SparseSums sums = new SparseSums(byItem.rows());
        private final LocalSystem system;
        private final float[] norms;
        private final int[] items;
        private final float[] strengths;

        Near(int most, float[] norms) {
            this.system = new LocalSystem(byItem, lambda, most);
            this.norms = norms;
            this.items = new int[most];
            this.strengths = new float[most];
        }

        void solve(int item) {
            UserItems.addCompanions(users, byItem, item, sums);
            sums.remove(item);
            sums.scale(other -> 1 / norms[other]); // else what everybody has would stand for all
            int count = sums.takeStrongest(items.length, items, strengths);
            system.solve(item, items, count);
        }
    }
}
