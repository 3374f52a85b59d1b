package dev.tidecast.app.serve;

import dev.tidecast.app.live.EventStore;
import dev.tidecast.app.live.ShopClock;
import dev.tidecast.app.live.StoredFacts;

/** Whose time counts. */
final class ClockChoice {
    private static final long LONG_AGO = 90L * 86_400;

    private ClockChoice() {}

    /** A log's clock goes on over restarts of the service: the store remembers when it was set. */
    static ShopClock of(ServiceSettings.Clock wanted, long logEnd, EventStore store) {
        long wall = System.currentTimeMillis() / 1_000;
        boolean ofLog = switch (wanted) {
            case AUTO -> wall - logEnd > LONG_AGO;
            case WALL -> false;
            case LOG -> true;
        };
        if (!ofLog) {
            return ShopClock.ofWall();
        }
        long then = new StoredFacts(store).get("clock:" + logEnd, () -> wall);
        return ShopClock.ofLog(logEnd, then);
    }
}
