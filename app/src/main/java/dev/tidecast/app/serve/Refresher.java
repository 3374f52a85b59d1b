package dev.tidecast.app.serve;

import dev.tidecast.app.live.OverloadedException;
import java.io.IOException;
import java.time.Duration;
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
    /** New items are numbered this often at most. */
    private static final long ITEMS_WAIT_NANOS = Duration.ofSeconds(30).toNanos();
    /** And so seldom that making standings takes no more than this part of the time. */
    private static final int PART = 50;
    /** Trends take seconds of a processor: whoever asks later finds them made, and a start is busy enough. */
    private static final long TRENDS_WAIT_NANOS = Duration.ofSeconds(20).toNanos();

    private final Service service;
    private final ScheduledExecutorService thread;
    private String seen;
    private long itemsSeen;
    private long made = System.nanoTime();
    private long took;
    private long trendsMade;

    /** Starts looking. */
    public Refresher(Service service) throws IOException {
        this(service, Duration.ofSeconds(SECONDS));
    }

    /** Starts looking, with that much between two looks. */
    public Refresher(Service service, Duration between) throws IOException {
        this.service = service;
        this.seen = service.source().state();
        this.itemsSeen = service.items().changes();
        this.thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("tidecast-refresher").daemon().factory());
        long millis = between.toMillis();
        thread.scheduleWithFixedDelay(this::look, millis, millis, TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            String state = service.source().state();
            long age = service.clock().seconds() - service.standing().visible().asOf();
            if (!state.equals(seen) || age >= DAY || isNewItem() && isTime()) {
                long items = service.items().changes();
                long began = System.nanoTime();
                service.refresh();
                made = System.nanoTime();
                took = made - began;
                seen = state;
                itemsSeen = items;
            } else if (System.nanoTime() - made >= TRENDS_WAIT_NANOS) {
                makeTrends(service.standing().number());
            }
        } catch (IOException | RuntimeException failed) {
            LOG.log(Level.WARNING, "no new standing, the old one serves on: {0}", failed.getMessage());
        }
    }

    private void makeTrends(long standing) {
        if (trendsMade == standing) {
            return;
        }
        trendsMade = standing;
        long began = System.nanoTime();
        try {
            service.shop().trends(service.standard());
        } catch (UnanswerableException | IllegalArgumentException | OverloadedException noTrends) {
            LOG.log(Level.FINE, "no trends beforehand: {0}", noTrends.getMessage());
        }
        took += System.nanoTime() - began;
    }

    /** Whether the shop told of items, or events named some, that have no number yet. */
    private boolean isNewItem() {
        return service.numbersItems()
                && (service.items().changes() != itemsSeen
                        || service.standing().users().unnumbered() > 0);
    }

    private boolean isTime() {
        return System.nanoTime() - made >= Math.max(ITEMS_WAIT_NANOS, PART * took);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
