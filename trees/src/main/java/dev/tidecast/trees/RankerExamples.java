package dev.tidecast.trees;

import dev.tidecast.model.activity.CandidateFeatures;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.History;
import dev.tidecast.sequence.Target;
import java.util.Arrays;
import java.util.Random;

/**
 * Gathers rows of candidates of users who did the target behaviour in the window after an anchor: all that came, all own
 * items, and a share of the other candidates, each of which counts for those left out. Confined to one thread.
 */
final class RankerExamples {
    private final Dataset visible;
    private final Target target;
    private final Random random;
    private final double share;
    private final boolean[] wanted;
    private float[] values = new float[0];
    private float[] came = new float[0];
    private float[] weight = new float[0];
    private int rows;
    private int columns = 1;

    /**
     * An empty collection.
     *
     * @param share of the candidates that are neither own nor came
     */
    RankerExamples(Dataset visible, Target target, double share, long seed) {
        this.visible = visible;
        this.target = target;
        this.share = share;
        this.random = new Random(seed);
        this.wanted = new boolean[visible.itemCount()];
    }

    /** Adds the users of one anchor. */
    RankerExamples add(long anchor, CandidateFeatures candidates) {
        columns = candidates.columns();
        for (int user = 0; user < visible.userCount(); user++) {
            History after = visible.history(user).asOf(anchor + target.seconds());
            History before = after.asOf(anchor);
            if (!before.isEmpty() && mark(after, anchor, true)) {
                int count = candidates.read(before);
                for (int i = 0; i < count; i++) {
                    boolean yes = wanted[candidates.item(i)];
                    boolean always = yes || candidates.isOwn(i);
                    if (always || random.nextDouble() < share) {
                        add(candidates, i, yes, always ? 1 : 1 / share);
                    }
                }
            }
            mark(after, anchor, false);
        }
        return this;
    }

    /** Marks the window's items, or takes their marks away; tells whether there are any. */
    private boolean mark(History after, long anchor, boolean as) {
        boolean any = false;
        for (int p = after.size() - 1; p >= 0 && after.time(p) > anchor; p--) {
            if (after.behaviour(p) == target.behaviour() && after.item(p) >= 0) {
                wanted[after.item(p)] = as;
                any = true;
            }
        }
        return any;
    }

    private void add(CandidateFeatures candidates, int index, boolean yes, double counts) {
        if (rows == came.length) {
            int room = Math.max(4_096, 2 * rows);
            came = Arrays.copyOf(came, room);
            weight = Arrays.copyOf(weight, room);
            values = Arrays.copyOf(values, Math.multiplyExact(room, columns));
        }
        candidates.copy(index, values, rows * columns);
        weight[rows] = (float) counts;
        came[rows++] = yes ? 1 : 0;
    }

    Boosting.Rows rows() {
        return new Boosting.Rows(
                columns, Arrays.copyOf(values, rows * columns), Arrays.copyOf(came, rows), Arrays.copyOf(weight, rows));
    }
}
