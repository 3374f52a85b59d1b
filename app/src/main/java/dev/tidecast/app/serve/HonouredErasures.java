package dev.tidecast.app.serve;

import dev.tidecast.app.live.EventStore;
import dev.tidecast.app.live.Gap;
import dev.tidecast.app.live.StoredFacts;
import dev.tidecast.app.store.Erasures;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which erasures a store knows of. One that it does not know of came after the backup that it was restored from, or was cut
 * short by a kill: its user's events are taken out before anything is answered. Those of a user who came again after an
 * erasure that the store knows of stay.
 */
final class HonouredErasures {
    private final EventStore store;
    private final StoredFacts facts;

    HonouredErasures(EventStore store) {
        this.store = store;
        this.facts = new StoredFacts(store);
    }

    /** Takes out what should not be there any more. */
    void check(Erasures erasures) {
        Set<String> missing = erasures.hashes().stream()
                .filter(hash -> !facts.has(name(hash)))
                .collect(Collectors.toSet());
        if (!missing.isEmpty()) {
            List<String> there = new ArrayList<>();
            List<Gap> gaps = store.eachUser((user, events) -> {
                if (missing.contains(erasures.hash(user))) {
                    there.add(user);
                }
            });
            there.forEach(store::erase);
            if (gaps.isEmpty()) {
                missing.forEach(this::honoured);
            }
        }
    }

    /** Remembers in the store that the user of that hash was taken out. */
    void honoured(String hash) {
        facts.get(name(hash), () -> System.currentTimeMillis() / 1_000);
    }

    private static String name(String hash) {
        return "erased:" + hash;
    }
}
