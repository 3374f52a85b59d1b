package dev.tidecast.doctor;

import dev.tidecast.event.Behaviour;
import dev.tidecast.sequence.Interactions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How often two successive events of a user bear the same time although they are not of one order, so that which came
 * first is the file's accident.
 */
final class TieCheck implements Check<Subject> {
    private static final double LEAST_SHARE = 0.1;
    private static final long LEAST_PAIRS = 200;

    @Override
    public List<Finding> look(Subject log) {
        if (!log.dataset().hasClock()) {
            return List.of();
        }
        if (log.knowsOnlyDays()) {
            return List.of(Finding.of(
                            "days-only",
                            Severity.INFO,
                            "All times are midnights: the log knows days, not hours. What came first within a day is unknown,"
                                    + " and equal rows of a day are repeats, not errors.",
                            "Steps are days; sessions, hours and \"view before purchase\" on one day can't be told. Export the"
                                    + " time of day if the shop has it.")
                    .with("resolutionSeconds", Subject.DAY));
        }
        return ties(log);
    }

    private static List<Finding> ties(Subject log) {
        Interactions rows = log.rows();
        long[] pairs = new long[2];
        List<Evidence> evidence = new ArrayList<>();
        log.each((user, row) -> {
            if (row == rows.userOffsets().get(user) || isBasket(rows, row)) {
                return;
            }
            pairs[0]++;
            if (rows.time().get(row) == rows.time().get(row - 1)) {
                pairs[1]++;
                if (evidence.size() < 5 && pairs[1] % 97 == 1) {
                    evidence.add(Evidence.user(
                            log.user(user), "two or more events at " + java.time.Instant.ofEpochSecond(log.time(row))));
                }
            }
        });
        double share = pairs[1] / (double) Math.max(1, pairs[0]);
        if (pairs[1] < LEAST_PAIRS || share < LEAST_SHARE) {
            return List.of();
        }
        return List.of(Finding.of(
                        "timestamp-ties",
                        share >= 0.4 ? Severity.WARN : Severity.INFO,
                        String.format(
                                Locale.ROOT,
                                "%.0f %% of a user's successive events outside orders bear the same time: their order is the"
                                        + " file's, not the user's.",
                                100 * share),
                        "Models of order (Markov chain, session-kNN, sequence networks) learn the file's order from ties. Export"
                                + " finer times, or an order or session column if they belong together.")
                .with("share", share)
                .showing(evidence));
    }

    /** Purchases at one time are a basket unless the log has order numbers that say otherwise. */
    private static boolean isBasket(Interactions rows, long row) {
        int order = rows.order().get(row);
        if (order >= 0 && rows.order().get(row - 1) == order) {
            return true;
        }
        int purchase = Behaviour.PURCHASE.ordinal();
        return order < 0
                && rows.behaviour().get(row) == purchase
                && rows.behaviour().get(row - 1) == purchase;
    }
}
