package dev.tidecast.doctor;

import java.time.LocalDate;
import java.util.Arrays;

/**
 * How many users were active on each local day, [days]; users, not rows, so that one large order is no wave.
 *
 * @param first the first day, days since 1970-01-01
 */
record DailyUsers(long first, int[] users) {
    private static final int WEEKS = 8;

    static DailyUsers of(Subject log) {
        LocalClock clock = log.clock();
        long first = clock.day(log.dataset().firstTime());
        int[] users = new int[(int) (clock.day(log.dataset().asOf()) - first + 1)];
        long[] last = {-1, Long.MIN_VALUE};
        log.each((user, row) -> {
            long day = clock.day(log.time(row));
            if (user != last[0] || day != last[1]) {
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

    /** User days of each whole week, the last one ending with the last day but one, which may be cut off. */
    int[] weeks() {
        int whole = (users.length - 1) / 7;
        int start = users.length - 1 - 7 * whole;
        int[] weeks = new int[Math.max(0, whole)];
        for (int week = 0; week < weeks.length; week++) {
            for (int day = 0; day < 7; day++) {
                weeks[week] += users[start + 7 * week + day];
            }
        }
        return weeks;
    }

    /** The first day of a week of {@link #weeks}. */
    LocalDate weekStart(int week) {
        return date((users.length - 1) % 7 + 7 * week);
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
