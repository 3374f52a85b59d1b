package dev.tidecast.doctor;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Whether in some month the clock ran hours ahead of or behind all other months. */
final class ClockShiftCheck implements Check<Subject> {
    private static final int LEAST_USER_HOURS = 500;
    private static final int LEAST_SHIFT = 2;

    @Override
    public List<Finding> look(Subject log) {
        if (!log.dataset().hasClock() || log.knowsOnlyDays()) {
            return List.of();
        }
        Map<YearMonth, double[]> months = hoursByMonth(log);
        months.values().removeIf(hours -> java.util.Arrays.stream(hours).sum() < LEAST_USER_HOURS);
        if (months.size() < 3) {
            return List.of();
        }
        List<Evidence> shifted = new ArrayList<>();
        int most = 0;
        for (YearMonth month : months.keySet()) {
            HourProfile.Shift shift = profile(months, month, true).shiftTo(profile(months, month, false));
            if (shift.isClear(LEAST_SHIFT)) {
                shifted.add(Evidence.of(String.format(
                        Locale.ROOT,
                        "%s: hours are like those of the other months if moved by %+d (correlation %.2f, unmoved %.2f)",
                        month,
                        shift.hours(),
                        shift.shifted(),
                        shift.unshifted())));
                most = Math.abs(shift.hours()) > Math.abs(most) ? shift.hours() : most;
            }
        }
        if (shifted.isEmpty() || shifted.size() > months.size() / 2) {
            return List.of();
        }
        return List.of(Finding.of(
                        "clock-shift",
                        Severity.WARN,
                        "In " + shifted.size() + " of " + months.size()
                                + " months the whole day's activity lies hours off that of the other months (up to "
                                + String.format(Locale.ROOT, "%+d", most) + " hours).",
                        "A server's clock or zone changed then. Give those files a source of their own with a time zone in"
                                + " mapping.time, or correct the times where they are exported.")
                .with("months", shifted.size())
                .with("shiftHours", most)
                .showing(shifted));
    }

    private static Map<YearMonth, double[]> hoursByMonth(Subject log) {
        Map<YearMonth, double[]> months = new TreeMap<>();
        LocalClock clock = log.clock();
        long[] last = {-1, Long.MIN_VALUE, Long.MIN_VALUE};
        double[][] current = new double[1][];
        log.each((user, row) -> {
            long hours = clock.hours(log.time(row));
            if (user == last[0] && hours == last[1]) {
                return;
            }
            if (current[0] == null || Math.floorDiv(hours, 24L) != last[2]) {
                last[2] = Math.floorDiv(hours, 24L);
                YearMonth month = YearMonth.from(java.time.LocalDate.ofEpochDay(last[2]));
                current[0] = months.computeIfAbsent(month, unseen -> new double[24]);
            }
            current[0][(int) Math.floorMod(hours, 24L)]++;
            last[0] = user;
            last[1] = hours;
        });
        return months;
    }

    /** That month's profile, or the profile of all others together. */
    private static HourProfile profile(Map<YearMonth, double[]> months, YearMonth month, boolean itself) {
        HourProfile profile = new HourProfile();
        months.forEach((each, hours) -> {
            if (each.equals(month) == itself) {
                for (int hour = 0; hour < hours.length; hour++) {
                    profile.add(hour, hours[hour]);
                }
            }
        });
        return profile;
    }
}
