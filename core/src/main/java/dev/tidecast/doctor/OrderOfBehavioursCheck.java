package dev.tidecast.doctor;

import dev.tidecast.event.Behaviour;
import dev.tidecast.sequence.Interactions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Purchases whose first view, cart or favourite of the same item comes only afterwards, within a day; and purchases
 * without any. Only where the log has such behaviours, and not in its first tenth, before which nobody looked.
 */
final class OrderOfBehavioursCheck implements Check<Subject> {
    private static final int LEAST_PURCHASES = 100;
    private static final double AFTER = 0.05;
    private static final double UNSEEN = 0.5;

    /** What is counted. */
    private static final class Counts {
        final List<Evidence> evidence = new ArrayList<>();
        long purchases;
        long after;
        long unseen;
        long views;
    }

    @Override
    public List<Finding> look(Subject log) {
        if (!log.dataset().hasClock()) {
            return List.of();
        }
        Counts counts = new Counts();
        long begin = log.start() + (log.dataset().asOf() - log.start()) / 10;
        for (int user = 0; user < log.dataset().users().size(); user++) {
            count(log, user, begin, counts);
        }
        if (counts.purchases < LEAST_PURCHASES || counts.views < counts.purchases) {
            return List.of();
        }
        double after = counts.after / (double) counts.purchases;
        double unseen = counts.unseen / (double) counts.purchases;
        if (after >= AFTER) {
            return List.of(outOfOrder(counts, after));
        }
        return unseen >= UNSEEN ? List.of(unseen(unseen)) : List.of();
    }

    private static Finding outOfOrder(Counts counts, double share) {
        return Finding.of(
                        "out-of-order",
                        Severity.WARN,
                        String.format(
                                Locale.ROOT,
                                "%.1f %% of the purchases come before the first view of their item, which follows within a day:"
                                        + " the clocks of the two sources disagree, or views arrive late.",
                                100 * share),
                        "Compare the clocks of what writes views and what writes purchases. Until then a view at a cut may be the"
                                + " echo of a purchase already made, or give away one just after it.")
                .with("share", share)
                .showing(counts.evidence);
    }

    private static Finding unseen(double share) {
        return Finding.of(
                        "unseen-purchases",
                        Severity.INFO,
                        String.format(
                                Locale.ROOT,
                                "%.0f %% of the purchases have no view, favourite or cart of their item before them: views are"
                                        + " tracked in part only (another device, another channel).",
                                100 * share),
                        "Views tell less about purchases than they could. Join the tracking of devices and channels under one"
                                + " user id.")
                .with("share", share);
    }

    private static void count(Subject log, int user, long begin, Counts counts) {
        Interactions rows = log.rows();
        Map<Integer, Long> firstSeen = new HashMap<>();
        long start = rows.userOffsets().get(user);
        long end = rows.userOffsets().get(user + 1L);
        for (long row = start; row < end; row++) {
            if (looks(rows.behaviour().get(row)) && rows.item().get(row) >= 0) {
                counts.views++;
                firstSeen.putIfAbsent(rows.item().get(row), rows.time().get(row));
            }
        }
        Map<Integer, Long> bought = new HashMap<>();
        for (long row = start; row < end; row++) {
            int item = rows.item().get(row);
            long time = rows.time().get(row);
            boolean first = rows.behaviour().get(row) == Behaviour.PURCHASE.ordinal()
                    && item >= 0
                    && bought.putIfAbsent(item, time) == null;
            if (first && time >= begin) {
                judge(log, user, item, time, firstSeen.get(item), counts);
            }
        }
    }

    private static void judge(
            Subject log, int user, int item, long time, @org.jspecify.annotations.Nullable Long seen, Counts counts) {
        counts.purchases++;
        if (seen == null || seen > time + Subject.DAY) {
            counts.unseen++;
        } else if (seen > time) {
            counts.after++;
            if (counts.evidence.size() < 5) {
                counts.evidence.add(new Evidence(
                        null,
                        null,
                        log.user(user),
                        log.item(item),
                        "bought at " + java.time.Instant.ofEpochSecond(time) + ", first seen " + (seen - time) / 60
                                + " minutes later"));
            }
        }
    }

    private static boolean looks(int behaviour) {
        return behaviour == Behaviour.VIEW.ordinal()
                || behaviour == Behaviour.CART.ordinal()
                || behaviour == Behaviour.FAVOURITE.ordinal();
    }
}
