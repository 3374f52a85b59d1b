package dev.tidecast.evaluate;

import dev.tidecast.progress.Progress;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.Facet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which facets are judged: the item, and of the others those that the log tells at the first cut. */
final class Facets {
    private final List<Facet> judged = new ArrayList<>(List.of(Facet.ITEM));
    private final Map<String, String> untold = new LinkedHashMap<>();

    /** Chooses among {@code wanted}, or all where that is empty. */
    static Facets of(Dataset visible, List<Facet> wanted, Progress progress) {
        Facets facets = new Facets();
        for (Facet facet : wanted.isEmpty() ? List.of(Facet.values()) : wanted) {
            int values = facet == Facet.ITEM
                    ? visible.itemCount()
                    : FacetCandidates.of(visible, facet).size();
            if (values < 2) {
                facets.untold.put(
                        facet.word(), "the log tells " + (values == 0 ? "none" : "only one") + " at the first cut");
            } else if (facet != Facet.ITEM) {
                facets.judged.add(facet);
            }
        }
        if (!facets.untold.isEmpty()) {
            progress.line("Not judged, since the log does not tell them: " + String.join(", ", facets.untold.keySet()));
        }
        return facets;
    }

    Map<String, String> untold() {
        return untold;
    }

    /** The candidates of each facet at a cut, the item first. */
    List<FacetCandidates> at(Dataset visible) {
        return judged.stream().map(facet -> FacetCandidates.of(visible, facet)).toList();
    }
}
