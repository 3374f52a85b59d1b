package dev.tidecast.app.serve;

import dev.tidecast.app.live.EventStore;
import dev.tidecast.app.live.Gap;
import dev.tidecast.sequence.Vocabulary;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Whom a look at the whole shop had to pass over, as what is stored of them is damaged. */
final class PassedOver {
    private static final Logger LOG = Logger.getLogger("tidecast");

    private PassedOver() {}

    /** Users of the prepared log whose live events can't be read; says in the log that there is damage. */
    static Set<String> of(List<Gap> gaps, Vocabulary users, EventStore store) {
        Set<String> found = new HashSet<>();
        for (int user = 0; user < users.size() && !gaps.isEmpty(); user++) {
            String name = users.get(user);
            if (gaps.stream().anyMatch(gap -> gap.mayHold(name))
                    && store.readable(name).isEmpty()) {
                found.add(name);
            }
        }
        for (Gap gap : gaps) {
            LOG.log(
                    Level.SEVERE,
                    "stored events are damaged: " + found.size()
                            + " users of the prepared log, and any others whose events"
                            + " lie there, are not answered until a backup is restored; all others are",
                    gap.why());
        }
        return Set.copyOf(found);
    }
}
