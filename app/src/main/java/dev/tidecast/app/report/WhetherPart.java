package dev.tidecast.app.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How well models tell who acts at all.
 *
 * @param id "purchase" or "churn"
 * @param title of the section
 * @param cases users judged, over all cuts
 * @param positives of them that did
 * @param rows a model each, best first
 * @param curves of the models that are drawn
 */
public record WhetherPart(String id, String title, long cases, long positives, List<Row> rows, List<Curve> curves) {
    public WhetherPart {
        rows = List.copyOf(rows);
        curves = List.copyOf(curves);
    }

    /**
     * One model.
     *
     * @param auroc with its interval
     * @param calibrationError after calibration
     * @param perfectError that a perfect model would show at this sample size
     * @param atBaseRate the table at the threshold that is the share of "yes" before the cut, null if there was none
     */
    public record Row(
            String model,
            boolean ours,
            Score auroc,
            double averagePrecision,
            double logLoss,
            double brier,
            double calibrationError,
            double perfectError,
            @Nullable Table atBaseRate) {}

    /** The confusion matrix at a threshold, and what follows from it. */
    public record Table(
            double threshold,
            long truePositives,
            long falsePositives,
            long falseNegatives,
            long trueNegatives,
            double precision,
            double recall,
            double f1) {}

    /** One model's curves: points (x, y). */
    public record Curve(String model, boolean ours, List<double[]> roc, List<double[]> precisionRecall) {
        public Curve {
            roc = List.copyOf(roc);
            precisionRecall = List.copyOf(precisionRecall);
        }
    }
}
