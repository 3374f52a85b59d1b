package dev.tidecast.app.report;

import dev.tidecast.evaluate.BacktestDetails.WhetherResult;
import dev.tidecast.evaluate.BinaryReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who acts at all, for the page. */
final class WhetherParts {
    private static final int DRAWN = 4;

    private final List<WhetherResult> results;
    private final String ours;

    WhetherParts(List<WhetherResult> results, String ours) {
        this.results = results;
        this.ours = ours;
    }

    List<WhetherPart> all(String behaviour, int horizonDays) {
        List<WhetherPart> parts = new ArrayList<>();
        add(parts, "purchase", "Who will make any %s within %d days?".formatted(behaviour, horizonDays));
        add(parts, "churn", "Who will do nothing at all for %d days?".formatted(horizonDays));
        return parts;
    }

    private void add(List<WhetherPart> parts, String what, String title) {
        List<WhetherPart.Row> rows = new ArrayList<>();
        List<WhetherResult> told = results.stream()
                .filter(each -> each.what().equals(what) && area(each) != null)
                .sorted(Comparator.comparingDouble(
                                (WhetherResult each) -> each.report().auroc())
                        .reversed())
                .toList();
        for (WhetherResult each : told) {
            Score area = area(each);
            if (area != null) {
                rows.add(row(each, area));
            }
        }
        if (!rows.isEmpty()) {
            BinaryReport first = told.getFirst().report();
            parts.add(new WhetherPart(what, title, first.cases(), first.positives(), rows, curves(told)));
        }
    }

    private List<WhetherPart.Curve> curves(List<WhetherResult> told) {
        return told.stream()
                .sorted(Comparator.comparing(
                        (WhetherResult each) -> !each.model().equals(ours)))
                .limit(DRAWN)
                .map(each -> new WhetherPart.Curve(
                        each.model(),
                        each.model().equals(ours),
                        points(each.report().roc()),
                        points(each.report().precisionRecall())))
                .toList();
    }

    private static @Nullable Score area(WhetherResult result) {
        return StoredBacktest.score(
                result.auroc().mean(), result.auroc().low(), result.auroc().high());
    }

    private WhetherPart.Row row(WhetherResult result, Score area) {
        BinaryReport report = result.report();
        return new WhetherPart.Row(
                result.model(),
                result.model().equals(ours),
                area,
                report.averagePrecision(),
                report.logLoss(),
                report.brier(),
                report.calibration().error(),
                report.calibration().perfectError(),
                table(report.atBaseRate()));
    }

    private static WhetherPart.@Nullable Table table(BinaryReport.@Nullable Confusion table) {
        return table == null
                ? null
                : new WhetherPart.Table(
                        table.threshold(),
                        table.truePositives(),
                        table.falsePositives(),
                        table.falseNegatives(),
                        table.trueNegatives(),
                        table.precision(),
                        table.recall(),
                        table.f1());
    }

    private static List<double[]> points(List<BinaryReport.Point> points) {
        return points.stream().map(each -> new double[] {each.x(), each.y()}).toList();
    }

    /** The purchase probability's reliability after calibration, with that before where it was measured. */
    @Nullable
    Reliability reliability(String what) {
        Reliability after = null;
        Reliability.Before before = null;
        for (WhetherResult each : results) {
            if (each.model().equals(ours) && each.what().equals("purchase")) {
                after = new Reliability(
                        what,
                        bins(each.report()),
                        each.report().calibration().error(),
                        each.report().calibration().perfectError(),
                        null);
            }
            if (each.model().equals(ours) && each.what().equals("purchase-uncalibrated")) {
                before = new Reliability.Before(
                        bins(each.report()), each.report().calibration().error());
            }
        }
        return after == null ? null : new Reliability(what, after.bins(), after.error(), after.perfectError(), before);
    }

    private static List<Reliability.Bin> bins(BinaryReport report) {
        return report.calibration().bins().stream()
                .map(bin -> new Reliability.Bin(bin.probability(), bin.share(), bin.cases()))
                .toList();
    }
}
