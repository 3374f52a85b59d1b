package dev.tidecast.app.serve;

import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Looks every few seconds whether another model was promoted, the log prepared anew, a day has begun or new items came,
 * and then makes a new standing in the background.
 */
public final class Refresher implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger("tidecast");
    private static final long SECONDS = 5;
    private static final long DAY = 86_400;
    /** New items are numbered this often at most, seconds. */
    private static final long ITEMS_WAIT = 600;

    private final Service service;
    private final ScheduledExecutorService thread;
    private String seen;
    private int itemsSeen;

    /** Starts looking. */
    public Refresher(Service service) throws IOException {
        this.service = service;
        this.seen = service.source().state();
        this.itemsSeen = service.items().all().size();
        this.thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("tidecast-refresher").daemon().factory());
        thread.scheduleWithFixedDelay(this::look, SECONDS, SECONDS, TimeUnit.SECONDS);
    }

    private void look() {
        try {
            String state = service.source().state();
            long age = service.clock().seconds() - service.standing().visible().asOf();
            int items = service.items().all().size();
            if (!state.equals(seen) || age >= DAY || items != itemsSeen && age >= ITEMS_WAIT) {
                service.refresh();
                seen = state;
                itemsSeen = items;
            }
        } catch (IOException | RuntimeException failed) {
            LOG.log(Level.WARNING, "no new standing, the old one serves on: {0}", failed.getMessage());
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
