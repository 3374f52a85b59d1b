package dev.tidecast.model.lifetime;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the BG/NBD parameters of greatest likelihood by {@link NelderMead} on their logarithms. */
public final class BgNbdFit {
    /** More customers add nothing to four parameters: beyond these every n-th is taken. */
    private static final int MOST_CUSTOMERS = 20_000;

    private static final double BOUND = 12;

    private BgNbdFit() {}

    /** The law that fits the customers best; the start is fixed, so equal customers give equal laws. */
    public static BgNbd fit(List<Purchases> customers) {
        Map<Purchases, Integer> taken = new LinkedHashMap<>(); // equal customers are counted once
        int stride = Math.max(1, (customers.size() + MOST_CUSTOMERS - 1) / MOST_CUSTOMERS);
        int size = 0;
        for (int i = 0; i < customers.size(); i += stride) {
            taken.merge(customers.get(i), 1, Integer::sum);
            size++;
        }
        double weight = 1.0 / Math.max(1, size);
        double[] found = NelderMead.minimum(
                at -> {
                    BgNbd law = of(at);
                    double sum = 0;
                    for (Map.Entry<Purchases, Integer> each : taken.entrySet()) {
                        sum += each.getValue() * law.logLikelihood(each.getKey());
                    }
                    return -sum * weight + outside(at);
                },
                new double[4]);
        return of(found);
    }

    private static BgNbd of(double[] logs) {
        return new BgNbd(bounded(logs[0]), bounded(logs[1]), bounded(logs[2]), bounded(logs[3]));
    }

    private static double bounded(double log) {
        return Math.exp(Math.clamp(log, -BOUND, BOUND));
    }

    /** Draws the search back where the likelihood is flat: nobody leaves, or all buy at one rate. */
    private static double outside(double[] logs) {
        double sum = 0;
        for (double log : logs) {
            sum += Math.max(0, Math.abs(log) - BOUND);
        }
        return sum;
    }
}
