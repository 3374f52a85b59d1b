package dev.tidecast.model.interest;

import dev.tidecast.event.Behaviour;
import dev.tidecast.model.counters.Cholesky;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.History;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a user spends in a window, given a purchase in it: lognormal, its logarithm linear in what the user spent before
 * and is expected to do. With the probability of a purchase it is the zero-inflated lognormal of Wang, Liu and Miao, "A
 * Deep Probabilistic Model for Customer Lifetime Value Prediction", 2019.
 *
 * @param weights double[S]
 * @param variance of the logarithm about its mean
 * @param least smallest logarithm of the fit
 * @param most largest logarithm of the fit
 */
@SuppressWarnings("ArrayRecordComponent") // fitted once, read only
record SpendLaw(double[] weights, double variance, double least, double most) {
    private static final double DAY = 86_400.0;
    private static final int SIZE = 7;
    private static final double RIDGE = 1;
    private static final int FEWEST = 20;

    /** Fits the law to the windows after anchors; null where fewer than 20 of them hold a purchase with a price. */
    static @Nullable SpendLaw fit(Dataset visible, WindowLaw law, List<Long> anchors) {
        double[] gram = new double[SIZE * SIZE];
        double[] right = new double[SIZE];
        double squares = 0;
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        int examples = 0;
        for (long anchor : anchors) {
            for (int user = 0; user < visible.userCount(); user++) {
                History whole = visible.history(user);
                double spent = spent(whole, anchor, anchor + law.horizonDays() * (long) DAY);
                History history = whole.asOf(anchor);
                if (!(spent > 0) || history.isEmpty()) {
                    continue;
                }
                double y = Math.log(spent);
                double[] x = features(history, expected(law, history));
                for (int f = 0; f < SIZE; f++) {
                    right[f] += x[f] * y;
                    for (int g = 0; g < SIZE; g++) {
                        gram[f * SIZE + g] += x[f] * x[g];
                    }
                }
                squares += y * y;
                least = Math.min(least, y);
                most = Math.max(most, y);
                examples++;
            }
        }
        if (examples < FEWEST) {
            return null;
        }
        double[] ridged = gram.clone();
        for (int f = 0; f < SIZE; f++) {
            ridged[f * SIZE + f] += RIDGE;
        }
        double[] weights = Cholesky.solve(ridged, right);
        double residual = squares;
        for (int f = 0; f < SIZE; f++) {
            residual -= 2 * weights[f] * right[f];
            for (int g = 0; g < SIZE; g++) {
                residual += weights[f] * weights[g] * gram[f * SIZE + g];
            }
        }
        return new SpendLaw(weights, Math.max(0, residual / examples), least, most);
    }

    /** The mean spend of a window with a purchase; {@code expectedPurchases} are the active days expected in it. */
    double mean(History history, double expectedPurchases) {
        double[] x = features(history, expectedPurchases);
        double sum = 0;
        for (int f = 0; f < SIZE; f++) {
            sum += weights[f] * x[f];
        }
        return Math.exp(Math.clamp(sum, least, most) + variance / 2);
    }

    private static double expected(WindowLaw law, History history) {
        return law.of(history).expected(Behaviour.PURCHASE, law.horizonDays(), 1);
    }

    private static double[] features(History history, double expected) {
        double total = 0;
        double recent = 0;
        double days = 0;
        long lastDay = Long.MIN_VALUE;
        double last = 0;
        for (int p = 0; p < history.size(); p++) {
            double value = value(history, p);
            if (!(value > 0)) {
                continue;
            }
            long day = Math.floorDiv(history.time(p), (long) DAY);
            days += day == lastDay ? 0 : 1;
            last = day == lastDay ? last + value : value;
            lastDay = day;
            total += value;
            recent += history.time(p) > history.asOf() - 90 * DAY ? value : 0;
        }
        double[] features = {
            1,
            Math.log1p(total / Math.max(1, days)),
            Math.log1p(recent),
            Math.log1p(last),
            Math.log1p(days),
            Math.log(expected + 1e-3),
            days == 0 ? 1 : 0
        };
        return features;
    }

    /** The purchases of (from, to], price times quantity. */
    private static double spent(History whole, long from, long to) {
        double sum = 0;
        for (int p = whole.size() - 1; p >= 0 && whole.time(p) > from; p--) {
            sum += whole.time(p) <= to ? value(whole, p) : 0;
        }
        return sum;
    }

    /** 0 for what is no purchase or has no price. */
    static double value(History history, int position) {
        double quantity = history.quantity(position);
        double value = history.price(position) * (Double.isNaN(quantity) ? 1 : quantity);
        return history.behaviour(position) == Behaviour.PURCHASE && value > 0 ? value : 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SpendLaw law && Arrays.equals(weights, law.weights) && variance == law.variance;
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(weights);
    }
}
