package dev.tidecast.model.lifetime;

import java.util.ArrayList;
import java.util.List;

/** Finds the BG/NBD parameters of greatest likelihood by {@link NelderMead} on their logarithms. */
public final class BgNbdFit {
    /** More customers add nothing to four parameters: beyond these every n-th is taken. */
    private static final int MOST_CUSTOMERS = 20_000;

    private static final double BOUND = 12;

    private BgNbdFit() {}

    /** The law that fits the customers best; the start is fixed, so equal customers give equal laws. */
    public static BgNbd fit(List<Purchases> customers) {
        List<Purchases> taken = new ArrayList<>();
        int stride = Math.max(1, (customers.size() + MOST_CUSTOMERS - 1) / MOST_CUSTOMERS);
        for (int i = 0; i < customers.size(); i += stride) {
            taken.add(customers.get(i));
        }
        double[] found = NelderMead.minimum(
                at -> {
                    BgNbd law = of(at);
                    double sum = 0;
                    for (Purchases customer : taken) {
                        sum += law.logLikelihood(customer);
                    }
                    return -sum / Math.max(1, taken.size()) + outside(at);
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
