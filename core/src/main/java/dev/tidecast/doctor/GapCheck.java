package dev.tidecast.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Runs of days without any event where the weekdays around let one expect some. */
final class GapCheck implements Check<Subject> {
    private static final int LEAST_DAYS = 3;
    private static final double LEAST_EXPECTED = 20;
    private static final int LONG = 14;

    /** From the first to the last empty day, as numbers of days. */
    private record Gap(int from, int to, double expected) {
        int days() {
            return to - from + 1;
        }
    }

    @Override
    public List<Finding> look(Subject log) {
        if (!log.dataset().hasClock()) {
            return List.of();
        }
        DailyUsers daily = DailyUsers.of(log);
        List<Gap> gaps = gaps(daily);
        if (gaps.isEmpty()) {
            return List.of();
        }
        int longest = gaps.stream().mapToInt(Gap::days).max().orElse(0);
        int horizon = log.target().horizonDays();
        boolean judged = gaps.stream().anyMatch(gap -> gap.to >= daily.days() - 2 * horizon);
        List<Evidence> evidence = gaps.stream()
                .map(gap -> Evidence.of(String.format(
                        Locale.ROOT,
                        "%s to %s: %d days without an event, about %.0f user days expected",
                        daily.date(gap.from),
                        daily.date(gap.to),
                        gap.days(),
                        gap.expected)))
                .toList();
        return List.of(Finding.of(
                        "gaps",
                        longest > LONG ? Severity.SERIOUS : judged ? Severity.WARN : Severity.INFO,
                        gaps.size() + (gaps.size() == 1 ? " gap" : " gaps") + " in the log, the longest of " + longest
                                + " days"
                                + (judged ? "; one lies within the last two windows, on which models are judged" : "")
                                + ".",
                        "If the shop was closed (holidays), nothing is to be done: decayed counts pass over it. If rows were"
                                + " lost, load them; a window that holds such a gap has too few purchases to judge by.")
                .with("gaps", gaps.size())
                .with("longestDays", longest)
                .showing(evidence));
    }

    private static List<Gap> gaps(DailyUsers daily) {
        List<Gap> gaps = new ArrayList<>();
        int from = -1;
        double expected = 0;
        for (int day = 0; day < daily.days(); day++) {
            if (daily.users()[day] == 0) {
                from = from < 0 ? day : from;
                expected += daily.expected(day);
            } else if (from >= 0) {
                if (day - from >= LEAST_DAYS && expected >= LEAST_EXPECTED) {
                    gaps.add(new Gap(from, day - 1, expected));
                }
                from = -1;
                expected = 0;
            }
        }
        return gaps;
    }
}
