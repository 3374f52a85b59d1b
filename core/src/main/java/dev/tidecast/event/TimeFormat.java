package dev.tidecast.event;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * How a log writes its time.
 *
 * @param kind the notation
 * @param pattern of {@link Kind#PATTERN}, in java.time letters ({@code yyyy-MM-dd HH:mm}); null otherwise
 * @param year of {@link Kind#MONTH_DAY}, which a log without years needs; null otherwise
 * @param zone of local times; instants with an offset of their own ignore it
 */
public record TimeFormat(
        Kind kind, @Nullable String pattern, @Nullable Integer year, ZoneId zone) {
    /** ORDER: the log has no clock, the row's number stands for the time; horizons and global cuts are then refused. */
    public enum Kind {
        ISO,
        PATTERN,
        EPOCH_SECONDS,
        EPOCH_MILLIS,
        DATE,
        MONTH_DAY,
        ORDER
    }

    public TimeFormat {
        if ((kind == Kind.PATTERN) != (pattern != null)) {
            throw new IllegalArgumentException("time format " + kind + " with pattern " + pattern
                    + ": a pattern is given with PATTERN, and only then");
        }
        if ((kind == Kind.MONTH_DAY) != (year != null)) {
            throw new IllegalArgumentException(
                    "time format " + kind + " with year " + year + ": a year is given with MONTH_DAY, and only then");
        }
    }

    /** The same notation with local times of another zone. */
    public TimeFormat withZone(ZoneId other) {
        return new TimeFormat(kind, pattern, year, other);
    }

    /** ISO 8601 dates and times; local ones are read in {@code zone}. */
    public static TimeFormat iso(ZoneId zone) {
        return new TimeFormat(Kind.ISO, null, null, zone);
    }
}
