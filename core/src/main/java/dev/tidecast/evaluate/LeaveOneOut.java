package dev.tidecast.evaluate;

import dev.tidecast.event.Behaviour;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.History;
import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * Each user's last item is judged, the last but one is left for validation, and models are fitted on what comes before
 * (Kang and McAuley 2018). In the order of the file; the history is no candidate; all other items are. What others did
 * later than a user's last item is not hidden, so these figures compare with published ones and promise nothing.
 */
final class LeaveOneOut {
    private static final int FEWEST = 3;

    private LeaveOneOut() {}

    /** The cases of all users with three items or more; a last item that the user has met before is dropped. */
    static HeldOut of(Dataset whole, Behaviour behaviour) {
        BitSet fitted = new BitSet();
        BitSet visible = new BitSet();
        IntStream.Builder users = IntStream.builder();
        IntStream.Builder lengths = IntStream.builder();
        IntStream.Builder targets = IntStream.builder();
        int dropped = 0;
        for (int user = 0; user < whole.userCount(); user++) {
            History history = whole.history(user);
            int[] positions = IntStream.range(0, history.size())
                    .filter(p -> history.behaviour(p) == behaviour && history.item(p) >= 0)
                    .toArray();
            boolean judged = positions.length >= FEWEST;
            int last = judged ? positions[positions.length - 1] : history.size();
            int validated = judged ? positions[positions.length - 2] : history.size();
            for (int p = 0; p < last; p++) {
                visible.set((int) history.row(p));
                fitted.set((int) history.row(p), p < validated);
            }
            if (judged && IntStream.range(0, last).anyMatch(p -> history.item(p) == history.item(last))) {
                dropped++;
            } else if (judged) {
                users.add(user);
                lengths.add(last);
                targets.add(history.item(last));
            }
        }
        Dataset input = Truncation.rows(whole, row -> visible.get((int) row));
        return new HeldOut(
                Truncation.rows(whole, row -> fitted.get((int) row)),
                input,
                input,
                users.build().toArray(),
                lengths.build().toArray(),
                targets.build().toArray(),
                true,
                dropped);
    }
}
