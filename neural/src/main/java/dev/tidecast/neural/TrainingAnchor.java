package dev.tidecast.neural;

import dev.tidecast.model.counters.CounterRow;
import dev.tidecast.model.counters.CounterRows;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.History;
import dev.tidecast.sequence.Target;
import java.util.ArrayList;
import java.util.List;

/**
 * A (user, instant) pair with what the user did in the window after it.
 *
 * @param candidates items first seen by the instant
 * @param targets distinct target items below {@code candidates}, at least one
 */
@SuppressWarnings("ArrayRecordComponent") // made in bulk, read only
record TrainingAnchor(int user, long asOf, int candidates, int[] targets) {
    static TrainingAnchor of(CounterRow row) {
        return new TrainingAnchor(row.user(), row.trend().asOf(), row.candidates(), row.targets());
    }

    /** All anchors at {@code instants} of users with a history then and a target in the window. */
    static List<TrainingAnchor> of(Dataset visible, Target target, List<Long> instants) {
        List<TrainingAnchor> anchors = new ArrayList<>();
        for (long instant : instants) {
            int candidates = visible.items().seenBy(instant);
            for (int user = 0; user < visible.userCount(); user++) {
                History history = visible.history(user);
                int[] targets = CounterRows.targets(history, instant, target, candidates);
                if (targets.length > 0 && !history.asOf(instant).isEmpty()) {
                    anchors.add(new TrainingAnchor(user, instant, candidates, targets));
                }
            }
        }
        return anchors;
    }
}
