package dev.tidecast.doctor;

import java.util.List;
import java.util.Locale;

/** Whether new users cease to come while the old ones go on: a panel or a cohort, not the whole shop. */
final class ClosedCohortCheck implements Check<Subject> {
    private static final int LEAST_USERS = 200;
    private static final double NEW = 0.02;
    private static final double ACTIVE = 0.1;

    @Override
    public List<Finding> look(Subject log) {
        int users = log.dataset().users().size();
        if (!log.dataset().hasClock() || users < LEAST_USERS) {
            return List.of();
        }
        long middle = log.start() + (log.dataset().asOf() - log.start()) / 2;
        long[] late = new long[1];
        log.each((user, row) -> late[0] += log.time(row) > middle ? 1 : 0);
        double lateShare = late[0] / (double) log.rows().rows();
        int known = log.dataset().asOf(middle).userCount();
        double fresh = (users - known) / (double) users;
        if (fresh >= NEW || lateShare < ACTIVE) {
            return List.of();
        }
        String last = log.date(firstSeen(log, (int) (0.99 * (users - 1)))).toString();
        return List.of(Finding.of(
                        "closed-cohort",
                        Severity.INFO,
                        String.format(
                                Locale.ROOT,
                                "Only %.1f %% of the users come first in the second half of the log, which holds %.0f %% of the"
                                        + " events; 99 %% were there by %s: a panel or a cohort, not the whole shop.",
                                100 * fresh,
                                100 * lateShare,
                                last),
                        "Figures hold for known users; how new ones fare can't be measured here. Trends of the whole are those of"
                                + " an ageing cohort, so read shop-wide trends with care.")
                .with("newShare", fresh)
                .with("lateEvents", lateShare)
                .showing(List.of(Evidence.user(
                        log.user(users - 1), "the last user to appear, on " + log.date(firstSeen(log, users - 1))))));
    }

    private static long firstSeen(Subject log, int user) {
        return log.time(log.rows().userOffsets().get(user));
    }
}
