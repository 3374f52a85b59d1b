package dev.tidecast.app.tune;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One setting of the ranges and what it was worth.
 *
 * @param number from 0, which is the recipe as it stands
 * @param values by key; empty for trial 0
 * @param figures by selection cut, the latest first; NaN where the model could not be fitted
 * @param seconds that judging took
 */
public record Trial(int number, Map<String, String> values, List<Double> figures, double seconds) {
    public Trial {
        values = Collections.unmodifiableMap(new TreeMap<>(values));
        figures = List.copyOf(figures);
    }

    /** The mean of its figures; below all numbers where there is none or one could not be had. */
    @JsonIgnore
    public double mean() {
        double mean =
                figures.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
        return Double.isNaN(mean) ? Double.NEGATIVE_INFINITY : mean;
    }
}
