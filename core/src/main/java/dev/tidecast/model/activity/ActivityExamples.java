package dev.tidecast.model.activity;

import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.History;
import dev.tidecast.sequence.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Rows of {@link UserFeatures} at anchors, and what the windows after them brought. The arrays are shared, not copied;
 * nobody writes them.
 *
 * @param columns of a row
 * @param values float32 [rows x columns]
 * @param acted whether the user did the target behaviour in the window [rows]
 * @param active whether the user did anything [rows]
 */
@SuppressWarnings("ArrayRecordComponent") // shared for speed; documented above
public record ActivityExamples(int columns, float[] values, boolean[] acted, boolean[] active) {
    /** Rows taken at most; beyond them every n-th is. */
    private static final int MOST_ROWS = 200_000;

    public ActivityExamples {
        if (columns < 1 || values.length != columns * acted.length || active.length != acted.length) {
            throw new IllegalArgumentException(values.length + " values for " + acted.length + " and " + active.length
                    + " labels of " + columns + " columns: all rows must be whole");
        }
    }

    /** The number of rows. */
    public int rows() {
        return acted.length;
    }

    /**
     * Anchors a week apart, latest first: the latest window ends at the dataset's instant, the earliest leaves a third of
     * the log before it; at most {@code most}.
     */
    public static List<Long> anchors(Dataset visible, Target target, int most) {
        long latest = visible.asOf() - target.seconds();
        long earliest = visible.firstTime() + (visible.asOf() - visible.firstTime()) / 3;
        List<Long> anchors = new ArrayList<>();
        long anchor = latest;
        while (anchors.size() < most && anchor >= earliest) {
            anchors.add(anchor);
            anchor -= TimeUnit.DAYS.toSeconds(7);
        }
        return anchors;
    }

    /** Rows of all users with a history at each anchor; every window must end by the dataset's instant. */
    public static ActivityExamples of(Dataset visible, Target target, UserFeatures features, List<Long> anchors) {
        long all = (long) anchors.size() * visible.userCount();
        int stride = (int) Math.max(1, (all + MOST_ROWS - 1) / MOST_ROWS);
        int room = (int) ((all + stride - 1) / stride);
        int columns = features.size();
        float[] values = new float[room * columns];
        boolean[] acted = new boolean[room];
        boolean[] active = new boolean[room];
        float[] row = new float[columns];
        int size = 0;
        long next = 0;
        for (long anchor : anchors) {
            check(visible, target, anchor);
            for (int user = 0; user < visible.userCount(); user++) {
                History after = next++ % stride == 0 ? window(visible, user, anchor, target) : null;
                History before = after == null ? null : after.asOf(anchor);
                if (after == null || before == null || before.isEmpty()) {
                    continue;
                }
                features.write(before, row);
                System.arraycopy(row, 0, values, size * columns, columns);
                for (int p = after.size() - 1; p >= 0 && after.time(p) > anchor; p--) {
                    active[size] = true;
                    acted[size] |= after.behaviour(p) == target.behaviour();
                }
                size++;
            }
        }
        return new ActivityExamples(
                columns,
                Arrays.copyOf(values, size * columns),
                Arrays.copyOf(acted, size),
                Arrays.copyOf(active, size));
    }

    private static History window(Dataset visible, int user, long anchor, Target target) {
        return visible.history(user).asOf(anchor + target.seconds());
    }

    private static void check(Dataset visible, Target target, long anchor) {
        if (anchor + target.seconds() > visible.asOf()) {
            throw new IllegalArgumentException("the window of " + target.horizonDays() + " days after anchor " + anchor
                    + " ends after " + visible.asOf() + ": take an earlier anchor");
        }
    }
}
