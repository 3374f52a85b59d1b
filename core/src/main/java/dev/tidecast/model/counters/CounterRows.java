package dev.tidecast.model.counters;

import dev.tidecast.model.inference.FloatKernels;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.History;
import dev.tidecast.sequence.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Makes rows of counters: for training at anchors, and one at a time for scoring. Confined to one thread. */
public final class CounterRows {
    private static final float LEAST_SUPPORT = .01f;
    private static final FloatKernels KERNELS = FloatKernels.fastest();

    private final CounterSettings settings;
    private final Support coOccurrence;
    private final CounterRow.Trend trend;
    private final OwnItems own;

    /** Rows as of {@code trend.asOf()}. */
    public CounterRows(CounterSettings settings, Support coOccurrence, CounterRow.Trend trend) {
        this.settings = settings;
        this.coOccurrence = coOccurrence;
        this.trend = trend;
        this.own = new OwnItems(settings, trend.candidates());
    }

    /** The row of a history as of the trend's instant. */
    public CounterRow row(History history, int[] targets) {
        int candidates = trend.candidates();
        own.count(history);
        float[] support = coOccurrence.of(own, trend.asOf(), candidates);
        KERNELS.log(support, candidates, LEAST_SUPPORT);
        float[] lean = lean();
        int n = own.size();
        int width = features(settings);
        boolean counted = settings.reads(CounterSettings.Input.COUNTS);
        int[] items = new int[n];
        float[] values = new float[n * width];
        for (int slot = 0; slot < n; slot++) {
            int item = own.item(slot);
            int at = slot * width;
            items[slot] = item;
            for (int k = 0; k < settings.counts(); k++) {
                values[at++] = counted ? (float) Math.log(1 + 4 * own.count(slot, k)) : 0;
            }
            if (settings.events()) {
                values[at++] = (float) Math.log(1 + 4 * own.interest(slot));
            }
            values[at++] = 1;
            values[at++] = support[item];
            for (float[] feature : trend.features()) {
                values[at++] = feature[item];
            }
            if (lean.length > 0) {
                values[at++] = trend.categories().of(item, lean);
            }
        }
        float[] repeat = RepeatFeatures.of(history, own, settings, trend, support, values);
        return new CounterRow(history.user(), trend, () -> support, lean, items, values, repeat, targets);
    }

    private float[] lean() {
        CategoryLean categories = trend.categories();
        return settings.reads(CounterSettings.Input.CATEGORY)
                ? categories.of(own)
                : new float[categories.share().length];
    }

    /** The last row as it is kept: without its support where that is long. */
    private CounterRow kept(CounterRow row) {
        int candidates = trend.candidates();
        if (candidates <= RowSupport.MOST_HELD) {
            return row;
        }
        float[] lending = coOccurrence.lending(own, trend.asOf());
        int[] items = row.ownItem(); // and not the row, which holds its support
        return row.with(() -> {
            float[] support = coOccurrence.of(items, lending, candidates);
            KERNELS.log(support, candidates, LEAST_SUPPORT);
            return support;
        });
    }

    /** The counters behind the last row, with slots in the order of its own items. */
    public OwnItems own() {
        return own;
    }

    /** R: features of an own item for the network on own items. */
    public static int repeatFeatures(CounterSettings settings) {
        return RepeatFeatures.width(settings);
    }

    /** G: features of an own item. */
    static int features(CounterSettings settings) {
        return settings.counts() + (settings.events() ? 2 : 1) + Trends.ofOwn(settings);
    }

    /**
     * Rows of users with history at {@code trend.asOf()} and at least one target in the window after it; every such
     * user, or {@code most} of them evenly spread where there are more.
     */
    public List<CounterRow> training(Dataset visible, Target target, int most) {
        List<Integer> asked = new ArrayList<>();
        for (int user = 0; user < visible.userCount(); user++) {
            History whole = visible.history(user);
            if (targets(whole, trend.asOf(), target, trend.candidates()).length > 0
                    && !whole.asOf(trend.asOf()).isEmpty()) {
                asked.add(user);
            }
        }
        int kept = Math.min(most, asked.size());
        List<CounterRow> rows = new ArrayList<>();
        for (int k = 0; k < kept; k++) {
            History whole = visible.history(asked.get((int) ((long) k * asked.size() / kept)));
            int[] targets = targets(whole, trend.asOf(), target, trend.candidates());
            rows.add(kept(row(whole.asOf(trend.asOf()), targets)));
        }
        return rows;
    }

    /** Distinct items below {@code itemCount} of the target's behaviour in (asOf, asOf + H], ascending. */
    public static int[] targets(History whole, long asOf, Target target, int itemCount) {
        int[] found = new int[8];
        int size = 0;
        for (int p = whole.size() - 1; p >= 0 && whole.time(p) > asOf; p--) {
            boolean inWindow = whole.time(p) <= asOf + target.seconds();
            if (inWindow
                    && whole.behaviour(p) == target.behaviour()
                    && whole.item(p) >= 0
                    && whole.item(p) < itemCount) {
                found = size == found.length ? Arrays.copyOf(found, size * 2) : found;
                found[size++] = whole.item(p);
            }
        }
        return Arrays.stream(found, 0, size).sorted().distinct().toArray();
    }
}
