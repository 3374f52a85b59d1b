package dev.tidecast.model.counters;

import java.util.Arrays;

/**
 * What counting knows of one user as of an instant, laid out for the logits; V candidates, n own items, G features of
 * an own item.
 *
 * @param user the user's number
 * @param trend popularity as of the same instant, shared by its rows
 * @param support log(co + .01) of each candidate
 * @param lean to each category, float[C]; empty where categories are not read
 * @param ownItem numbers of own items, int[n]
 * @param own features of own items, float[n x G]: log1p(4 d_k) for the K counts and, where
 *     events are counted, for the interest; 1, then support and popularity again
 * @param repeat raw features for the network on own items, float[n x R]
 * @param targets distinct items of the window, empty where nothing is asked
 */
@SuppressWarnings("ArrayRecordComponent") // rows are made in bulk and never leave the model room
public record CounterRow(
        int user,
        Trend trend,
        RowSupport support,
        float[] lean,
        int[] ownItem,
        float[] own,
        float[] repeat,
        int[] targets) {

    /**
     * What all users' rows of an instant share; popularity first: {@link Trends}.
     *
     * @param asOf epoch seconds
     * @param features of each candidate, float[.][V]
     * @param newness of each candidate, which counts for what a user has not met alone, float[V]; empty where it is not read
     * @param categories of candidates and their shares in the shop
     */
    public record Trend(long asOf, float[][] features, float[] newness, CategoryLean categories) {
        /** Without newness and categories. */
        public Trend(long asOf, float[][] features) {
            this(asOf, features, new float[0], CategoryLean.none());
        }

        /** V. */
        public int candidates() {
            return features[0].length;
        }
    }

    /** The same with its support held in another way. */
    CounterRow with(RowSupport other) {
        return new CounterRow(user, trend, other, lean, ownItem, own, repeat, targets);
    }

    /** The targets that are none of the user's own items, ascending. */
    public int[] unmetTargets() {
        int[] own = ownItem.clone();
        Arrays.sort(own);
        return Arrays.stream(targets)
                .filter(item -> Arrays.binarySearch(own, item) < 0)
                .toArray();
    }

    /** The D features that every candidate has, float[D][V]: support, the trend's, then the lean and newness if any. */
    float[][] dense() {
        float[][] shared = trend.features();
        float[] newness = trend.newness();
        int more = (lean.length > 0 ? 1 : 0) + (newness.length > 0 ? 1 : 0);
        float[][] dense = new float[1 + shared.length + more][];
        dense[0] = support.values();
        System.arraycopy(shared, 0, dense, 1, shared.length);
        if (lean.length > 0) {
            dense[1 + shared.length] = trend.categories().ofCandidates(lean);
        }
        if (newness.length > 0) {
            dense[dense.length - 1] = newness;
        }
        return dense;
    }

    /** How new an own item is, which does not count for it; 0 where newness is not read. */
    float ownNewness(int item) {
        return trend.newness().length == 0 ? 0 : trend.newness()[item];
    }

    /** V. */
    public int candidates() {
        return trend.candidates();
    }
}
