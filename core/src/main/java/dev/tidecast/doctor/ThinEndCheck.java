package dev.tidecast.doctor;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Whether the log's last days are mostly missing: the window that models are judged on would be too empty. */
final class ThinEndCheck implements Check<Subject> {
    private static final double THIN = 0.3;
    private static final int LEAST_DAYS = 2;
    private static final double LEAST_EXPECTED = 10;
    private static final int MOST_DAYS = 60;

    @Override
    public List<Finding> look(Subject log) {
        if (!log.dataset().hasClock()) {
            return List.of();
        }
        DailyUsers daily = DailyUsers.of(log);
        int thin = 0;
        List<Evidence> evidence = new ArrayList<>();
        for (int day = daily.days() - 1; day >= Math.max(1, daily.days() - MOST_DAYS); day--) {
            double expected = daily.expected(day);
            if (expected < LEAST_EXPECTED || daily.users()[day] >= THIN * expected) {
                break;
            }
            thin++;
            evidence.add(Evidence.of(String.format(
                    Locale.ROOT,
                    "%s: %d active users, about %.0f expected",
                    daily.date(day),
                    daily.users()[day],
                    expected)));
        }
        if (thin < LEAST_DAYS) {
            return List.of();
        }
        LocalDate until = daily.date(daily.days() - thin);
        return List.of(Finding.of(
                        "incomplete-end",
                        Severity.SERIOUS,
                        "The last " + thin
                                + " days hold less than 30 % of what their weekdays let one expect: the export"
                                + " was probably made before all rows had arrived.",
                        "Leave the incomplete days out, or load the log again: models are judged on the last window, and"
                                + " trailing popularity is read from the last days.")
                .with("days", thin)
                .showing(evidence)
                .mendedBy("sources:\n  - files: [...]\n    until: " + until, null));
    }
}
