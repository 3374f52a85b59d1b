package dev.tidecast.doctor;

import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.History;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/**
 * Whether a log suffices. Basis: a horizon of H days needs five windows of H (one to judge, one each to calibrate and to
 * select on, two to fit from); with two to five users are split instead; with fewer nothing can be judged. A mean over n
 * judged users has a 95 % interval of about ±1.96 · 0.3 / sqrt(n) where single users' NDCG@10 spread by 0.3: ±.11 with
 * 30 users, ±.034 with 300.
 *
 * @param users in the log
 * @param items in the log
 * @param events kept
 * @param spanDays from the first event to the last
 * @param judgedUsers who would be judged in the last window of the horizon asked
 * @param halfWidth of the interval that so many allow; 1 with none
 * @param horizons what each horizon may expect
 * @param verdict enough, tight or too-little
 * @param why in one sentence
 */
public record Sufficiency(
        int users,
        int items,
        long events,
        double spanDays,
        int judgedUsers,
        double halfWidth,
        List<Horizon> horizons,
        String verdict,
        String why) {
    static final int FULL_WINDOWS = 5;
    static final int LEAST_WINDOWS = 2;
    private static final int LEAST_USERS = 30;
    private static final int ENOUGH_USERS = 300;
    private static final double SPREAD = 0.3;
    private static final List<Integer> STANDARD = List.of(1, 7, 30);
    private static final int LONG = 90;

    /**
     * A horizon.
     *
     * @param support full, by-user-folds or none
     * @param judgedUsers known users with something to be judged by in the last window
     */
    public record Horizon(int days, String support, int judgedUsers) {}

    public Sufficiency {
        horizons = List.copyOf(horizons);
    }

    /** Whether anything at all can be forecast and judged. */
    public boolean anything() {
        return horizons.isEmpty()
                || horizons.stream().anyMatch(each -> !each.support.equals("none") && each.judgedUsers > 0);
    }

    static Sufficiency of(Subject log) {
        List<Horizon> horizons = horizons(log);
        int judged = judged(log, log.target().horizonDays());
        double halfWidth = judged == 0 ? 1 : Math.min(1, 1.96 * SPREAD / Math.sqrt(judged));
        boolean clock = log.dataset().hasClock();
        double windows = log.spanDays() / log.target().horizonDays();
        boolean full = windows >= FULL_WINDOWS;
        String verdict = clock && (windows < LEAST_WINDOWS || judged < LEAST_USERS)
                ? "too-little"
                : full && judged >= ENOUGH_USERS ? "enough" : "tight";
        return new Sufficiency(
                log.dataset().users().size(),
                log.dataset().items().size(),
                log.rows().rows(),
                log.spanDays(),
                judged,
                halfWidth,
                horizons,
                verdict,
                why(log, judged, halfWidth, full));
    }

    private static String why(Subject log, int judged, double halfWidth, boolean full) {
        if (!log.dataset().hasClock()) {
            return "The log has no clock: only next-item protocols can be judged.";
        }
        return String.format(
                Locale.ROOT,
                "%.0f days are %.1f windows of %d days (%d are needed); in the last one %,d known users have something to be"
                        + " judged by, which tells a mean NDCG@10 to about ±%.3f.",
                log.spanDays(),
                log.spanDays() / log.target().horizonDays(),
                log.target().horizonDays(),
                full ? FULL_WINDOWS : LEAST_WINDOWS,
                judged,
                halfWidth);
    }

    private static List<Horizon> horizons(Subject log) {
        List<Horizon> horizons = new ArrayList<>();
        if (!log.dataset().hasClock()) {
            return horizons;
        }
        TreeSet<Integer> asked = new TreeSet<>(STANDARD);
        asked.addAll(log.horizons());
        asked.add(log.target().horizonDays());
        asked.add(LONG);
        for (int days : asked) {
            double windows = log.spanDays() / days;
            String support = windows >= FULL_WINDOWS ? "full" : windows >= LEAST_WINDOWS ? "by-user-folds" : "none";
            horizons.add(new Horizon(days, support, judged(log, days)));
        }
        return horizons;
    }

    /** Users with a history before the last window who do the target in it (with any item, where the log has none). */
    private static int judged(Subject log, int days) {
        Dataset whole = log.dataset();
        long cut = whole.asOf() - days * Subject.DAY;
        if (!whole.hasClock() || cut < whole.firstTime()) {
            return 0;
        }
        Dataset visible = whole.asOf(cut);
        boolean hasItems = whole.items().size() > 0;
        int judged = 0;
        for (int user = 0; user < visible.userCount(); user++) {
            History all = whole.history(user);
            boolean target = false;
            for (int i = 0; i < all.size() && !target; i++) {
                target = all.time(i) > cut
                        && all.behaviour(i) == log.target().behaviour()
                        && (!hasItems || all.item(i) >= 0 && all.item(i) < visible.itemCount());
            }
            judged += target && !visible.history(user).isEmpty() ? 1 : 0;
        }
        return judged;
    }
}
