package dev.tidecast.model.activity;

import dev.tidecast.event.Behaviour;
import dev.tidecast.model.LastMet;
import dev.tidecast.model.Selection;
import dev.tidecast.model.SparseRows;
import dev.tidecast.model.counters.CounterSettings;
import dev.tidecast.model.counters.OwnItems;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.History;
import dev.tidecast.sequence.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The items that one user may well take next, with one row each: own items, the most popular of the last 30 days, and
 * those that own items speak for.
 *
 * <p>Columns, NaN where the item is not the user's own: for each behaviour, log active days with the item by half-lives of
 * 14, 30, 90, 365 days; days (log active days), last, first (log days since), gap (log mean), gap-variation, passed (log
 * of last over gap); support (log of 1 + 1,000 x the co-occurrence of the history with the item) and its share of the
 * largest one; the item's {@link ItemTrends}; of the user: recency, active days in 30 days and in all, distinct items,
 * items a day, the mean price of own items and how far the item's lies from it.
 *
 * <p>Reused from history to history; confined to one thread.
 */
public final class CandidateFeatures {
    private static final double DAY = 86_400;
    private static final List<String> OWN = List.of("days", "last", "first", "gap", "gap-variation", "passed");
    private static final List<String> USER = List.of(
            "user-recency", "user-days-30", "user-days", "user-items", "user-basket", "user-price", "price-off");

    private final CounterSettings counters;
    private final SparseRows coOccurrence;
    private final ItemTrends trends;
    private final int[] popular;
    private final int supported;
    private final OwnItems own;
    private final LastMet met;
    private final float[] support;
    private final boolean[] taken;
    private final long[] keys;
    private final float[] user = new float[USER.size() - 1];
    private int[] item = new int[256];
    private float[] rows = new float[0];
    private int size;
    private float largest;

    /**
     * Candidates as of the instant of {@code visible}, which is the anchor.
     *
     * @param coOccurrence row j: how strongly item j speaks for others
     * @param popular how many of the most popular are candidates
     * @param supported how many of those with the largest support
     */
    public CandidateFeatures(
            Dataset visible,
            Target target,
            List<Behaviour> behaviours,
            SparseRows coOccurrence,
            ItemTrends trends,
            int popular,
            int supported) {
        this.counters = CounterSettings.of(behaviours);
        this.coOccurrence = coOccurrence;
        this.trends = trends;
        this.supported = supported;
        this.own = new OwnItems(counters, trends.items());
        this.met = new LastMet(visible, Set.of(target.behaviour()), counters.historyHalfLife());
        this.support = new float[Math.max(trends.items(), coOccurrence.columns())];
        this.taken = new boolean[trends.items()];
        this.keys = new long[trends.items()];
        this.popular = popular(popular);
    }

    private int[] popular(int most) {
        for (int i = 0; i < keys.length; i++) {
            keys[i] = (long) -trends.month(i) << 32 | i;
        }
        int count = Math.min(most, keys.length);
        Selection.smallestFirst(keys, keys.length, count);
        return Arrays.stream(keys, 0, count).mapToInt(key -> (int) key).sorted().toArray();
    }

    /** The columns' names for a log with these behaviours. */
    public static List<String> names(List<Behaviour> behaviours) {
        List<String> names = new ArrayList<>();
        for (Behaviour behaviour : behaviours) {
            CounterSettings.of(behaviours).halfLives().forEach(days -> names.add(behaviour.word() + " " + days));
        }
        names.addAll(OWN);
        names.addAll(List.of("support", "support-share"));
        names.addAll(ItemTrends.NAMES);
        names.addAll(USER);
        return names;
    }

    /** The number of columns. */
    public int columns() {
        return counters.counts() + OWN.size() + 2 + ItemTrends.NAMES.size() + USER.size();
    }

    /** Finds the candidates of a history, which is as of the anchor, and writes their rows; returns how many. */
    public int read(History history) {
        size = 0;
        own.count(history);
        for (int slot = 0; slot < own.size(); slot++) {
            take(own.item(slot));
        }
        for (int each : popular) {
            take(each);
        }
        takeSupported(history);
        describe(history);
        if (rows.length < size * columns()) {
            rows = new float[Math.max(size * columns(), 2 * rows.length)];
        }
        for (int i = 0; i < size; i++) {
            write(i, history.asOf());
            taken[item[i]] = false;
        }
        return size;
    }

    private void take(int each) {
        if (each >= taken.length || taken[each]) {
            return;
        }
        taken[each] = true;
        item = size == item.length ? Arrays.copyOf(item, 2 * size) : item;
        item[size++] = each;
    }

    private void takeSupported(History history) {
        Arrays.fill(support, 0);
        met.read(history);
        for (int a = 0; a < met.size(); a++) {
            if (met.item(a) < coOccurrence.rows()) {
                coOccurrence.addRow(met.item(a), met.weight(a), support);
            }
        }
        int positive = 0;
        largest = 1e-9f;
        for (int i = 0; i < keys.length; i++) {
            if (support[i] > 0) {
                largest = Math.max(largest, support[i]);
                keys[positive++] = (long) -Float.floatToIntBits(support[i]) << 32 | i;
            }
        }
        int count = Math.min(supported, positive);
        Selection.smallestFirst(keys, positive, count);
        for (int k = 0; k < count; k++) {
            keys[k] = (int) keys[k];
        }
        Arrays.sort(keys, 0, count);
        for (int k = 0; k < count; k++) {
            take((int) keys[k]);
        }
    }

    private void describe(History history) {
        long last = Long.MIN_VALUE;
        long lastDay = Long.MIN_VALUE;
        int days = 0;
        int lately = 0;
        for (int p = 0; p < history.size(); p++) {
            last = history.time(p);
            long day = Math.floorDiv(last, 86_400L);
            if (day != lastDay) {
                days++;
                lately += history.asOf() - last < 30 * DAY ? 1 : 0;
                lastDay = day;
            }
        }
        double prices = 0;
        for (int slot = 0; slot < own.size(); slot++) {
            prices += trends.price(own.item(slot));
        }
        user[0] = ItemTrends.log(days == 0 ? 3_650 : (history.asOf() - last) / DAY);
        user[1] = lately;
        user[2] = ItemTrends.log(days);
        user[3] = ItemTrends.log(own.size());
        user[4] = ItemTrends.log(history.size() / (double) Math.max(1, days));
        user[5] = (float) (prices / Math.max(1, own.size()));
    }

    private void write(int index, long asOf) {
        int at = index * columns();
        if (index < own.size()) {
            at = writeOwn(index, at, asOf);
        } else {
            int end = at + counters.counts() + OWN.size();
            Arrays.fill(rows, at, at + counters.counts(), 0);
            Arrays.fill(rows, at + counters.counts(), end, Float.NaN);
            at = end;
        }
        float spoken = support[item[index]];
        rows[at++] = ItemTrends.log(1_000 * spoken);
        rows[at++] = spoken / largest;
        trends.write(item[index], rows, at);
        at += ItemTrends.NAMES.size();
        System.arraycopy(user, 0, rows, at, user.length);
        rows[at + user.length] = trends.price(item[index]) - user[5];
    }

    private int writeOwn(int slot, int from, long asOf) {
        int at = from;
        for (int k = 0; k < counters.counts(); k++) {
            rows[at++] = ItemTrends.log(own.count(slot, k));
        }
        double last = (asOf - own.last(slot)) / DAY;
        double gap = own.meanGap(slot);
        rows[at++] = ItemTrends.log(own.days(slot));
        rows[at++] = ItemTrends.log(last);
        rows[at++] = ItemTrends.log((asOf - own.first(slot)) / DAY);
        rows[at++] = gap > 0 ? ItemTrends.log(gap) : Float.NaN;
        rows[at++] = (float) own.gapVariation(slot);
        rows[at++] = gap > 0 ? ItemTrends.log(last / gap) : Float.NaN;
        return at;
    }

    /** The candidate at {@code index}: own items first. */
    public int item(int index) {
        return item[index];
    }

    /** Whether the candidate at {@code index} is one of the user's own. */
    public boolean isOwn(int index) {
        return index < own.size();
    }

    /** Copies the row of the candidate at {@code index} to {@code to} at {@code offset}. */
    public void copy(int index, float[] to, int offset) {
        System.arraycopy(rows, index * columns(), to, offset, columns());
    }

    /** Rows [candidates x columns] of the history read last; longer arrays have more behind; not to be written. */
    public float[] rows() {
        return rows;
    }
}
