package dev.tidecast.model.activity;

import dev.tidecast.event.Behaviour;
import dev.tidecast.model.ActiveDays;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.History;
import dev.tidecast.sequence.Target;
import java.util.ArrayList;
import java.util.List;

/**
 * One row a user, of what the history tells as of its instant. For each behaviour, and for all together where there are
 * several, days are calendar days in the shop's zone and logarithms are of 1 + x:
 *
 * <ul>
 *   <li>recency, tenure: log days since the last and since the first (recency 3,650 where there is none)
 *   <li>days-7, -30, -90, -365, -all: log active days in that window; events-30, -all; items-30, -all: log distinct items
 *   <li>decayed-14, -60: log of active days, each worth half after 14 and 60 days
 *   <li>gap-mean (log), gap-variation (deviation over mean), gap-passed (log of recency over mean gap), due (of the
 *       gaps longer than the recency, the share that ended within the horizon): regularity
 * </ul>
 *
 * <p>Then spend-30, -365, -all, spend-day: log price x quantity of the target behaviour, the last one a mean by active
 * day; season, season-known: log active days of the target behaviour in the same window a year earlier, and whether
 * the log reaches back that far.
 *
 * <p>Reused from history to history; confined to one thread.
 */
public final class UserFeatures {
    private static final List<String> SHARED =
            List.of("spend-30", "spend-365", "spend-all", "spend-day", "season", "season-known");
    private static final long DAY = 86_400;

    private final Target target;
    private final ActiveDays calendar;
    private final long firstTime;
    private final List<String> names = new ArrayList<>();
    private final int[] tallyOf = new int[Behaviour.values().length];
    private final BehaviourTally[] tallies;
    private final boolean together;

    /**
     * Features of a log.
     *
     * @param behaviours of which each has its columns; others count under all together only
     */
    public UserFeatures(Dataset visible, Target target, List<Behaviour> behaviours) {
        this.target = target;
        this.calendar = new ActiveDays(visible, target.behaviour());
        this.firstTime = visible.firstTime();
        this.together = behaviours.size() > 1;
        this.tallies = new BehaviourTally[behaviours.size() + (together ? 1 : 0)];
        java.util.Arrays.fill(tallyOf, -1);
        for (int b = 0; b < tallies.length; b++) {
            tallies[b] = new BehaviourTally();
            String of = b < behaviours.size() ? behaviours.get(b).word() : "any";
            BehaviourTally.NAMES.forEach(name -> names.add(of + " " + name));
            if (b < behaviours.size()) {
                tallyOf[behaviours.get(b).ordinal()] = b;
            }
        }
        names.addAll(SHARED);
    }

    /** The behaviours that a log has as of its instant, in their order. */
    public static List<Behaviour> behaviours(Dataset visible) {
        boolean[] found = new boolean[Behaviour.values().length];
        for (int user = 0; user < visible.userCount(); user++) {
            History history = visible.history(user);
            for (int p = 0; p < history.size(); p++) {
                found[history.behaviour(p).ordinal()] = true;
            }
        }
        List<Behaviour> behaviours = new ArrayList<>(List.of(Behaviour.values()));
        behaviours.removeIf(behaviour -> !found[behaviour.ordinal()]);
        return behaviours;
    }

    /** The columns' names: {@code "purchase recency"}. */
    public List<String> names() {
        return List.copyOf(names);
    }

    /** The number of columns. */
    public int size() {
        return names.size();
    }

    /** Writes the row of a history as of its own instant; all values are finite. */
    public void write(History history, float[] row) {
        for (BehaviourTally tally : tallies) {
            tally.clear();
        }
        Spend spend = new Spend();
        long asOf = history.asOf();
        for (int p = 0; p < history.size(); p++) {
            int date = calendar.dayOf(history.time(p));
            boolean late = history.time(p) > asOf - 30 * DAY;
            int tally = tallyOf[history.behaviour(p).ordinal()];
            if (tally >= 0) {
                tallies[tally].add(history.item(p), date, late);
            }
            if (together) {
                tallies[tallies.length - 1].add(history.item(p), date, late);
            }
            if (history.behaviour(p) == target.behaviour()) {
                spend.add(history, p, date);
            }
        }
        int at = 0;
        for (BehaviourTally tally : tallies) {
            at = tally.write(row, at, calendar.dayOf(asOf), target.horizonDays());
        }
        spend.write(row, at);
        row[at + 5] = asOf - 365 * DAY >= firstTime ? 1 : 0;
    }

    /** What the target behaviour was worth, and how often it was done in the same window a year earlier. */
    private final class Spend {
        private double month;
        private double year;
        private double all;
        private int days;
        private int season;
        private int lastDate = Integer.MIN_VALUE;

        void add(History history, int position, int date) {
            float quantity = history.quantity(position);
            double worth = history.price(position) * (Float.isNaN(quantity) ? 1 : quantity);
            worth = worth > 0 ? worth : 0;
            long age = history.asOf() - history.time(position);
            all += worth;
            year += age < 365 * DAY ? worth : 0;
            month += age < 30 * DAY ? worth : 0;
            if (date != lastDate) {
                lastDate = date;
                days++;
                season += age < 365 * DAY && age >= 365 * DAY - target.seconds() ? 1 : 0;
            }
        }

        void write(float[] row, int at) {
            row[at] = (float) Math.log1p(month);
            row[at + 1] = (float) Math.log1p(year);
            row[at + 2] = (float) Math.log1p(all);
            row[at + 3] = (float) Math.log1p(all / Math.max(1, days));
            row[at + 4] = (float) Math.log1p(season);
        }
    }
}
