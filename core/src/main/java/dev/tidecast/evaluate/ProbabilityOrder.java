package dev.tidecast.evaluate;

import dev.tidecast.evaluate.BinaryReport.Point;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Cases from the highest probability down, ties in one group: areas and curves as scikit-learn defines them. */
final class ProbabilityOrder {
    private static final int POINTS = 100;

    private final int[] order;
    private final int[] groupEnds;
    private final boolean[] came;

    private ProbabilityOrder(int[] order, int[] groupEnds, boolean[] came) {
        this.order = order;
        this.groupEnds = groupEnds;
        this.came = came;
    }

    static ProbabilityOrder of(double[] probability, boolean[] came) {
        int[] order = IntStream.range(0, came.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -probability[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] ends = IntStream.rangeClosed(1, order.length)
                .filter(i -> i == order.length || probability[order[i]] != probability[order[i - 1]])
                .toArray();
        return new ProbabilityOrder(order, ends, came);
    }

    /** Visits each group of ties with the weights of its positive and negative cases. */
    private interface Visitor {
        void visit(double positives, double negatives);
    }

    private void walk(float[] weight, Visitor visitor) {
        int at = 0;
        for (int end : groupEnds) {
            double positives = 0;
            double negatives = 0;
            for (; at < end; at++) {
                float w = weight.length == 0 ? 1 : weight[order[at]];
                if (came[order[at]]) {
                    positives += w;
                } else {
                    negatives += w;
                }
            }
            visitor.visit(positives, negatives);
        }
    }

    /**
     * The area under the receiver operating characteristic, ties counting half; NaN where all cases came alike.
     *
     * @param weight of each case; empty for 1 each
     */
    double auroc(float[] weight) {
        double[] sums = new double[3];
        walk(weight, (positives, negatives) -> {
            sums[2] += negatives * (sums[0] + positives / 2);
            sums[0] += positives;
            sums[1] += negatives;
        });
        return sums[2] / (sums[0] * sums[1]);
    }

    /** The sum over thresholds of precision times gained recall. */
    double averagePrecision() {
        double[] sums = new double[3];
        walk(new float[0], (positives, negatives) -> {
            sums[0] += positives;
            sums[1] += negatives;
            sums[2] += positives == 0 ? 0 : positives * sums[0] / (sums[0] + sums[1]);
        });
        return sums[2] / sums[0];
    }

    /** The receiver operating characteristic from (0, 0) to (1, 1), thinned to about a hundred points. */
    List<Point> roc() {
        List<double[]> sums = cumulated();
        double[] all = sums.getLast();
        List<Point> points = new ArrayList<>();
        points.add(new Point(0, 0));
        sums.forEach(each -> points.add(new Point(ratio(each[1], all[1]), ratio(each[0], all[0]))));
        return points;
    }

    /** Precision by recall from the highest threshold down, thinned to about a hundred points. */
    List<Point> precisionRecall() {
        List<double[]> sums = cumulated();
        double[] all = sums.getLast();
        return sums.stream()
                .map(each -> new Point(ratio(each[0], all[0]), ratio(each[0], each[0] + each[1])))
                .toList();
    }

    private static double ratio(double part, double whole) {
        return whole == 0 ? 0 : part / whole;
    }

    /** Positives and negatives so far at ends of groups, at least a hundredth of the cases apart; the last is all. */
    private List<double[]> cumulated() {
        List<double[]> thinned = new ArrayList<>();
        double[] sums = new double[3];
        walk(new float[0], (positives, negatives) -> {
            sums[0] += positives;
            sums[1] += negatives;
            double cases = sums[0] + sums[1];
            if (cases - sums[2] >= (double) order.length / POINTS || cases == order.length) {
                thinned.add(new double[] {sums[0], sums[1]});
                sums[2] = cases;
            }
        });
        return thinned;
    }
}
