package dev.tidecast.evaluate;

import java.util.Arrays;

/**
 * Wilcoxon's signed-rank test of paired differences: zeros dropped, ties sharing the mean of their ranks, two-sided by
 * the normal law with the variance corrected for ties, no correction for continuity; as scipy.stats.wilcoxon with
 * zero_method="wilcox" and method="asymptotic".
 *
 * @param statistic the smaller of the sums of ranks of positive and negative differences
 * @param p the probability of one as small or smaller if differences lay evenly about 0; 1 where all are 0
 * @param pairs differences that are not 0
 * @see <a href="https://doi.org/10.2307/3001968">Wilcoxon 1945</a>
 */
public record SignedRank(double statistic, double p, int pairs) {
    private static final int TERMS = 200;

    static SignedRank of(double[] differences) {
        long[] keys = Arrays.stream(differences)
                .filter(each -> each != 0 && !Double.isNaN(each))
                .mapToLong(SignedRank::key)
                .sorted()
                .toArray();
        int n = keys.length;
        if (n == 0) {
            return new SignedRank(0, 1, 0);
        }
        double positive = 0;
        double ties = 0;
        for (int from = 0; from < n; ) {
            int to = from;
            int above = 0;
            while (to < n && keys[to] >> 1 == keys[from] >> 1) {
                above += (int) (keys[to++] & 1);
            }
            double size = (double) to - from;
            positive += above * (from + to + 1) / 2.0;
            ties += size * (size * size - 1);
            from = to;
        }
        double total = n * (n + 1.0) / 2;
        double statistic = Math.min(positive, total - positive);
        double variance = n * (n + 1.0) * (2.0 * n + 1) / 24 - ties / 48;
        double z = (statistic - total / 2) / Math.sqrt(variance);
        return new SignedRank(statistic, Math.min(1, 2 * below(z)), n);
    }

    /** Orders by size; the last bit of the fraction gives way to the sign, so that sizes equal but for rounding tie. */
    private static long key(double difference) {
        long size = Double.doubleToLongBits(Math.abs(difference));
        return size & ~1L | (difference > 0 ? 1 : 0);
    }

    /** The standard normal law's probability below z, z at most 0. */
    private static double below(double z) {
        double x = -z;
        if (x < 3) { // Phi(x) = 1/2 + phi(x) (x + x^3/3 + x^5/(3 5) + ...), Marsaglia 2004
            double term = x;
            double sum = x;
            for (int i = 3; i < TERMS; i += 2) {
                term *= x * x / i;
                sum += term;
            }
            return .5 - sum * density(x);
        }
        double fraction = 0; // Laplace's continued fraction of Mills' ratio
        for (int i = TERMS; i > 0; i--) {
            fraction = i / (x + fraction);
        }
        return density(x) / (x + fraction);
    }

    private static double density(double x) {
        return Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
    }
}
