package dev.tidecast.doctor;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Days on which many users bear one and the same time: a batch wrote them, and the true times are lost. */
final class BatchStampCheck implements Check<Subject> {
    private static final int LEAST_USERS = 10;
    private static final double LEAST_SHARE = 0.3;
    private static final double OFTEN = 0.05;

    /** The most users at one instant of a day, and all user instants of that day. */
    private static final class Day {
        long busiest;
        int most;
        int all;
    }

    @Override
    public List<Finding> look(Subject log) {
        if (!log.dataset().hasClock() || log.knowsOnlyDays()) {
            return List.of();
        }
        Map<Long, Day> days = days(log);
        List<Evidence> evidence = new ArrayList<>();
        int stamped = 0;
        long events = 0;
        long all = 0;
        for (Day day : days.values()) {
            all += day.all;
            if (day.most >= LEAST_USERS && day.most >= LEAST_SHARE * day.all) {
                stamped++;
                events += day.most;
                evidence.add(Evidence.of(String.format(
                        Locale.ROOT,
                        "%d users at %s, of %d user instants that day",
                        day.most,
                        Instant.ofEpochSecond(day.busiest),
                        day.all)));
            }
        }
        return stamped == 0 ? List.of() : List.of(finding(days.size(), stamped, events / (double) all, evidence));
    }

    private static Finding finding(int days, int stamped, double share, List<Evidence> evidence) {
        return Finding.of(
                        "batch-stamps",
                        stamped > OFTEN * days ? Severity.SERIOUS : Severity.WARN,
                        String.format(
                                Locale.ROOT,
                                "On %d of %d days many users bear one and the same time (%.1f %% of all user instants): a batch"
                                        + " wrote it.",
                                stamped,
                                days,
                                100 * share),
                        "Export the time at which the user acted, not that of loading. Until then trust days, not hours; days"
                                + " on which the batch was late shift purchases across the cut.")
                .with("days", stamped)
                .with("share", share)
                .showing(evidence);
    }

    private static Map<Long, Day> days(Subject log) {
        Map<Long, Integer> users = new HashMap<>();
        long[] last = {-1, Long.MIN_VALUE};
        log.each((user, row) -> {
            long time = log.time(row);
            if (user != last[0] || time != last[1]) {
                users.merge(time, 1, Integer::sum);
                last[0] = user;
                last[1] = time;
            }
        });
        Map<Long, Day> days = new TreeMap<>();
        LocalClock clock = log.clock();
        users.forEach((time, count) -> {
            Day day = days.computeIfAbsent(clock.day(time), unseen -> new Day());
            day.all += count;
            if (count > day.most) {
                day.most = count;
                day.busiest = time;
            }
        });
        return days;
    }
}
