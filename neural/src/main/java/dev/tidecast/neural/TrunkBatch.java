package dev.tidecast.neural;

import dev.tidecast.model.interest.HistorySteps;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * B histories of equal length T with A anchors on them, laid out step by step: row s x B + b is step s of history b.
 *
 * @param steps T
 * @param histories B
 * @param features float[TB x F]
 * @param times long[TB]: when each step happened, epoch seconds
 * @param starts long[TB]: where the items of each row begin
 * @param items items of all rows end to end
 * @param anchorSteps long[A]: the row whose state each anchor reads
 * @param rows int[A]: the training row that each anchor stands for
 */
@SuppressWarnings("ArrayRecordComponent") // made once, read by one thread
record TrunkBatch(
        int steps,
        int histories,
        float[] features,
        long[] times,
        long[] starts,
        long[] items,
        long[] anchorSteps,
        int[] rows) {

    /**
     * A history with its anchors.
     *
     * @param positions steps closed before each anchor, 1 to T
     * @param rows the training row of each anchor
     */
    record Anchored(HistorySteps steps, int[] positions, int[] rows) {}

    /** Batches of histories of equal length, each with about {@code anchors} anchors, in order of length. */
    static List<TrunkBatch> of(List<Anchored> histories, int anchors) {
        Map<Integer, List<Anchored>> byLength = new TreeMap<>();
        for (Anchored history : histories) {
            byLength.computeIfAbsent(history.steps().count(), length -> new ArrayList<>())
                    .add(history);
        }
        List<TrunkBatch> batches = new ArrayList<>();
        for (List<Anchored> equal : byLength.values()) {
            List<Anchored> open = new ArrayList<>();
            int size = 0;
            for (Anchored history : equal) {
                open.add(history);
                size += history.rows().length;
                if (size >= anchors) {
                    batches.add(batch(open));
                    open = new ArrayList<>();
                    size = 0;
                }
            }
            if (!open.isEmpty()) {
                batches.add(batch(open));
            }
        }
        return batches;
    }

    private static TrunkBatch batch(List<Anchored> histories) {
        int steps = histories.getFirst().steps().count();
        int count = histories.size();
        float[] features = new float[steps * count * HistorySteps.FEATURES];
        long[] times = new long[steps * count];
        long[] starts = new long[steps * count];
        int itemCount =
                histories.stream().mapToInt(h -> h.steps().items().length).sum();
        long[] items = new long[itemCount];
        int at = 0;
        for (int s = 0; s < steps; s++) {
            for (int b = 0; b < count; b++) {
                HistorySteps from = histories.get(b).steps();
                int row = s * count + b;
                System.arraycopy(
                        from.features(),
                        s * HistorySteps.FEATURES,
                        features,
                        row * HistorySteps.FEATURES,
                        HistorySteps.FEATURES);
                times[row] = from.times()[s];
                starts[row] = at;
                for (int k = from.starts()[s]; k < from.starts()[s + 1]; k++) {
                    items[at++] = from.items()[k];
                }
            }
        }
        int anchors = histories.stream().mapToInt(h -> h.rows().length).sum();
        long[] anchorSteps = new long[anchors];
        int[] rows = new int[anchors];
        int a = 0;
        for (int b = 0; b < count; b++) {
            for (int k = 0; k < histories.get(b).rows().length; k++) {
                anchorSteps[a] = (long) (histories.get(b).positions()[k] - 1) * count + b;
                rows[a++] = histories.get(b).rows()[k];
            }
        }
        return new TrunkBatch(steps, count, features, times, starts, items, anchorSteps, rows);
    }
}
