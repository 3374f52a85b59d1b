package dev.tidecast.evaluate;

import dev.tidecast.event.Behaviour;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.History;
import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * The next item within each session that begins after the cut, given the session so far (Ludewig and Jannach 2018).
 * Sessions are the log's own (order column), or whole users where it has none. Items unknown at the cut are left out.
 */
final class SessionCases {
    private SessionCases() {}

    static HeldOut of(Dataset whole, long cut, Behaviour behaviour) {
        Dataset visible = whole.asOf(cut);
        BitSet kept = new BitSet();
        int dropped = 0;
        for (int user = 0; user < whole.userCount(); user++) {
            History history = whole.history(user);
            for (int p = 0; p < history.size(); p++) {
                boolean judged = history.behaviour(p) == behaviour && history.item(p) >= 0;
                boolean known = history.item(p) < visible.itemCount();
                dropped += judged && !known ? 1 : 0;
                kept.set((int) history.row(p), history.time(p) <= cut || (judged && known));
            }
        }
        return cases(visible, Truncation.rows(whole, row -> kept.get((int) row)), cut, dropped);
    }

    private static HeldOut cases(Dataset visible, Dataset histories, long cut, int dropped) {
        IntStream.Builder users = IntStream.builder();
        IntStream.Builder lengths = IntStream.builder();
        IntStream.Builder targets = IntStream.builder();
        for (int user = 0; user < histories.users().size(); user++) {
            History history = histories.history(user);
            int start = 0;
            for (int p = 1; p < history.size(); p++) {
                start = history.order(p) == history.order(p - 1) ? start : p;
                if (p > start && history.time(start) > cut) {
                    users.add(user);
                    lengths.add(p);
                    targets.add(history.item(p));
                }
            }
        }
        return new HeldOut(
                visible,
                visible,
                histories,
                users.build().toArray(),
                lengths.build().toArray(),
                targets.build().toArray(),
                false,
                dropped);
    }
}
