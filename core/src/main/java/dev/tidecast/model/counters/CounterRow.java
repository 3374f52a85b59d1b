package dev.tidecast.model.counters;

import dev.tidecast.model.Popularity;
import dev.tidecast.model.counters.CounterSettings.Input;
import dev.tidecast.sequence.FacetIndex;
import dev.tidecast.sequence.Target;
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
     * Popularity as of an instant, three features of each candidate: log(count in 7 days + .5), log1p(count in 30 days),
     * and log1p(count in the window of the horizon a year earlier), which is 0 where the log does not reach so far.
     *
     * @param asOf epoch seconds
     * @param features float[3][V]
     * @param categories of candidates and their shares in the shop
     */
    public record Trend(long asOf, float[][] features, CategoryLean categories) {
        private static final long DAY = 86_400;

        /** Popularity alone. */
        public Trend(long asOf, float[][] features) {
            this(asOf, features, CategoryLean.none());
        }

        /** With the categories of candidates, for settings that read them. */
        Trend with(FacetIndex index) {
            CategoryLean lean = CategoryLean.of(index, features[1]);
            float[][] more = Arrays.copyOf(features, features.length + 2);
            more[features.length] = lean.logShares();
            more[features.length + 1] = lean.logSizes();
            return new Trend(asOf, more, lean);
        }

        /** Reads the three windows from the list of active days. */
        public static Trend of(Popularity popularity, long asOf, Target target, int itemCount) {
            float[] week = popularity.trailing(asOf, 7, itemCount);
            float[] month = popularity.trailing(asOf, 30, itemCount);
            long yearAgo = asOf - 365 * DAY;
            float[] season = popularity.between(yearAgo, yearAgo + target.seconds(), itemCount);
            for (int i = 0; i < itemCount; i++) {
                week[i] = (float) Math.log(week[i] + .5);
                month[i] = (float) Math.log1p(month[i]);
                season[i] = (float) Math.log1p(season[i]);
            }
            return new Trend(asOf, new float[][] {week, month, season});
        }

        /** The same with what the settings leave out as 0. */
        Trend read(CounterSettings settings) {
            Input[] order = {Input.WEEK, Input.MONTH, Input.SEASON};
            float[][] read = features.clone();
            for (int d = 0; d < read.length; d++) {
                read[d] = settings.reads(d < order.length ? order[d] : Input.CATEGORY)
                        ? features[d]
                        : new float[features[d].length];
            }
            return new Trend(asOf, read, categories);
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

    /** The D features that every candidate has, float[D][V]: support first, then popularity, then the lean if any. */
    float[][] dense() {
        float[][] popularity = trend.features();
        float[][] dense = new float[1 + popularity.length + (lean.length > 0 ? 1 : 0)][];
        dense[0] = support.values();
        System.arraycopy(popularity, 0, dense, 1, popularity.length);
        if (lean.length > 0) {
            dense[dense.length - 1] = trend.categories().ofCandidates(lean);
        }
        return dense;
    }

    /** V. */
    public int candidates() {
        return trend.candidates();
    }
}
