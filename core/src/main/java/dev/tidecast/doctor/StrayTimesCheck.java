package dev.tidecast.doctor;

import dev.tidecast.clean.CleaningRules;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** A handful of events long before all others: broken clocks, which stretch the log's span to what it is not. */
final class StrayTimesCheck implements Check<Subject> {
    @Override
    public List<Finding> look(Subject log) {
        long start = log.start();
        if (!log.dataset().hasClock() || start == log.dataset().firstTime()) {
            return List.of();
        }
        List<Evidence> evidence = new ArrayList<>();
        long[] strays = new long[1];
        log.each((user, row) -> {
            if (log.time(row) < start) {
                strays[0]++;
                int item = log.rows().item().get(row);
                evidence.add(new Evidence(
                        null,
                        null,
                        log.user(user),
                        item < 0 ? null : log.item(item),
                        "at " + java.time.Instant.ofEpochSecond(log.time(row))));
            }
        });
        LocalDate day = log.date(start);
        long instant = day.atStartOfDay(log.dataset().zone()).toEpochSecond();
        return List.of(Finding.of(
                        "stray-times",
                        Severity.WARN,
                        String.format(
                                Locale.ROOT,
                                "%d events lie long before all others, which begin on %s: the log seems to span %.0f days, but"
                                        + " spans %.0f.",
                                strays[0],
                                day,
                                (log.dataset().asOf() - log.dataset().firstTime()) / (double) Subject.DAY,
                                log.spanDays()),
                        "Leave them out: clocks were wrong, and whatever divides by the span would be wrong too.")
                .with("rows", strays[0])
                .with("spanDays", log.spanDays())
                .showing(evidence)
                .mendedBy("cleaning:\n  earliest: " + day, Mend.byRules(earliest(instant))));
    }

    private static UnaryOperator<CleaningRules> earliest(long instant) {
        return rules -> rules.draft().earliest(instant).rules();
    }
}
