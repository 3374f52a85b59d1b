package dev.tidecast.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Means over some rows of a {@link FigureTable} with bootstrap 95 % intervals, and paired differences. */
final class Estimates {
    private final Map<String, Series> series = new HashMap<>();

    private record Series(double mean, double[] resampled) {}

    private Estimates() {}

    /** Estimates of all models by the given measures over the given rows. */
    static Estimates of(FigureTable table, int[] rows, List<Measure> measures, BacktestSettings settings) {
        int[] cluster = clusters(table, rows);
        int clusters = Arrays.stream(cluster).max().orElse(-1) + 1;
        List<String> keys = new ArrayList<>();
        List<float[]> columns = new ArrayList<>();
        for (Measure measure : measures) {
            for (String model : table.models()) {
                keys.add(key(model, measure));
                columns.add(part(table.column(model, measure), rows));
            }
        }
        Estimates estimates = new Estimates();
        double[][] means = new Bootstrap(clusters, settings.resamples(), settings.seed())
                .means(columns.toArray(float[][]::new), cluster);
        for (int s = 0; s < means.length; s++) {
            estimates.series.put(keys.get(s), new Series(mean(columns.get(s)), means[s]));
        }
        return estimates;
    }

    private static float[] part(float[] column, int[] rows) {
        if (rows.length == column.length) {
            return column;
        }
        float[] part = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            part[i] = column[rows[i]];
        }
        return part;
    }

    /** The rows' users, numbered from 0 in the order in which they come. */
    static int[] clusters(FigureTable table, int[] rows) {
        Map<Integer, Integer> numbers = new LinkedHashMap<>();
        int[] cluster = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            Integer fresh = numbers.size();
            Integer known = numbers.putIfAbsent(table.user(rows[i]), fresh);
            cluster[i] = known == null ? fresh : known;
        }
        return cluster;
    }

    /** The mean of the values that are not NaN. */
    static double mean(float[] values) {
        double total = 0;
        int defined = 0;
        for (float value : values) {
            if (!Float.isNaN(value)) {
                total += value;
                defined++;
            }
        }
        return total / defined;
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

    double mean(String model, Measure measure) {
        return series(model, measure).mean;
    }

    Estimate estimate(String model, Measure measure) {
        Series each = series(model, measure);
        return Bootstrap.interval(each.mean, each.resampled);
    }

    /** First - second, on the same users in the same resamples. */
    Estimate difference(String first, String second, Measure measure) {
        Series a = series(first, measure);
        Series b = series(second, measure);
        double[] resampled = new double[a.resampled.length];
        for (int i = 0; i < resampled.length; i++) {
            resampled[i] = a.resampled[i] - b.resampled[i];
        }
        return Bootstrap.interval(a.mean - b.mean, resampled);
    }
}
