package dev.tidecast.doctor;

import dev.tidecast.event.EventLog;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * A sudden, lasting change of volume: the five weeks on one side are all well above the five on the other, and most of
 * the change falls between two weeks. Seasons rise over weeks and are not meant.
 */
final class VolumeShiftCheck implements Check<Subject> {
    private static final int SIDE = 5;
    private static final double RATIO = 2.5;
    private static final double APART = 1.4;
    private static final double LEAST = 30;
    private static final double SUDDEN = 0.6;

    @Override
    public List<Finding> look(Subject log) {
        if (!log.dataset().hasClock()) {
            return List.of();
        }
        DailyUsers daily = DailyUsers.of(log);
        List<DailyUsers.Week> whole = daily.weeks();
        int[] weeks = whole.stream().mapToInt(DailyUsers.Week::users).toArray();
        int at = -1;
        double most = Math.log(RATIO);
        for (int week = SIDE; week + SIDE <= weeks.length; week++) {
            double change = change(weeks, week);
            if (Math.abs(change) > most) {
                most = Math.abs(change);
                at = week;
            }
        }
        return at < 0 ? List.of() : List.of(finding(log, daily, whole.get(at).start(), weeks, at));
    }

    /** Log of the ratio of the medians after and before; 0 where the two sides overlap or it came slowly. */
    private static double change(int[] weeks, int at) {
        int[] before = Arrays.copyOfRange(weeks, at - SIDE, at);
        int[] after = Arrays.copyOfRange(weeks, at, at + SIDE);
        double high = Math.max(DailyUsers.median(before), DailyUsers.median(after));
        double low = Math.max(0.5, Math.min(DailyUsers.median(before), DailyUsers.median(after)));
        boolean rises = DailyUsers.median(after) > DailyUsers.median(before);
        int lowest = Arrays.stream(rises ? after : before).min().orElse(0);
        int highest = Arrays.stream(rises ? before : after).max().orElse(0);
        double change = Math.log(high / low);
        double step = Math.abs(Math.log(Math.max(0.5, weeks[at]) / Math.max(0.5, weeks[at - 1])));
        if (high < LEAST || lowest < APART * highest || step < SUDDEN * change) {
            return 0;
        }
        return rises ? change : -change;
    }

    private static Finding finding(Subject log, DailyUsers daily, int start, int[] weeks, int at) {
        double before = DailyUsers.median(Arrays.copyOfRange(weeks, at - SIDE, at));
        double after = DailyUsers.median(Arrays.copyOfRange(weeks, at, at + SIDE));
        LocalDate day = daily.date(start);
        boolean enough = daily.days() - start >= 3 * log.target().horizonDays();
        long instant = day.atStartOfDay(log.dataset().zone()).toEpochSecond();
        return Finding.of(
                        "volume-shift",
                        Severity.WARN,
                        String.format(
                                Locale.ROOT,
                                "From the week of %s on, %.0f user days a week instead of %.0f (%.1f times), within one week.",
                                day,
                                after,
                                before,
                                after / Math.max(0.5, before)),
                        "Find out what changed then: tracking, a source that joined or left, a campaign, a closed cohort."
                                + (enough
                                        ? " If the earlier part is another kind of log, begin after it."
                                        : " What follows is too short to stand alone; judge windows after it only."))
                .with("before", before)
                .with("after", after)
                .showing(List.of(
                        Evidence.of("weeks before: " + Arrays.toString(Arrays.copyOfRange(weeks, at - SIDE, at))),
                        Evidence.of("weeks from " + day + ": "
                                + Arrays.toString(Arrays.copyOfRange(weeks, at, at + SIDE)))))
                .mendedBy(
                        enough ? "sources:\n  - files: [...]\n    from: " + day : "",
                        enough ? Mend.bySources(from(instant)) : null);
    }

    private static UnaryOperator<EventLog> from(long instant) {
        return log -> log.withSources(log.sources().stream()
                .filter(source -> source.until() == null || source.until() > instant)
                .map(source -> source.notBefore(instant))
                .toList());
    }
}
