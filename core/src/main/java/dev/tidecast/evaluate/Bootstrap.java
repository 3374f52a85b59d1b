package dev.tidecast.evaluate;

import dev.tidecast.model.inference.FloatKernels;
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
    private static final int CHUNK = 512;
    private static final FloatKernels KERNELS = FloatKernels.fastest();

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
        Series[] all = Arrays.stream(series).map(Series::of).toArray(Series[]::new);
        double[][] means = new double[series.length][resamples];
        IntStream.range(0, resamples).parallel().forEach(resample -> {
            float[] weight = rowWeights(resample, cluster);
            double rows = 0;
            for (float each : weight) {
                rows += each;
            }
            for (int s = 0; s < series.length; s++) {
                means[s][resample] = all[s].mean(weight, rows);
            }
        });
        return means;
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

    /** How often each cluster is drawn in a resample; the same for the same seed, on any number of threads. */
    private float[] weights(int resample) {
        SplittableRandom random = new SplittableRandom(seed * 1_000_003L + resample);
        float[] weight = new float[clusters];
        for (int draw = 0; draw < clusters; draw += 2) {
            long bits = random.nextLong();
            weight[drawn(bits & 0xffff_ffffL)]++;
            if (draw + 1 < clusters) {
                weight[drawn(bits >>> 32)]++;
            }
        }
        return weight;
    }

    /** A cluster from 32 random bits by one multiplication: chances differ by clusters / 2^32 of themselves at most. */
    private int drawn(long bits) {
        return (int) (bits * clusters >>> 32);
    }

    /** In float within a chunk, in double across chunks: weights are small whole numbers, figures mostly 0 to 1. */
    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int from = 0; from < a.length; from += CHUNK) {
            sum += KERNELS.dot(a, from, b, from, Math.min(CHUNK, a.length - from));
        }
        return sum;
    }

    /** Figures of rows with 0 in the gaps; {@code present} is 1 outside the gaps and 0 in them, null where there are none. */
    @SuppressWarnings("ArrayRecordComponent") // made here, read only
    private record Series(float[] values, float @Nullable [] present) {
        static Series of(float[] figures) {
            float[] values = figures.clone();
            float[] present = new float[figures.length];
            int gaps = 0;
            for (int row = 0; row < figures.length; row++) {
                boolean gap = Float.isNaN(figures[row]);
                values[row] = gap ? 0 : figures[row];
                present[row] = gap ? 0 : 1;
                gaps += gap ? 1 : 0;
            }
            return new Series(values, gaps == 0 ? null : present);
        }

        /** NaN if no row drawn has a figure. */
        double mean(float[] weight, double rows) {
            return dot(weight, values) / (present == null ? rows : dot(weight, present));
        }
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
