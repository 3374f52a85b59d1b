package dev.tidecast.model.lifetime;

import static dev.tidecast.model.lifetime.SpecialFunctions.hypergeometric;
import static dev.tidecast.model.lifetime.SpecialFunctions.logGamma;

/**
 * The beta-geometric / NBD law: while a customer is alive, purchases come at a rate lambda ~ gamma(r, alpha); after each
 * purchase the customer leaves with probability p ~ beta(a, b). Time is in weeks.
 *
 * <p>Source: Fader, Hardie and Lee, "Counting Your Customers" the Easy Way, Marketing Science 24(2), 2005; equation
 * numbers are theirs.
 */
public record BgNbd(double r, double alpha, double a, double b) {
    public BgNbd {
        if (!(r > 0 && alpha > 0 && a > 0 && b > 0) || Double.isInfinite(r + alpha + a + b)) {
            throw new IllegalArgumentException("BG/NBD parameters r " + r + ", alpha " + alpha + ", a " + a + ", b " + b
                    + ": all must be above 0 and finite");
        }
    }

    /** The log likelihood of one customer, equation 6, each power on the log scale. */
    public double logLikelihood(Purchases customer) {
        int x = customer.repeats();
        double common = logGamma(r + x) - logGamma(r) + r * Math.log(alpha) + logGamma(a + b) - logGamma(a + b + x);
        double stayed = logGamma(b + x) - logGamma(b) - (r + x) * Math.log(alpha + customer.age());
        if (x == 0) {
            return common + stayed;
        }
        double left = Math.log(a) + logGamma(b + x - 1) - logGamma(b) - (r + x) * Math.log(alpha + customer.last());
        double larger = Math.max(stayed, left);
        return common + larger + Math.log(Math.exp(stayed - larger) + Math.exp(left - larger));
    }

    /** The probability that the customer has not left. */
    public double alive(Purchases customer) {
        int x = customer.repeats();
        if (x == 0) {
            return 1;
        }
        double odds =
                Math.log(a / (b + x - 1)) + (r + x) * Math.log((alpha + customer.age()) / (alpha + customer.last()));
        return 1 / (1 + Math.exp(odds));
    }

    /**
     * The probability of at least one purchase in the next {@code weeks}: alive, and not silent under the gamma law of
     * the rate, (alpha + T over alpha + T + t) to the power r + x.
     */
    public double any(Purchases customer, double weeks) {
        double shape = r + customer.repeats();
        return alive(customer) * -Math.expm1(-shape * Math.log1p(weeks / (alpha + customer.age())));
    }

    /**
     * Expected purchases in the next {@code weeks}, equation 10. Its power times 2F1(r + x, b + x; a + b + x - 1; z) is
     * here (1 - z)^(a - 1) 2F1(a + b - 1 - r, a - 1; a + b + x - 1; z) (Euler's transformation), which cannot overflow.
     */
    public double expected(Purchases customer, double weeks) {
        double safe = Math.abs(a - 1) < 1e-6 ? 1 + 1e-6 : a;
        double c = safe + b + customer.repeats() - 1;
        double z = weeks / (alpha + customer.age() + weeks);
        double rest = Math.pow(1 - z, safe - 1) * hypergeometric(safe + b - 1 - r, safe - 1, c, z);
        return alive(customer) * c / (safe - 1) * (1 - rest);
    }
}
