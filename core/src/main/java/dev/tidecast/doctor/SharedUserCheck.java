package dev.tidecast.doctor;

import dev.tidecast.sequence.Interactions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * User ids that stand for many people: a placeholder such as "guest", an id with many orders on every active day, or one
 * that holds more of the log than ten of the next.
 */
final class SharedUserCheck implements Check<Subject> {
    private static final Set<String> PLACEHOLDERS = Set.of(
            "0", "-1", "null", "none", "nan", "guest", "unknown", "anonymous", "anonym", "n/a", "undefined", "test");
    private static final int LEAST_EVENTS = 50;
    private static final int LEAST_ORDERS = 100;
    private static final double ORDERS_A_DAY = 8;
    private static final double LARGE_SHARE = 0.02;
    private static final double TIMES_THE_NEXT = 10;

    @Override
    public List<Finding> look(Subject log) {
        if (!log.dataset().hasClock() || log.dataset().users().size() < 20) {
            return List.of();
        }
        Interactions rows = log.rows();
        long[] largest = twoLargest(log);
        List<Evidence> evidence = new ArrayList<>();
        long shared = 0;
        for (int user = 0; user < log.dataset().users().size(); user++) {
            long events = rows.userOffsets().get(user + 1L) - rows.userOffsets().get(user);
            String why = events < LEAST_EVENTS ? "" : why(log, user, events, largest);
            if (!why.isEmpty()) {
                shared += events;
                evidence.add(Evidence.user(log.user(user), why));
            }
        }
        return evidence.isEmpty() ? List.of() : List.of(finding(evidence, shared / (double) rows.rows()));
    }

    private static Finding finding(List<Evidence> evidence, double share) {
        return Finding.of(
                        "shared-users",
                        share > 0.05 ? Severity.SERIOUS : Severity.WARN,
                        String.format(
                                Locale.ROOT,
                                "%d user id%s to stand for many people (%.1f %% of all events).",
                                evidence.size(),
                                evidence.size() == 1 ? " seems" : "s seem",
                                100 * share),
                        "Give the log empty user fields instead (such rows are counted as missing-user), or name a second"
                                + " user column such as a device id: the first that is not empty counts.")
                .with("users", evidence.size())
                .with("shareOfEvents", share)
                .showing(evidence)
                .mendedBy("mapping:\n  user: [customer_id, device_id]", null);
    }

    private static String why(Subject log, int user, long events, long[] largest) {
        if (PLACEHOLDERS.contains(log.user(user).toLowerCase(Locale.ROOT))
                && events >= LARGE_SHARE * log.rows().rows()) {
            return events + " events under a placeholder";
        }
        boolean giant =
                events == largest[0] && events >= LARGE_SHARE * log.rows().rows();
        if (giant && events >= TIMES_THE_NEXT * largest[1]) {
            return events + " events, " + events / Math.max(1, largest[1]) + " times the next user's";
        }
        double[] perDay = ordersPerDay(log, user);
        return perDay[0] >= LEAST_ORDERS && perDay[1] >= ORDERS_A_DAY
                ? String.format(Locale.ROOT, "%.0f orders, %.1f on each active day", perDay[0], perDay[1])
                : "";
    }

    /** How many orders, and how many on an active day. */
    private static double[] ordersPerDay(Subject log, int user) {
        Interactions rows = log.rows();
        Set<Integer> orders = new HashSet<>();
        Set<Long> days = new HashSet<>();
        LocalClock clock = log.clock();
        for (long row = rows.userOffsets().get(user); row < rows.userOffsets().get(user + 1L); row++) {
            if (rows.order().get(row) >= 0) {
                orders.add(rows.order().get(row));
                days.add(clock.day(rows.time().get(row)));
            }
        }
        return new double[] {orders.size(), orders.size() / (double) Math.max(1, days.size())};
    }

    private static long[] twoLargest(Subject log) {
        long[] largest = new long[2];
        for (int user = 0; user < log.dataset().users().size(); user++) {
            long events = log.rows().userOffsets().get(user + 1L)
                    - log.rows().userOffsets().get(user);
            if (events > largest[0]) {
                largest[1] = largest[0];
                largest[0] = events;
            } else {
                largest[1] = Math.max(largest[1], events);
            }
        }
        return largest;
    }
}
