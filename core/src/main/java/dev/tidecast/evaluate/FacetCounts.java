package dev.tidecast.evaluate;

import dev.tidecast.event.Behaviour;
import dev.tidecast.sequence.History;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Set;

/** Active days with an item, added up over the values of a facet, as laws of counts count them. Confined to one thread. */
final class FacetCounts {
    private final FacetCandidates facet;
    private final Behaviour behaviour;
    private final ZoneId zone;

    FacetCounts(FacetCandidates facet, Behaviour behaviour, ZoneId zone) {
        this.facet = facet;
        this.behaviour = behaviour;
        this.zone = zone;
    }

    private record ActiveDay(int item, long day) {}

    /** How many active days fall into (from, to], by value. */
    int[] byValue(History history, long from, long to) {
        int[] counts = new int[facet.size()];
        for (ActiveDay each : days(history, from, to)) {
            if (facet.of(each.item()) >= 0) {
                counts[facet.of(each.item())]++;
            }
        }
        return counts;
    }

    /** How many active days fall into (from, to], of any item. */
    int all(History history, long from, long to) {
        return days(history, from, to).size();
    }

    private Set<ActiveDay> days(History history, long from, long to) {
        Set<ActiveDay> days = new HashSet<>();
        for (int p = history.size() - 1; p >= 0 && history.time(p) > from; p--) {
            if (history.time(p) <= to && history.behaviour(p) == behaviour) {
                long day = Instant.ofEpochSecond(history.time(p))
                        .atZone(zone)
                        .toLocalDate()
                        .toEpochDay();
                days.add(new ActiveDay(history.item(p), day));
            }
        }
        return days;
    }
}
