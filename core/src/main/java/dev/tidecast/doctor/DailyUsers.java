package dev.tidecast.doctor;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How many users were active on each local day, [days], strays before the log's start left out; users, not rows, so that
 * one large order is no wave.
 *
 * @param first the first day, days since 1970-01-01
 */
record DailyUsers(long first, int[] users) {
    private static final int WEEKS = 8;

    static DailyUsers of(Subject log) {
        LocalClock clock = log.clock();
        long first = clock.day(log.start());
        int[] users = new int[(int) (clock.day(log.dataset().asOf()) - first + 1)];
        long[] last = {-1, Long.MIN_VALUE};
        log.each((user, row) -> {
            long day = clock.day(log.time(row));
            if (day >= first && (user != last[0] || day != last[1])) {
                users[(int) (day - first)]++;
                last[0] = user;
                last[1] = day;
            }
        });
        return new DailyUsers(first, users);
    }

    int days() {
        return users.length;
    }

    LocalDate date(int day) {
        return LocalDate.ofEpochDay(first + day);
    }

    /** What the weekday lets one expect: the median of the same weekday up to eight weeks on either side. */
    double expected(int day) {
        int[] same = new int[2 * WEEKS];
        int found = 0;
        for (int week = 1; week <= WEEKS; week++) {
            if (day - 7 * week >= 0) {
                same[found++] = users[day - 7 * week];
            }
            if (day + 7 * week < users.length) {
                same[found++] = users[day + 7 * week];
            }
        }
        return median(Arrays.copyOf(same, found));
    }

    /** Seven days from {@code start}, with the user days in them. */
    record Week(int start, int users) {}

    /**
     * The whole weeks, the last one ending with the last day but one, which may be cut off; those are left out that have
     * empty days which other weeks do not have, as those around Christmas.
     */
    List<Week> weeks() {
        List<Week> weeks = new ArrayList<>();
        for (int start = Math.max(0, users.length - 1) % 7; start + 7 < users.length; start += 7) {
            int sum = 0;
            int missing = 0;
            for (int day = start; day < start + 7; day++) {
                sum += users[day];
                missing += users[day] == 0 && expected(day) > 0 ? 1 : 0;
            }
            if (missing == 0) {
                weeks.add(new Week(start, sum));
            }
        }
        return weeks;
    }

    static double median(int... values) {
        if (values.length == 0) {
            return 0;
        }
        int[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2.0;
    }
}
