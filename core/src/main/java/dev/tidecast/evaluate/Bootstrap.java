package dev.tidecast.evaluate;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Resamples whole clusters (users, over all cuts) with replacement: what differs between users is what is uncertain.
 * All series see the same resamples, so that differences between them are paired.
 *
 * @see <a href="https://doi.org/10.1201/9780429246593">Efron and Tibshirani, An Introduction to the Bootstrap</a>
 */
final class Bootstrap {
    private static final double LOW = .025;
    private static final double HIGH = .975;

    private final int clusters;
    private final int resamples;
    private final long seed;

    Bootstrap(int clusters, int resamples, long seed) {
        this.clusters = clusters;
        this.resamples = resamples;
        this.seed = seed;
    }

    /**
     * The mean of each series in each resample, over its rows that are not NaN.
     *
     * @param series [series x rows]
     * @param cluster of each row, 0 to clusters - 1
     * @return [series x resamples], NaN where a resample has no figure
     */
    double[][] means(float[][] series, int[] cluster) {
        boolean[] whole = new boolean[series.length];
        for (int s = 0; s < series.length; s++) {
            whole[s] = !hasGaps(series[s]);
        }
        double[][] means = new double[series.length][resamples];
        IntStream.range(0, resamples).parallel().forEach(resample -> {
            float[] weight = rowWeights(resample, cluster);
            double all = 0;
            for (float each : weight) {
                all += each;
            }
            for (int s = 0; s < series.length; s++) {
                means[s][resample] = whole[s] ? dot(weight, series[s]) / all : mean(weight, series[s]);
            }
        });
        return means;
    }

    private static boolean hasGaps(float[] values) {
        for (float value : values) {
            if (Float.isNaN(value)) {
                return true;
            }
        }
        return false;
    }

    /** How often each row is drawn in a resample. */
    float[] rowWeights(int resample, int[] cluster) {
        float[] weight = weights(resample);
        float[] ofRows = new float[cluster.length];
        for (int row = 0; row < cluster.length; row++) {
            ofRows[row] = weight[cluster[row]];
        }
        return ofRows;
    }

    private static double mean(float[] weight, float[] values) {
        double sum = 0;
        double all = 0;
        for (int i = 0; i < values.length; i++) {
            if (!Float.isNaN(values[i])) {
                sum += (double) weight[i] * values[i];
                all += weight[i];
            }
        }
        return sum / all;
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
        double sum2 = 0;
        double sum3 = 0;
        int i = 0;
        for (; i + 3 < a.length; i += 4) {
            sum0 += (double) a[i] * b[i];
            sum1 += (double) a[i + 1] * b[i + 1];
            sum2 += (double) a[i + 2] * b[i + 2];
            sum3 += (double) a[i + 3] * b[i + 3];
        }
        double sum = sum0 + sum1 + (sum2 + sum3);
        for (; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    /** A mean with the middle 95 % of its resampled values. */
    static Estimate interval(double mean, double[] resampled) {
        double[] sorted = sorted(resampled);
        return new Estimate(finite(mean), finite(quantileOf(sorted, LOW)), finite(quantileOf(sorted, HIGH)));
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }

    /** The quantile of values, interpolated linearly; NaN values are left out, NaN if there are no others. */
    static double quantile(double[] values, double share) {
        return quantileOf(sorted(values), share);
    }

    private static double[] sorted(double[] values) {
        double[] sorted =
                Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
        Arrays.sort(sorted);
        return sorted;
    }

    private static double quantileOf(double[] sorted, double share) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double at = share * (sorted.length - 1);
        int low = (int) at;
        int high = Math.min(low + 1, sorted.length - 1);
        return sorted[low] + (at - low) * (sorted[high] - sorted[low]);
    }
}
