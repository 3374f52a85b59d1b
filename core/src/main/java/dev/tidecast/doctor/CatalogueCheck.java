package dev.tidecast.doctor;

import dev.tidecast.event.Behaviour;
import dev.tidecast.sequence.Items;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Facts that most items have and some lack, weighed by the events of those that lack them. */
final class CatalogueCheck implements Check<Subject> {
    private static final double FEW = 0.01;
    private static final double MANY = 0.2;

    @Override
    public List<Finding> look(Subject log) {
        Items items = log.dataset().items();
        List<Finding> found = new ArrayList<>();
        found.addAll(facts(log, "title", item -> items.titles().get(item).isEmpty()));
        found.addAll(facts(log, "category", item -> items.category().get(item) < 0));
        found.addAll(facts(log, "brand", item -> items.brand().get(item) < 0));
        found.addAll(prices(log));
        return found;
    }

    private static List<Finding> facts(Subject log, String fact, IntPredicate lacks) {
        int size = log.dataset().items().size();
        boolean[] lacking = new boolean[size];
        int without = 0;
        for (int item = 0; item < size; item++) {
            lacking[item] = lacks.test(item);
            without += lacking[item] ? 1 : 0;
        }
        if (without == 0 || without == size) {
            return List.of();
        }
        int[] events = new int[size];
        long[] counts = new long[2];
        log.each((user, row) -> {
            int item = log.rows().item().get(row);
            if (item >= 0) {
                counts[0]++;
                counts[1] += lacking[item] ? 1 : 0;
                events[item] += lacking[item] ? 1 : 0;
            }
        });
        double share = counts[1] / (double) Math.max(1, counts[0]);
        return share < FEW ? List.of() : List.of(gap(log, fact, without, share, events));
    }

    private static Finding gap(Subject log, String fact, int without, double share, int[] events) {
        List<Evidence> evidence = IntStream.range(0, events.length)
                .filter(item -> events[item] > 0)
                .boxed()
                .sorted((a, b) -> Integer.compare(events[b], events[a]))
                .limit(5)
                .map(item -> Evidence.item(log.item(item), events[item] + " events, no " + fact))
                .toList();
        return Finding.of(
                        "catalogue-" + fact,
                        share > MANY ? Severity.WARN : Severity.INFO,
                        String.format(
                                Locale.ROOT,
                                "%,d of %,d items have no %s; they carry %.1f %% of the events.",
                                without,
                                events.length,
                                fact,
                                100 * share),
                        "Complete the catalogue, beginning with the items shown: those without are missing from forecasts by "
                                + fact + ", and a new one can't be likened to others.")
                .with("items", without)
                .with("shareOfEvents", share)
                .showing(evidence)
                .mendedBy("catalogue: {file: catalogue.csv, item: id, " + fact + ": " + fact + "}", null);
    }

    private static List<Finding> prices(Subject log) {
        long[] counts = new long[2];
        int purchase = Behaviour.PURCHASE.ordinal();
        log.each((user, row) -> {
            if (log.rows().behaviour().get(row) == purchase) {
                counts[0]++;
                counts[1] += Float.isNaN(log.rows().price().get(row)) ? 1 : 0;
            }
        });
        double share = counts[1] / (double) Math.max(1, counts[0]);
        if (counts[1] == counts[0] || share < FEW) {
            return List.of();
        }
        return List.of(Finding.of(
                        "catalogue-price",
                        share > MANY ? Severity.WARN : Severity.INFO,
                        String.format(Locale.ROOT, "%.1f %% of the purchases have no price.", 100 * share),
                        "Fill the price where the log is exported: revenue and price bands leave such purchases out.")
                .with("shareOfPurchases", share));
    }
}
