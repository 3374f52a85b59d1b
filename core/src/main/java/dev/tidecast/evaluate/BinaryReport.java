package dev.tidecast.evaluate;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
 * @param atBaseRate the table at the threshold that is the share of "yes" in the window before the cut; null if there
 *     was no such window
 * @param roc (false positive rate, recall) from (0, 0) to (1, 1), thinned
 * @param precisionRecall (recall, precision) from the highest threshold down, thinned
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
        Calibration calibration,
        @Nullable Confusion atBaseRate,
        List<Point> roc,
        List<Point> precisionRecall) {
    private static final double CLIP = 1e-15;
    private static final double HALF = .5;

    /** A point of a curve. */
    public record Point(double x, double y) {}

    /** What is told at a threshold, "yes" at or above it; precision, recall and f1 are 0 where nothing is told "yes". */
    public record Confusion(
            double threshold,
            int truePositives,
            int falsePositives,
            int falseNegatives,
            int trueNegatives,
            double accuracy,
            double precision,
            double recall,
            double f1) {
        static Confusion of(double[] probability, boolean[] came, double threshold) {
            int[] table = new int[4];
            for (int i = 0; i < came.length; i++) {
                table[(probability[i] >= threshold ? 0 : 2) + (came[i] ? 0 : 1)]++;
            }
            int positives = table[0] + table[2];
            return new Confusion(
                    threshold,
                    table[0],
                    table[1],
                    table[2],
                    table[3],
                    (double) (table[0] + table[3]) / came.length,
                    share(table[0], table[0] + table[1]),
                    share(table[0], positives),
                    share(2 * table[0], table[0] + table[1] + positives));
        }
    }

    public BinaryReport {
        roc = List.copyOf(roc);
        precisionRecall = List.copyOf(precisionRecall);
    }

    /** Judges probabilities against what came, with no window before the cut. */
    public static BinaryReport of(double[] probability, boolean[] came, long seed) {
        return of(probability, came, seed, Double.NaN);
    }

    /**
     * Judges probabilities against what came.
     *
     * @param seed of the simulation of a perfect model
     * @param baseRate the share of "yes" in the window before the cut, NaN where there was none
     * @throws IllegalArgumentException if there are none or one is outside 0 to 1
     */
    static BinaryReport of(double[] probability, boolean[] came, long seed, double baseRate) {
        check(probability, came);
        double loss = 0;
        double square = 0;
        for (int i = 0; i < came.length; i++) {
            double ofCame = came[i] ? probability[i] : 1 - probability[i];
            loss -= Math.log(Math.min(1 - CLIP, Math.max(CLIP, ofCame)));
            square += (1 - ofCame) * (1 - ofCame);
        }
        Confusion half = Confusion.of(probability, came, HALF);
        ProbabilityOrder order = ProbabilityOrder.of(probability, came);
        return new BinaryReport(
                came.length,
                half.truePositives + half.falseNegatives,
                order.auroc(new float[0]),
                order.averagePrecision(),
                loss / came.length,
                square / came.length,
                half.accuracy,
                half.precision,
                half.recall,
                half.f1,
                half.truePositives,
                half.falsePositives,
                half.falseNegatives,
                half.trueNegatives,
                Calibration.of(probability, came, seed),
                Double.isNaN(baseRate) ? null : Confusion.of(probability, came, baseRate),
                order.roc(),
                order.precisionRecall());
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

    /** The figures by name, without the calibration: for tables. */
    public double[] figures() {
        return Arrays.copyOf(
                new double[] {auroc, averagePrecision, logLoss, brier, accuracy, precision, recall, f1}, 8);
    }
}
