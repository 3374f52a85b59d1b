package dev.tidecast.model.interest;

import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.History;
import dev.tidecast.sequence.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Fits {@link WindowLaw} by maximum likelihood (zero-inflated negative multinomial) on anchors whose windows end before
 * the cut, empty windows included, with Adam on all examples at once.
 */
public final class WindowLawFit {
    private static final int MOST_EXAMPLES = 24_000;
    private static final int STEPS = 250;
    private static final int CHUNK = 1_000;
    private static final double RATE = .05;
    private static final double RIDGE = 1e-4;
    private static final long DAY = 86_400;

    private final List<Integer> bins;
    private final List<double[]> features = new ArrayList<>();
    private final List<int[]> counts = new ArrayList<>();

    private WindowLawFit(List<Integer> bins) {
        this.bins = bins;
    }

    /** Fits the law at {@code anchors}, epoch seconds, to what is visible. */
    public static WindowLaw fit(Dataset visible, Target target, List<Long> anchors) {
        List<Integer> bins = new ArrayList<>(List.of(1, 7));
        bins.removeIf(end -> end >= target.horizonDays());
        bins.add(target.horizonDays());
        WindowLawFit fit = new WindowLawFit(bins);
        long all = (long) anchors.size() * visible.userCount();
        long stride = Math.max(1, all / MOST_EXAMPLES);
        long next = 0;
        for (long anchor : anchors) {
            for (int user = 0; user < visible.userCount(); user++) {
                if (next++ % stride == 0) {
                    fit.add(visible.history(user), anchor, target);
                }
            }
        }
        return fit.run();
    }

    private void add(History whole, long anchor, Target target) {
        History history = whole.asOf(anchor);
        if (history.isEmpty()) {
            return;
        }
        int[] found = new int[bins.size()];
        for (int p = whole.size() - 1; p >= 0 && whole.time(p) > anchor; p--) {
            long after = whole.time(p) - anchor;
            if (whole.behaviour(p) == target.behaviour() && after <= target.seconds()) {
                int bin = 0;
                while (after > bins.get(bin) * DAY) {
                    bin++;
                }
                found[bin]++;
            }
        }
        features.add(ActivityFeatures.of(history, target.behaviour()));
        counts.add(found);
    }

    private WindowLaw run() {
        int width = features.isEmpty() ? 8 : features.getFirst().length;
        double[] mean = new double[width];
        double[] deviation = new double[width];
        for (int f = 0; f < width; f++) {
            int each = f;
            mean[f] = features.stream().mapToDouble(x -> x[each]).average().orElse(0);
            deviation[f] = 1e-6
                    + Math.sqrt(features.stream()
                            .mapToDouble(x -> (x[each] - mean[each]) * (x[each] - mean[each]))
                            .average()
                            .orElse(0));
        }
        double[][] weights = new double[2 + bins.size()][width + 1];
        for (int j = 0; j < bins.size(); j++) {
            int each = j;
            double average = counts.stream().mapToInt(n -> n[each]).average().orElse(0);
            weights[2 + j][0] = Math.log(Math.max(1e-4, average));
        }
        WindowLaw law = new WindowLaw(bins, mean, deviation, weights);
        List<double[]> x = features.stream().map(law::standardised).toList();
        adam(weights, x);
        return law;
    }

    private void adam(double[][] weights, List<double[]> x) {
        double[][] first = new double[weights.length][weights[0].length];
        double[][] second = new double[weights.length][weights[0].length];
        for (int step = 1; step <= STEPS; step++) {
            double[][] gradient = gradient(weights, x);
            double rate = RATE * (1 - .9 * step / STEPS);
            for (int row = 0; row < weights.length; row++) {
                for (int f = 0; f < weights[row].length; f++) {
                    double g = gradient[row][f] / Math.max(1, x.size()) - RIDGE * weights[row][f];
                    first[row][f] = .9 * first[row][f] + .1 * g;
                    second[row][f] = .999 * second[row][f] + .001 * g * g;
                    double corrected = first[row][f] / (1 - Math.pow(.9, step));
                    weights[row][f] +=
                            rate * corrected / (Math.sqrt(second[row][f] / (1 - Math.pow(.999, step))) + 1e-8);
                }
            }
        }
    }

    /** Gradient of the log likelihood, summed in a fixed order. */
    private double[][] gradient(double[][] weights, List<double[]> x) {
        int chunks = (x.size() + CHUNK - 1) / CHUNK;
        double[][][] parts = new double[chunks][][];
        IntStream.range(0, chunks).parallel().forEach(chunk -> {
            double[][] part = new double[weights.length][weights[0].length];
            for (int e = chunk * CHUNK; e < Math.min(x.size(), (chunk + 1) * CHUNK); e++) {
                double[] slopes = slopes(weights, x.get(e), counts.get(e));
                for (int row = 0; row < slopes.length; row++) {
                    for (int f = 0; f < part[row].length; f++) {
                        part[row][f] += slopes[row] * x.get(e)[f];
                    }
                }
            }
            parts[chunk] = part;
        });
        double[][] sum = new double[weights.length][weights[0].length];
        for (double[][] part : parts) {
            for (int row = 0; row < sum.length; row++) {
                int each = row;
                Arrays.setAll(sum[row], f -> sum[each][f] + part[each][f]);
            }
        }
        return sum;
    }

    /** Derivatives of one example's log likelihood by logit pi, log k and log Lambda_j. */
    private static double[] slopes(double[][] weights, double[] x, int[] counts) {
        double[] values = new double[weights.length];
        for (int row = 0; row < values.length; row++) {
            for (int f = 0; f < x.length; f++) {
                values[row] += weights[row][f] * x[f];
            }
        }
        WindowLaw.Intensity law = WindowLaw.intensity(values);
        double k = law.shape();
        double total = Arrays.stream(law.rates()).sum();
        int n = Arrays.stream(counts).sum();
        double logRatio = -Math.log1p(total / k);
        double[] slopes = new double[values.length];
        if (n > 0) {
            slopes[0] = 1 - law.alive();
            slopes[1] = k * (digamma(k + n) - digamma(k) + logRatio + 1 - (k + n) / (k + total));
            for (int j = 0; j < counts.length; j++) {
                slopes[2 + j] = counts[j] - law.rates()[j] * (k + n) / (k + total);
            }
            return slopes;
        }
        double none = Math.exp(k * logRatio);
        double chance = 1 - law.alive() + law.alive() * none;
        slopes[0] = law.alive() * (1 - law.alive()) * (none - 1) / chance;
        slopes[1] = k * law.alive() * none * (logRatio + 1 - k / (k + total)) / chance;
        for (int j = 0; j < counts.length; j++) {
            slopes[2 + j] = -law.alive() * none * law.rates()[j] * k / (k + total) / chance;
        }
        return slopes;
    }

    /** The derivative of log gamma, by recurrence and asymptotic series (Abramowitz and Stegun 6.3.18). */
    static double digamma(double x) {
        double sum = 0;
        double y = x;
        while (y < 6) {
            sum -= 1 / y;
            y++;
        }
        double inverse = 1 / (y * y);
        return sum + Math.log(y) - .5 / y - inverse * (1.0 / 12 - inverse * (1.0 / 120 - inverse / 252));
    }
}
