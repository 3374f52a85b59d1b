package dev.tidecast.model.lifetime;

/** The gamma and hypergeometric functions. */
final class SpecialFunctions {
    /** Lanczos' series with g = 7 and nine terms (Godfrey's coefficients); relative error below 1e-14. */
    private static final double[] LANCZOS = {
        0.99999999999980993,
        676.5203681218851,
        -1259.1392167224028,
        771.32342877765313,
        -176.61502916214059,
        12.507343278686905,
        -0.13857109526572012,
        9.9843695780195716e-6,
        1.5056327351493116e-7
    };

    private static final int MOST_TERMS = 100_000;

    private SpecialFunctions() {}

    /** log Gamma(x), x above 0. */
    static double logGamma(double x) {
        if (x < .5) { // reflection
            return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
        }
        double y = x - 1;
        double sum = LANCZOS[0];
        for (int i = 1; i < LANCZOS.length; i++) {
            sum += LANCZOS[i] / (y + i);
        }
        double t = y + 7.5;
        return .5 * Math.log(2 * Math.PI) + (y + .5) * Math.log(t) - t + Math.log(sum);
    }

    /** Gauss' 2F1(a, b; c; z) by its series, z from 0 to below 1, c no whole number below 1. */
    static double hypergeometric(double a, double b, double c, double z) {
        double term = 1;
        double sum = 1;
        for (int n = 0; n < MOST_TERMS; n++) {
            term *= (a + n) * (b + n) / (c + n) / (n + 1) * z;
            sum += term;
            if (Math.abs(term) <= 1e-15 * Math.abs(sum)) {
                break;
            }
        }
        return sum;
    }
}
