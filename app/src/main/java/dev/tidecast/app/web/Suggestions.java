package dev.tidecast.app.web;

import dev.tidecast.app.serve.FacetNames;
import dev.tidecast.app.serve.Standing;
import dev.tidecast.event.Behaviour;
import dev.tidecast.model.Popularity;
import dev.tidecast.sequence.Facet;
import dev.tidecast.sequence.FacetIndex;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Names of a facet that a reader may choose from, the most popular of the last days first.
 *
 * @param standing on which it was looked up
 */
public record Suggestions(long standing, Facet facet, Behaviour behaviour, List<Name> names) {
    private static final int MOST = 200;
    private static final int DAYS = 30;

    /** What the API takes, and what people call it. */
    public record Name(String code, String label) {}

    static Suggestions of(Standing on, Facet facet, Behaviour behaviour) {
        FacetIndex index = FacetIndex.of(on.visible(), facet);
        int items = on.visible().itemCount();
        float[] counts =
                Popularity.of(on.visible(), behaviour).trailing(on.visible().asOf(), DAYS, items);
        double[] popular = new double[index.size()];
        for (int item = 0; item < items; item++) {
            if (index.of(item) >= 0) {
                popular[index.of(item)] += counts[item];
            }
        }
        return new Suggestions(
                on.number(),
                facet,
                behaviour,
                IntStream.range(0, popular.length)
                        .boxed()
                        .sorted(Comparator.comparingDouble(value -> -popular[value]))
                        .limit(MOST)
                        .map(value -> new Name(FacetNames.of(on.visible(), index, value), index.label(value)))
                        .toList());
    }

    boolean isOf(Standing on, Facet wanted, Behaviour of) {
        return standing == on.number() && facet == wanted && behaviour == of;
    }
}
