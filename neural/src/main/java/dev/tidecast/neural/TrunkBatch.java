package dev.tidecast.neural;

import dev.tidecast.model.interest.HistorySteps;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * B histories of equal length T with A anchors on them, laid out step by step: row s x B + b is step s of history b.
 *
 * @param steps T
 * @param histories B
 * @param features float[TB x F]
 * @param times long[TB]: when each step happened, epoch seconds
 * @param items items of each row
 * @param words known words of the queries of each row
 * @param anchorSteps long[A]: the row whose state each anchor reads
 * @param rows int[A]: the training row that each anchor stands for
 */
@SuppressWarnings("ArrayRecordComponent") // made once, read by one thread
record TrunkBatch(
        int steps,
        int histories,
        float[] features,
        long[] times,
        Bags items,
        Bags words,
        long[] anchorSteps,
        int[] rows) {

    /**
     * Numbers of all rows end to end.
     *
     * @param starts long[TB]: where those of each row begin
     */
    @SuppressWarnings("ArrayRecordComponent") // as those of the batch
    record Bags(long[] starts, long[] numbers) {
        static Bags of(List<Anchored> histories, Function<HistorySteps, HistorySteps.Bags> which) {
            List<HistorySteps.Bags> each =
                    histories.stream().map(h -> which.apply(h.steps())).toList();
            int steps = histories.getFirst().steps().count();
            long[] starts = new long[steps * each.size()];
            long[] numbers =
                    new long[each.stream().mapToInt(h -> h.numbers().length).sum()];
            int at = 0;
            for (int s = 0; s < steps; s++) {
                for (int b = 0; b < each.size(); b++) {
                    HistorySteps.Bags bags = each.get(b);
                    starts[s * each.size() + b] = at;
                    for (int k = bags.starts()[s]; k < bags.starts()[s + 1]; k++) {
                        numbers[at++] = bags.numbers()[k];
                    }
                }
            }
            return new Bags(starts, numbers);
        }
    }

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
        int width = histories.getFirst().steps().features().length / steps;
        float[] features = new float[steps * count * width];
        long[] times = new long[steps * count];
        for (int s = 0; s < steps; s++) {
            for (int b = 0; b < count; b++) {
                HistorySteps from = histories.get(b).steps();
                int row = s * count + b;
                System.arraycopy(from.features(), s * width, features, row * width, width);
                times[row] = from.times()[s];
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
        Bags items = Bags.of(histories, HistorySteps::items);
        Bags words = Bags.of(histories, HistorySteps::words);
        return new TrunkBatch(steps, count, features, times, items, words, anchorSteps, rows);
    }
}
