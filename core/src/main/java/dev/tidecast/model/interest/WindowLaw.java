package dev.tidecast.model.interest;

import java.util.List;

/**
 * Whether and how much a user will do the target behaviour: a zero-inflated gamma-Poisson law of the counts of active
 * item-days. alive ~ Bernoulli(pi), theta ~ Gamma(k, k), count in bin j ~ Poisson(theta x Lambda_j); log-linear in
 * features of the user's activity. Unions, sums and horizons of its probabilities are coherent by construction.
 *
 * @param bins ends of the bins in days, ascending: (0, bins[0]], (bins[0], bins[1]], ...
 * @param mean float features' mean, double[F - 1], the first feature being 1
 * @param deviation their deviation
 * @param weights double[2 + J][F]: of logit pi, log k and each log Lambda_j
 */
@SuppressWarnings("ArrayRecordComponent") // fitted once, read only
public record WindowLaw(List<Integer> bins, double[] mean, double[] deviation, double[][] weights) {
    public WindowLaw {
        bins = List.copyOf(bins);
        if (bins.isEmpty() || weights.length != 2 + bins.size()) {
            throw new IllegalArgumentException("a law of " + bins.size() + " bins needs " + (2 + bins.size())
                    + " rows of weights, got " + weights.length);
        }
    }

    /**
     * The law of one user.
     *
     * @param alive pi
     * @param shape k
     * @param rates Lambda_j
     */
    public record Intensity(double alive, double shape, double[] rates) {
        /** The probability of at least one event within the first {@code bins} bins on facets with this share of all. */
        public double probability(int bins, double share) {
            double rate = share * total(bins);
            return alive * -Math.expm1(-shape * Math.log1p(rate / shape));
        }

        /** The expected count within the first {@code bins} bins on facets with this share of all. */
        public double expected(int bins, double share) {
            return alive * share * total(bins);
        }

        private double total(int bins) {
            double total = 0;
            for (int j = 0; j < bins; j++) {
                total += rates[j];
            }
            return total;
        }
    }

    /** The law for raw activity features [F - 1], see {@link ActivityFeatures}. */
    public Intensity of(double[] features) {
        double[] x = standardised(features);
        double[] values = new double[weights.length];
        for (int row = 0; row < weights.length; row++) {
            for (int f = 0; f < x.length; f++) {
                values[row] += weights[row][f] * x[f];
            }
        }
        return intensity(values);
    }

    /** From logit pi, log k and log Lambda_j. */
    static Intensity intensity(double[] values) {
        double[] rates = new double[values.length - 2];
        for (int j = 0; j < rates.length; j++) {
            rates[j] = Math.exp(Math.clamp(values[2 + j], -20, 12));
        }
        double alive = 1 / (1 + Math.exp(-values[0]));
        return new Intensity(alive, Math.exp(Math.clamp(values[1], -6, 6)), rates);
    }

    /** 1, then the standardised features: double[F]. */
    double[] standardised(double[] features) {
        double[] x = new double[features.length + 1];
        x[0] = 1;
        for (int f = 0; f < features.length; f++) {
            x[f + 1] = Math.clamp((features[f] - mean[f]) / deviation[f], -5, 5);
        }
        return x;
    }

    /** How many bins end within {@code days}; a horizon between two ends counts the bins before it. */
    public int binsWithin(int days) {
        return (int) bins.stream().filter(end -> end <= days).count();
    }
}
