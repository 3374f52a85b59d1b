package dev.tidecast.model.counters;

import dev.tidecast.model.Popularity;
import dev.tidecast.model.counters.CounterSettings.Input;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.Facet;
import dev.tidecast.sequence.FacetIndex;
import dev.tidecast.sequence.Target;
import java.util.ArrayList;
import java.util.List;

/**
 * What the shop as a whole says of its candidates as of an instant, in the order of the weights: log(count in 7 days + .5), log1p(count
 * in 30 days), log1p(count in the window of the horizon a year earlier), which is 0 where the log does not reach so far; then, as
 * the settings ask, log(count in 14 days + .5), of its category the log of its share and of its size, and how new the item is.
 */
final class Trends {
    private static final double DAY = 86_400;

    /** Days in which an item becomes half as new. */
    private static final double NEWNESS_HALF_LIFE = 120;

    /** Days that a log must reach back for an item's first sight to tell its age. */
    private static final double LONG = 2 * NEWNESS_HALF_LIFE;

    private final CounterSettings settings;
    private final Dataset visible;
    private final Popularity popularity;
    private final Target target;

    /** Trends of a shop; {@code visible} may reach beyond the instants that are asked for. */
    Trends(CounterSettings settings, Dataset visible, Popularity popularity, Target target) {
        this.settings = settings;
        this.visible = visible;
        this.popularity = popularity;
        this.target = target;
    }

    /** As of an instant at which {@code candidates} items have been seen; what is to be left out is 0. */
    CounterRow.Trend at(long asOf, int candidates) {
        float[] month = logged(popularity.trailing(asOf, 30, candidates), 1);
        long yearAgo = asOf - (long) (365 * DAY);
        List<float[]> features = new ArrayList<>();
        features.add(read(Input.WEEK, logged(popularity.trailing(asOf, 7, candidates), .5)));
        features.add(read(Input.MONTH, month));
        features.add(read(
                Input.SEASON, logged(popularity.between(yearAgo, yearAgo + target.seconds(), candidates), 1)));
        if (settings.newness()) {
            features.add(read(Input.FORTNIGHT, logged(popularity.trailing(asOf, 14, candidates), .5)));
        }
        CategoryLean categories = CategoryLean.none();
        if (settings.categories()) {
            categories = CategoryLean.of(FacetIndex.of(visible, Facet.CATEGORY), month);
            features.add(read(Input.CATEGORY, categories.logShares()));
            features.add(read(Input.CATEGORY, categories.logSizes()));
        }
        float[] newness = settings.newness() ? read(Input.NEWNESS, newness(asOf, candidates)) : new float[0];
        return new CounterRow.Trend(asOf, features.toArray(float[][]::new), newness, categories);
    }

    /** Whether a log is so long that an item's first sight in it tells how new it is. */
    static boolean tellNewness(Dataset visible) {
        return visible.asOf() - visible.firstTime() >= LONG * DAY;
    }

    /** D: features that every candidate has in rows of these settings, support and lean included. */
    static int dense(CounterSettings settings) {
        return CounterLogits.DENSE + (settings.newness() ? 2 : 0) + (settings.categories() ? 3 : 0);
    }

    /** How many of them have a slope of their own for own items: all but newness, which does not count for those. */
    static int ofOwn(CounterSettings settings) {
        return dense(settings) - (settings.newness() ? 1 : 0);
    }

    private float[] read(Input input, float[] values) {
        return settings.reads(input) ? values : new float[values.length];
    }

    private static float[] logged(float[] counts, double more) {
        for (int item = 0; item < counts.length; item++) {
            counts[item] = (float) Math.log(counts[item] + more);
        }
        return counts;
    }

    /** 2^(-age / half-life), the age being that since the item was first seen. */
    private float[] newness(long asOf, int candidates) {
        float[] newness = new float[candidates];
        double rate = Math.log(2) / (NEWNESS_HALF_LIFE * DAY);
        for (int item = 0; item < candidates; item++) {
            newness[item] =
                    (float) Math.exp(-rate * (asOf - visible.items().firstSeen().get(item)));
        }
        return newness;
    }
}
