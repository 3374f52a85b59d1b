package dev.tidecast.evaluate;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Resamples whole clusters (users, over all cuts) with replacement: what differs between users is what is uncertain.
 * All series see the same resamples, so that differences between them are paired.
 *
 * @see <a href="https://doi.org/10.1201/9780429246593">Efron and Tibshirani, An Introduction to the Bootstrap</a>
 */
final class Bootstrap {
    private final int clusters;
    private final int resamples;
    private final long seed;

    Bootstrap(int clusters, int resamples, long seed) {
        this.clusters = clusters;
        this.resamples = resamples;
        this.seed = seed;
    }

    /**
     * The mean of each series in each resample: sum of the clusters' sums over the sum of their counts.
     *
     * @param sums [series x clusters]
     * @param counts [series x clusters]
     * @return [series x resamples], NaN where a resample has no figure
     */
    double[][] means(float[][] sums, float[][] counts) {
        double[][] means = new double[sums.length][resamples];
        IntStream.range(0, resamples).parallel().forEach(resample -> {
            float[] weight = weights(resample);
            double[] totals = new double[sums.length];
            for (int series = 0; series < sums.length; series++) {
                boolean known = series > 0 && counts[series] == counts[series - 1];
                totals[series] = known ? totals[series - 1] : dot(weight, counts[series]);
                means[series][resample] = dot(weight, sums[series]) / totals[series];
            }
        });
        return means;
    }

    /** How often each cluster is drawn in a resample; the same for the same seed, on any number of threads. */
    private float[] weights(int resample) {
        SplittableRandom random = new SplittableRandom(seed * 1_000_003L + resample);
        float[] weight = new float[clusters];
        for (int draw = 0; draw < clusters; draw++) {
            weight[random.nextInt(clusters)]++;
        }
        return weight;
    }

    private static double dot(float[] a, float[] b) {
        double sum0 = 0;
        double sum1 = 0;
        int i = 0;
        for (; i + 1 < a.length; i += 2) {
            sum0 += (double) a[i] * b[i];
            sum1 += (double) a[i + 1] * b[i + 1];
        }
        return i < a.length ? sum0 + sum1 + (double) a[i] * b[i] : sum0 + sum1;
    }

    /** The quantile of values, interpolated linearly; NaN values are left out, NaN if there are no others. */
    static double quantile(double[] values, double share) {
        double[] sorted = Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double at = share * (sorted.length - 1);
        int low = (int) at;
        int high = Math.min(low + 1, sorted.length - 1);
        return sorted[low] + (at - low) * (sorted[high] - sorted[low]);
    }
}
