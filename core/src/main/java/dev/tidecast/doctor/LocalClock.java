package dev.tidecast.doctor;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneRules;

/** Turns instants into local days and hours; remembers the offset of the last quarter of an hour. Confined to a thread. */
public final class LocalClock {
    private static final long STEP = 900;

    private final ZoneRules rules;
    private long step = Long.MIN_VALUE;
    private long offset;

    public LocalClock(ZoneId zone) {
        rules = zone.getRules();
    }

    private long local(long instant) {
        long now = Math.floorDiv(instant, STEP);
        if (now != step) {
            step = now;
            offset = rules.getOffset(Instant.ofEpochSecond(instant)).getTotalSeconds();
        }
        return instant + offset;
    }

    /** Days since 1970-01-01 in local time. */
    public long day(long instant) {
        return Math.floorDiv(local(instant), Subject.DAY);
    }

    /** 0 to 86,399. */
    public int secondOfDay(long instant) {
        return (int) Math.floorMod(local(instant), Subject.DAY);
    }

    /** 0 to 23. */
    public int hour(long instant) {
        return secondOfDay(instant) / 3_600;
    }

    /** Hours since 1970-01-01T00:00 in local time. */
    public long hours(long instant) {
        return Math.floorDiv(local(instant), 3_600);
    }
}
