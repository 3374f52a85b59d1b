package dev.tidecast.model.interest;

import dev.tidecast.event.Behaviour;
import dev.tidecast.model.CountLaw;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.History;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How many distinct items users take on an active day, by behaviour: the mean of all days, towards which a user's own
 * mean is drawn, and how much the days of one user differ.
 *
 * @param mean double[B], 1 or more
 * @param shape r of n - 1, double[B]
 */
@SuppressWarnings("ArrayRecordComponent") // fitted once, read only
record BasketSizes(double[] mean, double[] shape) {
    private static final long DAY = 86_400;
    private static final double DRAWN = 3; // days that the mean of all is worth beside a user's own
    private static final double LEAST = .1;
    private static final double MOST = 50;

    /** Of all histories of a dataset. */
    static BasketSizes fit(Dataset visible, List<Behaviour> behaviours) {
        int size = behaviours.size();
        double[] days = new double[size];
        double[] items = new double[size];
        double[] within = new double[size];
        double[] freedom = new double[size];
        for (int user = 0; user < visible.userCount(); user++) {
            Totals own = Totals.of(visible.history(user), behaviours);
            for (int b = 0; b < size; b++) {
                days[b] += own.days[b];
                items[b] += own.items[b];
                if (own.days[b] > 1) {
                    within[b] += own.squares[b] - own.items[b] * own.items[b] / own.days[b];
                    freedom[b] += own.days[b] - 1;
                }
            }
        }
        double[] mean = new double[size];
        double[] shape = new double[size];
        for (int b = 0; b < size; b++) {
            mean[b] = days[b] == 0 ? 1 : items[b] / days[b];
            double variance = freedom[b] == 0 ? 0 : within[b] / freedom[b];
            double more = mean[b] - 1;
            shape[b] = variance > more ? Math.clamp(more * more / (variance - more), LEAST, MOST) : MOST;
        }
        return new BasketSizes(mean, shape);
    }

    /** Those to be expected of one user. */
    CountLaw.Baskets of(History history, List<Behaviour> behaviours) {
        Totals own = Totals.of(history, behaviours);
        double[] expected = new double[mean.length];
        Arrays.setAll(expected, b -> (own.items[b] + DRAWN * mean[b]) / (own.days[b] + DRAWN));
        return new CountLaw.Baskets(expected, shape);
    }

    /** Active days, distinct items of each of them added up, and the squares of those numbers, by behaviour. */
    private static final class Totals {
        private final double[] days;
        private final double[] items;
        private final double[] squares;

        private Totals(int behaviours) {
            days = new double[behaviours];
            items = new double[behaviours];
            squares = new double[behaviours];
        }

        static Totals of(History history, List<Behaviour> behaviours) {
            Totals totals = new Totals(behaviours.size());
            int at = 0;
            while (at < history.size()) {
                long day = Math.floorDiv(history.time(at), DAY);
                int end = at;
                while (end < history.size() && Math.floorDiv(history.time(end), DAY) == day) {
                    end++;
                }
                totals.add(history, at, end, behaviours);
                at = end;
            }
            return totals;
        }

        private void add(History history, int from, int to, List<Behaviour> behaviours) {
            for (int b = 0; b < days.length; b++) {
                Set<Integer> met = new HashSet<>();
                for (int p = from; p < to; p++) {
                    if (history.behaviour(p) == behaviours.get(b)) {
                        met.add(history.item(p));
                    }
                }
                days[b] += met.isEmpty() ? 0 : 1;
                items[b] += met.size();
                squares[b] += (double) met.size() * met.size();
            }
        }
    }
}
