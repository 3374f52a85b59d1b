package dev.tidecast.model.activity;

import dev.tidecast.model.ActiveDays;
import dev.tidecast.model.Popularity;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.History;
import dev.tidecast.sequence.Target;

/**
 * What all users together tell of each item as of an anchor; columns in the order of {@link #NAMES}, logarithms of 1 + x.
 * Immutable.
 *
 * <p>pop-7, -30, -365: log active days of the target behaviour; trend: log of (pop-7 x 30 / 7 + 1) / (pop-30 + 1);
 * season: log active days in the same window a year earlier; item-age: log days since the item was first seen;
 * repeat-rate: of its buyers, the share with more than one active day, towards 1 in 10 by 5 buyers; price: log mean.
 */
public final class ItemTrends {
    static final java.util.List<String> NAMES =
            java.util.List.of("pop-7", "pop-30", "pop-365", "trend", "season", "item-age", "repeat-rate", "price");
    private static final long DAY = 86_400;

    private final float[] values;
    private final float[] month;

    /**
     * Trends as of the instant of {@code visible}.
     *
     * @param popularity of the target behaviour, of a dataset that reaches as far or farther
     */
    public ItemTrends(Dataset visible, Target target, Popularity popularity) {
        long anchor = visible.asOf();
        int items = visible.itemCount();
        int width = NAMES.size();
        this.values = new float[items * width];
        this.month = popularity.trailing(anchor, 30, items);
        float[] week = popularity.trailing(anchor, 7, items);
        float[] year = popularity.trailing(anchor, 365, items);
        float[] season = popularity.between(anchor - 365 * DAY, anchor - 365 * DAY + target.seconds(), items);
        float[][] buyers = buyers(visible, target);
        for (int item = 0; item < items; item++) {
            int at = item * width;
            values[at] = log(week[item]);
            values[at + 1] = log(month[item]);
            values[at + 2] = log(year[item]);
            values[at + 3] = (float) Math.log((week[item] * 30 / 7 + 1) / (month[item] + 1));
            values[at + 4] = log(season[item]);
            values[at + 5] = log((anchor - visible.items().firstSeen().get(item)) / (double) DAY);
            values[at + 6] = (buyers[1][item] + .5f) / (buyers[0][item] + 5);
            values[at + 7] = log(buyers[2][item] / Math.max(1, buyers[3][item]));
        }
    }

    /** By item: users that met it, users that met it on two days or more, sum of prices, number of prices. */
    private static float[][] buyers(Dataset visible, Target target) {
        int items = visible.itemCount();
        float[][] sums = new float[4][items];
        ActiveDays days = new ActiveDays(visible, target.behaviour());
        int[] times = new int[items];
        for (int user = 0; user < visible.userCount(); user++) {
            History history = visible.history(user);
            days.read(history);
            for (int i = 0; i < days.size(); i++) {
                int met = ++times[days.item(i)];
                sums[0][days.item(i)] += met == 1 ? 1 : 0;
                sums[1][days.item(i)] += met == 2 ? 1 : 0;
            }
            for (int i = 0; i < days.size(); i++) {
                times[days.item(i)] = 0;
            }
            for (int p = 0; p < history.size(); p++) {
                int item = history.item(p);
                if (item >= 0 && history.price(p) > 0) {
                    sums[2][item] += history.price(p);
                    sums[3][item]++;
                }
            }
        }
        return sums;
    }

    /** Candidates as of the anchor. */
    public int items() {
        return month.length;
    }

    /** Active days with an item in the last 30 days. */
    public float month(int item) {
        return month[item];
    }

    void write(int item, float[] rows, int at) {
        System.arraycopy(values, item * NAMES.size(), rows, at, NAMES.size());
    }

    /** The mean price of an item, log of 1 + x. */
    float price(int item) {
        return values[item * NAMES.size() + 7];
    }

    static float log(double value) {
        return (float) Math.log1p(Math.max(0, value));
    }
}
