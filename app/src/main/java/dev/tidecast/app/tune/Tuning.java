package dev.tidecast.app.tune;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a recipe is searched; its section {@code tune}.
 *
 * @param trials drawn at random, the recipe as it stands among them as trial 0
 * @param cuts selection cuts that the last ones are judged at
 * @param minutes that the search may take in all, those before a kill included
 * @param measure that is made large: a measure of the ranking of items, or {@code purchase-auroc}
 * @param ranges by the key of the recipe: {@code network.learning-rate}
 */
public record Tuning(int trials, int cuts, double minutes, String measure, Map<String, Range> ranges) {
    public Tuning {
        ranges = Collections.unmodifiableMap(new LinkedHashMap<>(ranges));
        if (trials < 2 || trials > 10_000 || cuts < 1 || cuts > 100 || !(minutes > 0)) {
            throw new IllegalArgumentException("tune: " + trials + " trials at " + cuts + " cuts in " + minutes
                    + " minutes; 2 to 10000, 1 to 100 and more than 0 are allowed");
        }
        if (ranges.isEmpty()) {
            throw new IllegalArgumentException("tune.ranges is empty: name what may change, for example"
                    + " ranges: {network.learning-rate: {from: 0.0003, to: 0.003, scale: log}}");
        }
    }

    /** The same with another budget. */
    public Tuning withMinutes(double other) {
        return new Tuning(trials, cuts, other, measure, ranges);
    }
}
