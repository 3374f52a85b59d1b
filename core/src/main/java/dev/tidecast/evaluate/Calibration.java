package dev.tidecast.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Whether what is told with probability p comes true in a share p of the cases.
 *
 * @param error mean over the cases of |mean probability - share that came true| of their bin
 * @param perfectError mean of that error for a model whose probabilities are exactly right, at these very cases
 * @param perfectHigh 95 % quantile of the same: an error above it is one of the model, not of chance
 * @param bins from the lowest probabilities to the highest, of nearly equal size, equal probabilities kept together
 */
public record Calibration(double error, double perfectError, double perfectHigh, List<Bin> bins) {
    private static final int BINS = 10;
    private static final int SIMULATIONS = 200;
    private static final double HIGH = .95;

    /**
     * Cases of like probability.
     *
     * @param cases how many there are
     * @param probability their mean
     * @param share of them that came true
     */
    public record Bin(int cases, double probability, double share) {}

    public Calibration {
        bins = List.copyOf(bins);
    }

    static Calibration of(double[] probability, boolean[] came, long seed) {
        int[] order = IntStream.range(0, came.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> probability[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] sorted = Arrays.stream(order).mapToDouble(i -> probability[i]).toArray();
        boolean[] outcome = new boolean[came.length];
        for (int i = 0; i < outcome.length; i++) {
            outcome[i] = came[order[i]];
        }
        int[] ends = ends(sorted);
        List<Bin> bins = bins(sorted, outcome, ends);
        double[] simulated = new double[SIMULATIONS];
        SplittableRandom random = new SplittableRandom(seed);
        for (int run = 0; run < SIMULATIONS; run++) {
            for (int i = 0; i < outcome.length; i++) {
                outcome[i] = random.nextDouble() < sorted[i];
            }
            simulated[run] = error(bins(sorted, outcome, ends));
        }
        double mean = Arrays.stream(simulated).average().orElse(Double.NaN);
        return new Calibration(error(bins), mean, Bootstrap.quantile(simulated, HIGH), bins);
    }

    private static int[] ends(double[] sorted) {
        IntStream.Builder ends = IntStream.builder();
        int last = 0;
        for (int bin = 1; bin <= BINS; bin++) {
            int end = Math.max(last, (int) ((long) sorted.length * bin / BINS));
            while (end > 0 && end < sorted.length && sorted[end] == sorted[end - 1]) {
                end++;
            }
            if (end > last) {
                ends.add(end);
                last = end;
            }
        }
        return ends.build().toArray();
    }

    private static List<Bin> bins(double[] sorted, boolean[] outcome, int[] ends) {
        List<Bin> bins = new ArrayList<>();
        int from = 0;
        for (int end : ends) {
            double sum = 0;
            int came = 0;
            for (int i = from; i < end; i++) {
                sum += sorted[i];
                came += outcome[i] ? 1 : 0;
            }
            bins.add(new Bin(end - from, sum / (end - from), (double) came / (end - from)));
            from = end;
        }
        return bins;
    }

    private static double error(List<Bin> bins) {
        double sum = 0;
        int cases = 0;
        for (Bin bin : bins) {
            sum += bin.cases() * Math.abs(bin.probability() - bin.share());
            cases += bin.cases();
        }
        return sum / cases;
    }
}
