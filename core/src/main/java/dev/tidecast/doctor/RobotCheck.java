package dev.tidecast.doctor;

import dev.tidecast.clean.CleaningRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Users that act like machines: gaps like a clock's, or around the clock with many acts, or far more acts on a day than
 * anybody else. A large order counts as one act, since it bears one time.
 */
final class RobotCheck implements Check<Subject> {
    private static final double CLOCKWORK = 0.1;
    private static final int MANY = 200;
    private static final int SLEEPLESS_DAYS = 2;
    private static final double BEYOND_OTHERS = 10;

    @Override
    public List<Finding> look(Subject log) {
        if (!log.dataset().hasClock()) {
            return List.of();
        }
        boolean daysOnly = log.knowsOnlyDays();
        LocalClock clock = log.clock();
        List<UserRhythm> users = IntStream.range(0, log.dataset().users().size())
                .mapToObj(user -> UserRhythm.of(log, clock, user))
                .toList();
        double usual = usual(users, daysOnly);
        List<UserRhythm> robots = users.stream()
                .filter(user -> isRobot(user, daysOnly, usual))
                .sorted(Comparator.comparingInt(UserRhythm::events).reversed())
                .toList();
        return robots.isEmpty() || robots.size() > users.size() / 10 ? List.of() : List.of(finding(log, users, robots));
    }

    /** The 99th percentile of the users' most acts a day. */
    private static double usual(List<UserRhythm> users, boolean daysOnly) {
        int[] most =
                users.stream().mapToInt(user -> acts(user, daysOnly)).sorted().toArray();
        return most.length == 0 ? 0 : most[(int) (0.99 * (most.length - 1))];
    }

    private static int acts(UserRhythm user, boolean daysOnly) {
        return daysOnly ? user.mostADay() : user.mostInstantsADay();
    }

    private static boolean isRobot(UserRhythm user, boolean daysOnly, double usual) {
        int acts = acts(user, daysOnly);
        boolean clockwork = !daysOnly && user.gapVariation() < CLOCKWORK;
        boolean sleepless = !daysOnly && user.roundTheClock() >= SLEEPLESS_DAYS && acts >= MANY;
        return clockwork || sleepless || acts >= Math.max(MANY, BEYOND_OTHERS * usual);
    }

    private static Finding finding(Subject log, List<UserRhythm> users, List<UserRhythm> robots) {
        long events = robots.stream().mapToLong(UserRhythm::events).sum();
        double share = events / (double) log.rows().rows();
        int highestOther = users.stream()
                .filter(user -> !robots.contains(user))
                .mapToInt(UserRhythm::mostADay)
                .max()
                .orElse(0);
        int lowestRobot = robots.stream().mapToInt(UserRhythm::mostADay).min().orElse(0);
        boolean separable = lowestRobot > highestOther;
        List<Evidence> evidence = new ArrayList<>();
        for (UserRhythm robot : robots) {
            evidence.add(Evidence.user(
                    log.user(robot.user()),
                    String.format(
                            Locale.ROOT,
                            "%d events, up to %d on a day, %d days around the clock, gaps' variation %.2f",
                            robot.events(),
                            robot.mostADay(),
                            robot.roundTheClock(),
                            robot.gapVariation())));
        }
        Finding finding = Finding.of(
                        "robots",
                        share > 0.05 ? Severity.SERIOUS : Severity.WARN,
                        String.format(
                                Locale.ROOT,
                                "%d %s not like people (clockwork gaps, no sleep, or far more acts on a day than any other);"
                                        + " %.1f %% of all events.",
                                robots.size(),
                                robots.size() == 1 ? "user acts" : "users act",
                                100 * share),
                        separable
                                ? "Leave out users with more events on a day than any person has."
                                : "Leave them out where the log is exported: no limit of events a day parts them from people.")
                .with("users", robots.size())
                .with("shareOfEvents", share)
                .showing(evidence);
        int limit = (highestOther + lowestRobot) / 2;
        return separable
                ? finding.mendedBy("cleaning:\n  robots: {events-per-day: " + limit + "}", Mend.byRules(robots(limit)))
                : finding;
    }

    private static UnaryOperator<CleaningRules> robots(int eventsPerDay) {
        return rules -> rules.draft().robotEventsPerDay(eventsPerDay).rules();
    }
}
