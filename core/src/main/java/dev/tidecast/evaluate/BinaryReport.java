package dev.tidecast.evaluate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * How well probabilities foretold a yes or no; definitions as in scikit-learn.
 *
 * @param cases how many there were
 * @param positives how many came true
 * @param auroc area under the receiver operating characteristic, ties counting half
 * @param averagePrecision sum over thresholds of precision times gained recall
 * @param logLoss mean negative log likelihood, probabilities clipped to 1e-15
 * @param brier mean squared difference
 * @param accuracy share told right at threshold .5
 * @param precision of "yes" at threshold .5, 0 where nobody is told "yes"
 * @param recall of "yes" at threshold .5
 * @param f1 harmonic mean of the two
 * @param truePositives told and came true at threshold .5; with the next three the confusion matrix
 * @param calibration reliability by bins
 */
public record BinaryReport(
        int cases,
        int positives,
        double auroc,
        double averagePrecision,
        double logLoss,
        double brier,
        double accuracy,
        double precision,
        double recall,
        double f1,
        int truePositives,
        int falsePositives,
        int falseNegatives,
        int trueNegatives,
        Calibration calibration) {
    private static final double CLIP = 1e-15;
    private static final double HALF = .5;

    /**
     * Judges probabilities against what came.
     *
     * @param seed of the simulation of a perfect model
     * @throws IllegalArgumentException if there are none or one is outside 0 to 1
     */
    static BinaryReport of(double[] probability, boolean[] came, long seed) {
        check(probability, came);
        int positives =
                (int) IntStream.range(0, came.length).filter(i -> came[i]).count();
        double loss = 0;
        double square = 0;
        int[] table = new int[4];
        for (int i = 0; i < came.length; i++) {
            double ofCame = came[i] ? probability[i] : 1 - probability[i];
            loss -= Math.log(Math.min(1 - CLIP, Math.max(CLIP, ofCame)));
            square += (1 - ofCame) * (1 - ofCame);
            table[(probability[i] >= HALF ? 0 : 2) + (came[i] == (probability[i] >= HALF) ? 0 : 1)]++;
        }
        int truePositives = table[0];
        int falsePositives = table[1];
        int trueNegatives = table[2];
        int falseNegatives = table[3];
        double[] areas = areas(probability, came, positives);
        return new BinaryReport(
                came.length,
                positives,
                areas[0],
                areas[1],
                loss / came.length,
                square / came.length,
                (double) (truePositives + trueNegatives) / came.length,
                share(truePositives, truePositives + falsePositives),
                share(truePositives, positives),
                share(2 * truePositives, truePositives + falsePositives + positives),
                truePositives,
                falsePositives,
                falseNegatives,
                trueNegatives,
                Calibration.of(probability, came, seed));
    }

    private static void check(double[] probability, boolean[] came) {
        if (probability.length == 0 || probability.length != came.length) {
            throw new IllegalArgumentException(probability.length + " probabilities for " + came.length
                    + " outcomes: as many are needed, and at least one");
        }
        for (double each : probability) {
            if (!(each >= 0 && each <= 1)) {
                throw new IllegalArgumentException("probability " + each + ": 0 to 1 is allowed");
            }
        }
    }

    private static double share(int part, int whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }

    /** AUROC and average precision, in one walk from the highest probability down, a group of ties at a time. */
    private static double[] areas(double[] probability, boolean[] came, int positives) {
        int[] order = IntStream.range(0, came.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -probability[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double area = 0;
        double precisions = 0;
        int above = 0;
        int trueAbove = 0;
        while (above < order.length) {
            int end = above;
            int trueHere = 0;
            while (end < order.length && probability[order[end]] == probability[order[above]]) {
                trueHere += came[order[end++]] ? 1 : 0;
            }
            int falseHere = end - above - trueHere;
            area += falseHere * (trueAbove + trueHere / 2.0);
            trueAbove += trueHere;
            precisions += (double) trueHere * trueAbove / end;
            above = end;
        }
        double negatives = (double) came.length - positives;
        return new double[] {area / (positives * negatives), precisions / positives};
    }

    /** The figures by name, without the calibration: for tables. */
    public double[] figures() {
        return Arrays.copyOf(
                new double[] {auroc, averagePrecision, logLoss, brier, accuracy, precision, recall, f1}, 8);
    }
}
