package dev.tidecast.model.lifetime;

import static dev.tidecast.model.lifetime.SpecialFunctions.logGamma;

import java.util.List;

/**
 * The gamma-gamma law of spend: a customer's purchases have values ~ gamma(p, nu), nu ~ gamma(q, gamma), independent of
 * how often the customer buys.
 *
 * <p>Source: Fader and Hardie, "The Gamma-Gamma Model of Monetary Value", 2013 (brucehardie.com/notes/025).
 */
public record GammaGamma(double p, double q, double gamma) {
    /**
     * What one customer's repeat purchases were worth.
     *
     * @param purchases how many, at least 1
     * @param mean value of one, above 0
     */
    public record Spend(int purchases, double mean) {
        public Spend {
            if (purchases < 1 || !(mean > 0)) {
                throw new IllegalArgumentException(
                        purchases + " purchases worth " + mean + " each: at least 1 and more than 0 are allowed");
            }
        }
    }

    public GammaGamma {
        if (!(p > 0 && q > 0 && gamma > 0) || Double.isInfinite(p + q + gamma)) {
            throw new IllegalArgumentException("gamma-gamma parameters p " + p + ", q " + q + ", gamma " + gamma
                    + ": all must be above 0, finite");
        }
    }

    /** The maximum of the likelihood; at least 2 customers are needed for it to have one. */
    public static GammaGamma fit(List<Spend> customers) {
        double[] found = NelderMead.minimum(
                at -> -logLikelihood(of(at), customers) / Math.max(1, customers.size()), new double[] {1, 1, 2});
        return of(found);
    }

    private static GammaGamma of(double[] logs) {
        return new GammaGamma(bounded(logs[0]), bounded(logs[1]), bounded(logs[2]));
    }

    private static double bounded(double log) {
        return Math.exp(Math.clamp(log, -20, 20));
    }

    private static double logLikelihood(GammaGamma law, List<Spend> customers) {
        double sum = 0;
        for (Spend spend : customers) {
            double px = law.p * spend.purchases;
            double total = spend.mean * spend.purchases;
            sum += logGamma(px + law.q)
                    - logGamma(px)
                    - logGamma(law.q)
                    + law.q * Math.log(law.gamma)
                    + (px - 1) * Math.log(spend.mean)
                    + px * Math.log(spend.purchases)
                    - (px + law.q) * Math.log(law.gamma + total);
        }
        return sum;
    }

    /** The expected value of one purchase of a customer with these; of one with none where {@code purchases} is 0. */
    public double expected(int purchases, double mean) {
        double weight = p * purchases + q - 1;
        double most = gamma * p / Math.max(1e-3, q - 1); // q at or below 1: the mean over customers does not exist
        return weight <= 1e-3 ? most : p * (gamma + mean * purchases) / weight;
    }
}
