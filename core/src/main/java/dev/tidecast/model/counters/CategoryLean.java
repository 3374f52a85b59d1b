package dev.tidecast.model.counters;

import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.Facet;
import dev.tidecast.sequence.FacetIndex;
import java.util.Arrays;

/**
 * How much more than everybody a user takes of each category: log of the user's share of it over the shop's, where a few
 * active days like everybody's are added to the user's own. What co-occurrence can't tell of items that are seldom sold.
 *
 * @param categoryOf category of each candidate, -1 for none, int[V]
 * @param share of each category among what the shop's users took in the last 30 days, double[C]
 */
@SuppressWarnings("ArrayRecordComponent") // made once an instant, read only
record CategoryLean(int[] categoryOf, double[] share) {
    /** Active days like everybody's that are added to the user's own. */
    private static final double PRIOR = 10;

    /** Half of the items must have a category for it to be read. */
    private static final double ENOUGH = .5;

    /** Nothing to read. */
    static CategoryLean none() {
        return new CategoryLean(new int[0], new double[0]);
    }

    /** Whether a log tells enough of categories. */
    static boolean isTold(Dataset visible) {
        FacetIndex categories = FacetIndex.of(visible, Facet.CATEGORY);
        int told = 0;
        for (int item = 0; item < visible.itemCount(); item++) {
            told += categories.of(item) >= 0 ? 1 : 0;
        }
        return categories.size() > 1 && told >= ENOUGH * visible.itemCount();
    }

    /** As of an instant at which candidate i was taken exp(logMonth[i]) - 1 times in the last 30 days. */
    static CategoryLean of(FacetIndex categories, float[] logMonth) {
        int[] categoryOf = new int[logMonth.length];
        double[] share =
                new double[Math.max(1, categories.size())]; // a log without any still gets the model's features
        Arrays.fill(share, .5);
        double all = .5 * share.length;
        for (int item = 0; item < categoryOf.length; item++) {
            categoryOf[item] = categories.of(item);
            if (categoryOf[item] >= 0) {
                double taken = Math.expm1(logMonth[item]);
                share[categoryOf[item]] += taken;
                all += taken;
            }
        }
        for (int category = 0; category < share.length; category++) {
            share[category] /= all;
        }
        return new CategoryLean(categoryOf, share);
    }

    /** log of the share of each candidate's category, float[V]; 0 without one. */
    float[] logShares() {
        float[] logs = new float[share.length];
        for (int category = 0; category < logs.length; category++) {
            logs[category] = (float) Math.log(share[category]);
        }
        return ofCandidates(logs);
    }

    /** log of how many candidates the category of each has, float[V]; 0 without one. */
    float[] logSizes() {
        float[] sizes = new float[share.length];
        for (int category : categoryOf) {
            if (category >= 0) {
                sizes[category]++;
            }
        }
        for (int category = 0; category < sizes.length; category++) {
            sizes[category] = (float) Math.log(Math.max(1, sizes[category]));
        }
        return ofCandidates(sizes);
    }

    /** The lean of a user with these own items by category, float[C]. */
    float[] of(OwnItems own) {
        double[] taken = new double[share.length];
        double all = 0;
        for (int slot = 0; slot < own.size(); slot++) {
            int item = own.item(slot);
            int category = item < categoryOf.length ? categoryOf[item] : -1;
            if (category >= 0) {
                taken[category] += own.activity(slot);
                all += own.activity(slot);
            }
        }
        float[] lean = new float[share.length];
        for (int category = 0; category < lean.length; category++) {
            lean[category] =
                    (float) Math.log((taken[category] + PRIOR * share[category]) / ((all + PRIOR) * share[category]));
        }
        return lean;
    }

    /** The lean to each candidate, float[V]; 0 for those without a category. */
    float[] ofCandidates(float[] lean) {
        float[] values = new float[categoryOf.length];
        for (int item = 0; item < values.length; item++) {
            values[item] = of(item, lean);
        }
        return values;
    }

    /** The lean to one candidate. */
    float of(int item, float[] lean) {
        return categoryOf[item] < 0 ? 0 : lean[categoryOf[item]];
    }
}
