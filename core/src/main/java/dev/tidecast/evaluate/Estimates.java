package dev.tidecast.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Means over some rows of a {@link FigureTable} with bootstrap 95 % intervals, and paired differences. */
final class Estimates {
    private static final double LOW = .025;
    private static final double HIGH = .975;

    private final Map<String, Series> series = new HashMap<>();

    private record Series(double mean, double[] resampled, int users) {}

    private Estimates() {}

    /** Estimates of all models by the given measures over the given rows. */
    static Estimates of(FigureTable table, int[] rows, List<Measure> measures, BacktestSettings settings) {
        int[] cluster = clusters(table, rows);
        int clusters = Arrays.stream(cluster).max().orElse(0) + 1;
        List<String> keys = new ArrayList<>();
        List<float[]> sums = new ArrayList<>();
        List<float[]> counts = new ArrayList<>();
        for (Measure measure : measures) {
            float[] count = null;
            for (String model : table.models()) {
                float[] column = table.column(model, measure);
                float[] sum = new float[clusters];
                float[] defined = new float[clusters];
                for (int i = 0; i < rows.length; i++) {
                    if (!Float.isNaN(column[rows[i]])) {
                        sum[cluster[i]] += column[rows[i]];
                        defined[cluster[i]]++;
                    }
                }
                count = count == null ? defined : count; // which figures exist depends on the targets alone
                keys.add(key(model, measure));
                sums.add(sum);
                counts.add(count);
            }
        }
        Estimates estimates = new Estimates();
        double[][] means = new Bootstrap(clusters, settings.resamples(), settings.seed())
                .means(sums.toArray(float[][]::new), counts.toArray(float[][]::new));
        for (int s = 0; s < means.length; s++) {
            double users = total(counts.get(s));
            Series each = new Series(total(sums.get(s)) / users, means[s], (int) users);
            estimates.series.put(keys.get(s), each);
        }
        return estimates;
    }

    private static int[] clusters(FigureTable table, int[] rows) {
        Map<Integer, Integer> numbers = new LinkedHashMap<>();
        int[] cluster = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            Integer fresh = numbers.size();
            Integer known = numbers.putIfAbsent(table.user(rows[i]), fresh);
            cluster[i] = known == null ? fresh : known;
        }
        return cluster;
    }

    private static double total(float[] values) {
        double total = 0;
        for (float value : values) {
            total += value;
        }
        return total;
    }

    private static String key(String model, Measure measure) {
        return model + "/" + measure.word();
    }

    private Series series(String model, Measure measure) {
        Series found = series.get(key(model, measure));
        if (found == null) {
            throw new IllegalArgumentException("nothing is known of " + key(model, measure));
        }
        return found;
    }

    /** How many (cut, user) rows have a figure. */
    int users(String model, Measure measure) {
        return series(model, measure).users;
    }

    double mean(String model, Measure measure) {
        return series(model, measure).mean;
    }

    Estimate estimate(String model, Measure measure) {
        Series each = series(model, measure);
        return interval(each.mean, each.resampled);
    }

    /** First - second, on the same users in the same resamples. */
    Estimate difference(String first, String second, Measure measure) {
        Series a = series(first, measure);
        Series b = series(second, measure);
        double[] resampled = new double[a.resampled.length];
        for (int i = 0; i < resampled.length; i++) {
            resampled[i] = a.resampled[i] - b.resampled[i];
        }
        return interval(a.mean - b.mean, resampled);
    }

    private static Estimate interval(double mean, double[] resampled) {
        return new Estimate(
                finite(mean), finite(Bootstrap.quantile(resampled, LOW)), finite(Bootstrap.quantile(resampled, HIGH)));
    }

    private static @org.jspecify.annotations.Nullable Double finite(double value) {
        return Double.isNaN(value) ? null : value;
    }
}
