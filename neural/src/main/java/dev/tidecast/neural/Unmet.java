package dev.tidecast.neural;

import dev.tidecast.model.counters.CounterLogits;
import dev.tidecast.model.counters.CounterRow;
import dev.tidecast.model.inference.FloatKernels;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What users took in their windows that they had not met before, given that they took something new: own items are neither
 * targets nor candidates. What a window's users took more of or less of than counting foretold is told beforehand, so that
 * what is learned on top are persons and not seasons.
 *
 * @param anchors of users who took something new
 * @param frozen the logits of counting with each item's surprise of the window added, own items at {@link #NEVER}
 */
record Unmet(List<TrainingAnchor> anchors, TrunkObjective.AnchorLogits frozen) {
    private static final float NEVER = -1e30f;

    /** Takings of each item that are taken to have come as foretold. */
    private static final float AS_FORETOLD = .5f;

    private static final FloatKernels KERNELS = FloatKernels.fastest();

    static Unmet of(List<CounterRow> rows, CounterLogits counting) {
        List<CounterRow> taken =
                rows.stream().filter(row -> row.unmetTargets().length > 0).toList();
        List<TrainingAnchor> anchors = taken.stream()
                .map(row -> new TrainingAnchor(row.user(), row.trend().asOf(), row.candidates(), row.unmetTargets()))
                .toList();
        Map<Long, float[]> surprises = surprises(taken, anchors, counting);
        return new Unmet(anchors, (anchor, logits) -> {
            CounterRow row = taken.get(anchor);
            KERNELS.addScaled(
                    1, Objects.requireNonNull(surprises.get(row.trend().asOf())), 0, logits, 0, row.candidates());
            counted(row, counting, logits);
        });
    }

    private static void counted(CounterRow row, CounterLogits counting, float[] logits) {
        counting.addTo(row, logits);
        for (int item : row.ownItem()) {
            logits[item] = NEVER;
        }
    }

    /** By instant, log((came + a) / (foretold + a)) of each item, users weighing as in the loss. */
    private static Map<Long, float[]> surprises(
            List<CounterRow> taken, List<TrainingAnchor> anchors, CounterLogits counting) {
        Map<Long, float[]> came = new TreeMap<>();
        Map<Long, float[]> foretold = new TreeMap<>();
        for (int k = 0; k < taken.size(); k++) {
            CounterRow row = taken.get(k);
            int[] targets = anchors.get(k).targets();
            float[] logits = new float[row.candidates()];
            counted(row, counting, logits);
            double sum = KERNELS.expAndSum(logits, logits.length, KERNELS.max(logits, logits.length));
            float[] expected = foretold.computeIfAbsent(row.trend().asOf(), instant -> new float[logits.length]);
            KERNELS.addScaled((float) (Math.sqrt(targets.length) / sum), logits, 0, expected, 0, logits.length);
            float[] counts = came.computeIfAbsent(row.trend().asOf(), instant -> new float[logits.length]);
            for (int item : targets) {
                counts[item] += (float) (1 / Math.sqrt(targets.length));
            }
        }
        came.forEach((instant, counts) -> {
            float[] expected = foretold.getOrDefault(instant, counts);
            for (int i = 0; i < counts.length; i++) {
                counts[i] = (float) Math.log((counts[i] + AS_FORETOLD) / (expected[i] + AS_FORETOLD));
            }
        });
        return came;
    }
}
