package dev.tidecast.model;

/**
 * The ridge regression of one item on its neighbours, n of them: gathered from the users who have them, solved by Cholesky's
 * decomposition. Reused from item to item; confined to one thread.
 */
final class LocalSystem {
    private final SparseRows byItem;
    private final float lambda;

    private final BlockCholesky cholesky;
    private final float[] solution;
    private final long[] keys;

    /** Users who have any of the items, and by user where the items of the user end. */
    private final int[] user;

    private final int[] end;
    private int[] slot = new int[1024];
    private float[] weight = new float[1024];
    private int[] item = {};
    private int n;
    private float[] gram = {}; // G_NN and, in row n, g_Ni
    private float[] lent = {};

    /** Systems of at most {@code most} neighbours, of X'. */
    LocalSystem(SparseRows byItem, double lambda, int most) {
        this.byItem = byItem;
        this.lambda = (float) lambda;
        this.cholesky = new BlockCholesky(most);
        this.solution = new float[most];
        this.keys = new long[most];
        this.user = new int[byItem.columns()];
        this.end = new int[byItem.columns()];
    }

    /** Finds what the first {@code count} of some neighbours, ascending, lend to {@code target}. */
    void solve(int target, int[] neighbours, int count) {
        item = neighbours;
        n = count;
        gram = cholesky.begin(n);
        gather(target);
        for (int i = 0; i < n; i++) {
            gram[cholesky.row(i) + i] += lambda;
        }
        cholesky.solve(solution);
    }

    /** Sums products over the users, each user's items lying end to end. */
    private void gather(int target) {
        int met = count(target);
        for (int s = 0; s <= n; s++) {
            int column = s < n ? item[s] : target;
            for (int e = byItem.from()[column]; e < byItem.from()[column + 1]; e++) {
                int at = end[byItem.column()[e]]++;
                slot[at] = s;
                weight[at] = byItem.value()[e];
            }
        }
        int from = 0;
        for (int u = 0; u < met; u++) {
            int to = end[user[u]];
            addProducts(from, to);
            end[user[u]] = 0;
            from = to;
        }
    }

    /** Lists the users who have any of the items, and where the items of each will begin; returns how many they are. */
    private int count(int target) {
        int met = 0;
        for (int s = 0; s <= n; s++) {
            int column = s < n ? item[s] : target;
            for (int e = byItem.from()[column]; e < byItem.from()[column + 1]; e++) {
                int each = byItem.column()[e];
                if (end[each]++ == 0) {
                    user[met++] = each;
                }
            }
        }
        int entries = 0;
        for (int u = 0; u < met; u++) {
            int own = end[user[u]];
            end[user[u]] = entries;
            entries += own;
        }
        grow(entries);
        return met;
    }

    private void addProducts(int from, int to) {
        for (int a = from; a < to; a++) {
            int row = cholesky.row(slot[a]);
            float own = weight[a];
            for (int b = from; b <= a; b++) {
                gram[row + slot[b]] += own * weight[b];
            }
        }
    }

    private void grow(int entries) {
        if (entries > slot.length) {
            int length = Math.max(entries, 2 * slot.length);
            slot = new int[length];
            weight = new float[length];
        }
    }

    /** The neighbours that lend the most, ascending; of equal ones those of lower number. */
    int[] lenders(CoOccurrence.Kept kept) {
        int[] slots = kept.strongest(solution, n, keys);
        lent = new float[slots.length];
        for (int k = 0; k < slots.length; k++) {
            lent[k] = solution[slots[k]];
            slots[k] = item[slots[k]];
        }
        return slots;
    }

    /** What they lend, in their order. */
    float[] lent() {
        return lent;
    }
}
