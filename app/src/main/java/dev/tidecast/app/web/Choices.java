package dev.tidecast.app.web;

import dev.tidecast.app.serve.Standing;
import dev.tidecast.event.Behaviour;
import dev.tidecast.forecast.Question;
import dev.tidecast.sequence.Column;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.Facet;
import dev.tidecast.sequence.FacetIndex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What can be asked about this shop: only what its log tells.
 *
 * @param standing on which it was found out
 * @param facets with any value
 * @param behaviours that occur, the one that is forecast by default first
 * @param horizons days, ascending
 */
public record Choices(long standing, List<String> facets, List<String> behaviours, List<Integer> horizons) {
    private static final List<Behaviour> ASKED =
            List.of(Behaviour.PURCHASE, Behaviour.CART, Behaviour.FAVOURITE, Behaviour.VIEW);

    public Choices {
        facets = List.copyOf(facets);
        behaviours = List.copyOf(behaviours);
        horizons = List.copyOf(horizons);
    }

    static Choices of(Standing on, Question standard) {
        Dataset visible = on.visible();
        List<String> facets = Arrays.stream(Facet.values())
                .filter(facet ->
                        facet == Facet.ITEM || FacetIndex.of(visible, facet).size() > 0)
                .map(Facet::word)
                .toList();
        Column.Bytes all = visible.interactions().behaviour();
        boolean[] met = new boolean[Behaviour.values().length];
        for (long row = 0; row < visible.interactions().rows(); row++) {
            met[all.get(row)] = true;
        }
        List<String> behaviours = new ArrayList<>(List.of(standard.behaviour().word()));
        for (Behaviour each : ASKED) {
            if (met[each.ordinal()] && each != standard.behaviour()) {
                behaviours.add(each.word());
            }
        }
        return new Choices(on.number(), facets, behaviours, standard.horizons());
    }
}
