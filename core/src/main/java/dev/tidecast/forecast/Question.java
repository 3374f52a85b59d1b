package dev.tidecast.forecast;

import dev.tidecast.event.Behaviour;
import dev.tidecast.sequence.Facet;
import java.util.List;

/**
 * What is asked of a forecast.
 *
 * @param behaviour which the user may do
 * @param horizons days, ascending; the last is the one whose shares, directions and spend are told
 * @param facet what interests are about
 * @param count of interests wanted; fewer where the shop has fewer
 */
public record Question(Behaviour behaviour, List<Integer> horizons, Facet facet, int count) {
    public Question {
        horizons = horizons.stream().sorted().distinct().toList();
        if (horizons.isEmpty() || horizons.getFirst() < 1 || count < 0) {
            throw new IllegalArgumentException("a question of horizons " + horizons + " and " + count
                    + " interests: at least one horizon of 1 day or more and 0 or more interests are allowed");
        }
    }

    /** The longest horizon, days. */
    public int days() {
        return horizons.getLast();
    }
}
