package dev.tidecast.doctor;

import dev.tidecast.event.EventLog;
import dev.tidecast.event.LogSource;
import dev.tidecast.event.Mapping;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * Whether the shop's users sleep when people sleep. Each user counts once in an hour. Hours from 1 to 5 should be
 * quiet; if they are not and four other hours are, the times are of another zone than configured.
 */
final class TimeZoneCheck implements Check<Subject> {
    private static final int NIGHT_START = 1;
    private static final int NIGHT_HOURS = 4;
    private static final int NIGHT_MIDDLE = 3;
    private static final int LEAST_USER_HOURS = 1_000;

    @Override
    public List<Finding> look(Subject log) {
        if (!log.dataset().hasClock() || log.knowsOnlyDays()) {
            return List.of();
        }
        HourProfile profile = profile(log);
        int quiet = profile.quietest(NIGHT_HOURS);
        double quietShare = profile.share(quiet, NIGHT_HOURS);
        double night = profile.share(NIGHT_START, NIGHT_HOURS);
        boolean sleeps = quietShare < 0.08;
        boolean elsewhere = night > Math.max(0.06, 3 * quietShare);
        if (profile.total() < LEAST_USER_HOURS || !sleeps || !elsewhere) {
            return List.of();
        }
        int middle = Math.floorMod(quiet + NIGHT_HOURS / 2, 24);
        int ahead = Math.floorMod(NIGHT_MIDDLE - middle + 12, 24) - 12;
        return List.of(finding(log, profile, quiet, ahead, night));
    }

    private static HourProfile profile(Subject log) {
        HourProfile profile = new HourProfile();
        LocalClock clock = log.clock();
        long[] last = {-1, Long.MIN_VALUE};
        log.each((user, row) -> {
            long hours = clock.hours(log.time(row));
            if (user != last[0] || hours != last[1]) {
                profile.add(clock.hour(log.time(row)), 1);
                last[0] = user;
                last[1] = hours;
            }
        });
        return profile;
    }

    private static Finding finding(Subject log, HourProfile profile, int quiet, int ahead, double night) {
        // The POSIX sign of Etc/GMT zones is reversed: Etc/GMT-8 is eight hours ahead of UTC.
        int offset = ahead
                + log.dataset()
                                .zone()
                                .getRules()
                                .getOffset(java.time.Instant.ofEpochSecond(
                                        log.dataset().asOf()))
                                .getTotalSeconds()
                        / 3_600;
        String zone = "Etc/GMT" + (offset >= 0 ? "-" : "+") + Math.abs(offset);
        String found = String.format(
                Locale.ROOT,
                "Between 1 and 5 o'clock (%s) fall %.0f %% of all user hours, and the quietest four hours begin at %d:00:"
                        + " the users' clocks seem to be about %+d hours from the times shown.",
                log.dataset().zone(),
                100 * night,
                quiet,
                ahead);
        return Finding.of(
                        "time-zone",
                        Severity.WARN,
                        found,
                        log.zonedTimes()
                                ? "Days, weekdays and hours begin at the wrong time. Name the zone of the shop's customers under"
                                        + " timezone, as Area/City where you know it; " + zone
                                        + " stands for the offset alone."
                                : "The times are written without an offset and seem to be a server's, not the shop's: days,"
                                        + " weekdays and hours begin at the wrong time. Export them with their offset or in the shop's"
                                        + " own time.")
                .with("nightShare", night)
                .with("quietestHour", quiet)
                .with("shiftHours", ahead)
                .showing(List.of(Evidence.of(String.format(
                        Locale.ROOT,
                        "hours %d to %d hold %.1f %% of user hours",
                        quiet,
                        Math.floorMod(quiet + NIGHT_HOURS, 24),
                        100 * profile.share(quiet, NIGHT_HOURS)))))
                .mendedBy(
                        log.zonedTimes() ? "timezone: " + zone : "",
                        log.zonedTimes() ? Mend.bySources(in(ZoneId.of(zone))) : null);
    }

    private static UnaryOperator<EventLog> in(ZoneId zone) {
        return log -> log.withSources(
                log.sources().stream().map(source -> in(zone, source)).toList());
    }

    private static LogSource in(ZoneId zone, LogSource source) {
        Mapping mapping = source.mapping();
        return source.withMapping(mapping.withTimeFormat(mapping.timeFormat().withZone(zone)));
    }
}
