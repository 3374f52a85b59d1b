package dev.tidecast.bench;

import dev.tidecast.event.Behaviour;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.FacetIndex;
import dev.tidecast.sequence.History;
import java.util.Arrays;

/**
 * The plainest forecast of categories: a user's own events in each, halved every half-life, with {@code prior} events drawn
 * like everybody's of the last 30 days, half an event of each category among those.
 */
final class CategoryCounts {
    private static final double DAY = 86_400.0;
    private static final int POPULAR_DAYS = 30;

    private final FacetIndex categories;
    private final Behaviour behaviour;
    private final long asOf;
    private final double[] popular;

    CategoryCounts(Dataset visible, FacetIndex categories, Behaviour behaviour) {
        this.categories = categories;
        this.behaviour = behaviour;
        this.asOf = visible.asOf();
        this.popular = new double[categories.size()];
        Arrays.fill(popular, .5);
        for (int user = 0; user < visible.userCount(); user++) {
            count(visible.history(user), POPULAR_DAYS, Double.POSITIVE_INFINITY, popular);
        }
        scale(popular, 1);
    }

    /** Shares of the categories, [C]; a prior above 0. */
    double[] shares(History history, double halfLife, double prior) {
        double[] shares = popular.clone();
        scale(shares, prior);
        count(history, Double.POSITIVE_INFINITY, halfLife, shares);
        scale(shares, 1);
        return shares;
    }

    private void count(History history, double days, double halfLife, double[] counts) {
        for (int p = 0; p < history.size(); p++) {
            double age = (asOf - history.time(p)) / DAY;
            boolean counted = history.item(p) >= 0 && history.behaviour(p) == behaviour && age < days;
            int category = counted ? categories.of(history.item(p)) : -1;
            if (category >= 0) {
                counts[category] += Math.pow(.5, age / halfLife);
            }
        }
    }

    private static void scale(double[] values, double total) {
        double sum = Arrays.stream(values).sum();
        Arrays.setAll(values, c -> values[c] * total / sum);
    }
}
