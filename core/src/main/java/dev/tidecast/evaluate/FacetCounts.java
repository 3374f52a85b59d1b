package dev.tidecast.evaluate;

import dev.tidecast.event.Behaviour;
import dev.tidecast.sequence.History;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Active days with a value of a facet, as laws of counts count them. Confined to one thread. */
final class FacetCounts {
    private final FacetCandidates facet;
    private final Behaviour behaviour;
    private final ZoneId zone;

    FacetCounts(FacetCandidates facet, Behaviour behaviour, ZoneId zone) {
        this.facet = facet;
        this.behaviour = behaviour;
        this.zone = zone;
    }

    private record ActiveDay(int value, long day) {}

    /** How many active days fall into (from, to], by value; values without any are absent. */
    Map<Integer, Integer> byValue(History history, long from, long to) {
        Set<ActiveDay> days = new HashSet<>();
        visit(history, from, to, (item, day) -> {
            if (item >= 0 && facet.of(item) >= 0) {
                days.add(new ActiveDay(facet.of(item), day));
            }
        });
        Map<Integer, Integer> counts = new TreeMap<>();
        days.forEach(each -> counts.merge(each.value(), 1, Integer::sum));
        return counts;
    }

    /** How many active days fall into (from, to], whatever the item. */
    int all(History history, long from, long to) {
        Set<Long> days = new HashSet<>();
        visit(history, from, to, (item, day) -> days.add(day));
        return days.size();
    }

    private interface Visitor {
        void visit(int item, long day);
    }

    private void visit(History history, long from, long to, Visitor visitor) {
        for (int p = history.size() - 1; p >= 0 && history.time(p) > from; p--) {
            if (history.time(p) <= to && history.behaviour(p) == behaviour) {
                long day = Instant.ofEpochSecond(history.time(p))
                        .atZone(zone)
                        .toLocalDate()
                        .toEpochDay();
                visitor.visit(history.item(p), day);
            }
        }
    }
}
