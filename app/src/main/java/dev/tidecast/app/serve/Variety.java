package dev.tidecast.app.serve;

import dev.tidecast.forecast.Forecast.Interest;
import dev.tidecast.sequence.Items;
import java.util.ArrayList;
import java.util.List;

/**
 * Chooses interests that are likely and unlike each other: one after another that of the highest share, lessened for
 * each one chosen before of the same category or brand (maximal marginal relevance, Carbonell and Goldstein 1998).
 */
final class Variety {
    private final Items items;
    private final double diversity;

    Variety(Items items, double diversity) {
        this.items = items;
        this.diversity = diversity;
    }

    List<Interest> choose(List<Interest> ranked, int count) {
        List<Interest> left = new ArrayList<>(ranked);
        List<Interest> chosen = new ArrayList<>();
        while (chosen.size() < count && !left.isEmpty()) {
            Interest best = left.getFirst();
            double most = Double.NEGATIVE_INFINITY;
            for (Interest each : left) {
                double worth = worth(each, chosen);
                if (worth > most) {
                    most = worth;
                    best = each;
                }
            }
            chosen.add(best);
            left.remove(best);
        }
        return chosen;
    }

    private double worth(Interest interest, List<Interest> chosen) {
        double alike = 0;
        for (Interest other : chosen) {
            alike += likeness(interest.value(), other.value());
        }
        return interest.share() * Math.pow(1 - diversity, alike);
    }

    private double likeness(int one, int other) {
        boolean category = items.category().get(one) >= 0
                && items.category().get(one) == items.category().get(other);
        boolean brand = items.brand().get(one) >= 0
                && items.brand().get(one) == items.brand().get(other);
        return (category ? .5 : 0) + (brand ? .5 : 0);
    }
}
