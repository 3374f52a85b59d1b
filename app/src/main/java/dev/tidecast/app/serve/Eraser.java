package dev.tidecast.app.serve;

import dev.tidecast.app.store.Erasures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Erases users: what came in live at once, what lies in the prepared log with the next standing. */
public final class Eraser {
    private final Service service;

    public Eraser(Service service) {
        this.service = service;
    }

    /**
     * What an erasure came to.
     *
     * @param receipt the salted hash that stands for the user on the list of the erased
     * @param when an ISO instant
     * @param events that were in the store and are no more
     * @param inPreparedLog whether the prepared log still holds rows of the user, which no answer uses: the next standing
     *     is made of a log without them
     */
    public record Receipt(String receipt, String when, int events, boolean inPreparedLog) {}

    /** Erases a user; again it tells what is left, which is nothing. */
    public Receipt erase(String user) {
        try {
            Erasures list = service.erasures();
            String receipt = list.add(user, Instant.now().toString());
            Standing on = service.standing();
            int events;
            try {
                events = service.store().erase(user);
            } finally {
                on.users().forget(user);
            }
            new HonouredErasures(service.store()).honoured(receipt);
            boolean left = on.loaded().dataset().users().indexOf(user) >= 0
                    || on.visible().users().indexOf(user) >= 0;
            return new Receipt(receipt, list.when(receipt).orElseThrow(), events, left);
        } catch (IOException failed) {
            throw new UncheckedIOException("the list of the erased can't be written", failed);
        }
    }

    /** When the user of a receipt was erased; empty for one that was not given. */
    public Optional<Map<String, String>> check(String receipt) {
        return service.erasures().when(receipt).map(when -> Map.of("receipt", receipt, "when", when));
    }
}
