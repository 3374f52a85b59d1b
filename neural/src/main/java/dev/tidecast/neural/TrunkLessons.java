package dev.tidecast.neural;

import dev.tidecast.model.interest.HistorySteps;
import dev.tidecast.model.interest.StepReading;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.History;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Batches of equal-length histories in a new order each epoch, and validation on the selection window. */
final class TrunkLessons implements Lessons<TrunkBatch> {
    /** A part is small enough for both threads to have work in every step. */
    private static final int PART_ANCHORS = TrunkObjective.STEP_ANCHORS / 2;

    private final List<TrunkBatch> parts;
    private final long seed;
    private final Supplier<SortedMap<String, Double>> validation;

    TrunkLessons(List<TrunkBatch> parts, long seed, Supplier<SortedMap<String, Double>> validation) {
        this.parts = List.copyOf(parts);
        this.seed = seed;
        this.validation = validation;
    }

    /** Parts of the visible histories that have a step closed before some anchor. */
    static List<TrunkBatch> parts(Dataset visible, List<TrainingAnchor> anchors, StepReading reading) {
        Map<Integer, List<Integer>> byUser = new TreeMap<>();
        for (int a = 0; a < anchors.size(); a++) {
            byUser.computeIfAbsent(anchors.get(a).user(), user -> new ArrayList<>())
                    .add(a);
        }
        List<TrunkBatch.Anchored> histories = new ArrayList<>();
        byUser.forEach((user, rows) -> {
            TrunkBatch.Anchored anchored = anchored(visible.history(user), anchors, rows, reading);
            if (anchored.rows().length > 0) {
                histories.add(anchored);
            }
        });
        return TrunkBatch.of(histories, PART_ANCHORS);
    }

    private static TrunkBatch.Anchored anchored(
            History whole, List<TrainingAnchor> anchors, List<Integer> rows, StepReading reading) {
        long latest =
                rows.stream().mapToLong(row -> anchors.get(row).asOf()).max().orElseThrow();
        HistorySteps all = HistorySteps.of(whole.asOf(latest), reading);
        List<Integer> kept = new ArrayList<>();
        List<Integer> positions = new ArrayList<>();
        for (int row : rows) {
            int closed = HistorySteps.closed(whole, anchors.get(row).asOf());
            int total = HistorySteps.closed(whole, latest);
            int position = closed - (total - all.count());
            if (position > 0) {
                kept.add(row);
                positions.add(position);
            }
        }
        return new TrunkBatch.Anchored(
                all,
                positions.stream().mapToInt(Integer::intValue).toArray(),
                kept.stream().mapToInt(Integer::intValue).toArray());
    }

    @Override
    public List<List<TrunkBatch>> batches(int epoch) {
        int[] order = RepeatStage.shuffled(parts.size(), Seeds.random(seed, epoch));
        List<List<TrunkBatch>> batches = new ArrayList<>();
        List<TrunkBatch> open = new ArrayList<>();
        int anchors = 0;
        for (int part : order) {
            open.add(parts.get(part));
            anchors += parts.get(part).rows().length;
            if (anchors >= TrunkObjective.STEP_ANCHORS) {
                batches.add(List.copyOf(open));
                open.clear();
                anchors = 0;
            }
        }
        if (!open.isEmpty()) {
            batches.add(List.copyOf(open));
        }
        return batches;
    }

    @Override
    public SortedMap<String, Double> validate() {
        return validation.get();
    }
}
