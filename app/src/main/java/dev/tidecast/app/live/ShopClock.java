package dev.tidecast.app.live;

import java.time.Instant;
import java.time.InstantSource;

/**
 * What time it is in the shop: that of the wall, or for a log that ended long ago the log's own, which goes on from its
 * end. Immutable.
 *
 * @param behindSeconds how far the shop's time is behind the wall's, 0 or more
 */
public record ShopClock(InstantSource wall, long behindSeconds) {
    public ShopClock {
        if (behindSeconds < 0) {
            throw new IllegalArgumentException("a clock " + behindSeconds + " s behind: 0 or more is allowed");
        }
    }

    /** The wall's time. */
    public static ShopClock ofWall() {
        return new ShopClock(InstantSource.system(), 0);
    }

    /** A clock that showed {@code logEnd} when the wall's showed {@code wallThen}, both epoch seconds. */
    public static ShopClock ofLog(long logEnd, long wallThen) {
        return new ShopClock(InstantSource.system(), Math.max(0, wallThen - logEnd));
    }

    /** The time in the shop. */
    public Instant now() {
        return wall.instant().minusSeconds(behindSeconds);
    }

    /** The time in the shop, epoch seconds. */
    public long seconds() {
        return now().getEpochSecond();
    }
}
