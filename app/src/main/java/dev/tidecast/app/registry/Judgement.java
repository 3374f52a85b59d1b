package dev.tidecast.app.registry;

import dev.tidecast.evaluate.BacktestDetails;
import dev.tidecast.evaluate.BacktestReport;
import dev.tidecast.evaluate.BacktestReport.CutSummary;
import dev.tidecast.evaluate.BacktestReport.Result;
import dev.tidecast.model.Baselines;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a backtest said of a model.
 *
 * @param judged ISO instant
 * @param backtest SHA-256 of its backtest.json
 * @param cuts judged together
 * @param bestBaseline that the differences are to; null if no other baseline was judged
 * @param results this model's: means, intervals, differences to the best baseline
 * @param calibration at each cut, empty for a model that tells no probability
 * @param baselines that were judged too; null in what earlier versions wrote
 * @param leftOut those that were asked for and not judged, with the reason; null likewise
 * @param resamples of the bootstrap
 * @param seed of the bootstrap
 */
public record Judgement(
        String judged,
        String backtest,
        List<CutSummary> cuts,
        @Nullable String bestBaseline,
        List<Result> results,
        List<CutCalibration> calibration,
        @Nullable List<String> baselines,
        @Nullable Map<String, String> leftOut,
        int resamples,
        long seed) {
    /**
     * How far the probabilities were off at a cut.
     *
     * @param cut ISO instant
     * @param cases how many were judged
     * @param error calibration error
     * @param perfectError that a perfect model would show at that sample size
     */
    public record CutCalibration(String cut, int cases, double error, double perfectError) {}

    public Judgement {
        cuts = List.copyOf(cuts);
        results = List.copyOf(results);
        calibration = List.copyOf(calibration);
        baselines = baselines == null ? null : List.copyOf(baselines);
        leftOut = leftOut == null ? null : Map.copyOf(leftOut);
    }

    /** What {@code report} says of {@code model}. */
    public static Judgement of(BacktestReport report, String model, String judged, String backtest) {
        return new Judgement(
                judged,
                backtest,
                report.cuts(),
                best(report, model),
                report.results().stream()
                        .filter(each -> each.model().equals(model))
                        .toList(),
                calibration(report, model),
                report.details().models().stream()
                        .map(BacktestDetails.ModelDetail::model)
                        .distinct()
                        .filter(each -> Baselines.isBaseline(each)
                                && !report.details().skipped().containsKey(each))
                        .toList(),
                report.details().skipped(),
                report.details().resamples(),
                report.details().seed());
    }

    private static List<CutCalibration> calibration(BacktestReport report, String model) {
        return report.details().models().stream()
                .filter(each -> each.model().equals(model))
                .flatMap(each -> Optional.ofNullable(each.purchase()).stream()
                        .map(purchase -> new CutCalibration(
                                each.cut(),
                                purchase.cases(),
                                purchase.calibration().error(),
                                purchase.calibration().perfectError())))
                .toList();
    }

    /** The baseline of the highest ndcg@10 but the model itself. */
    private static @Nullable String best(BacktestReport report, String model) {
        return report.results().stream()
                .filter(each -> Baselines.isBaseline(each.model())
                        && !each.model().equals(model)
                        && each.facet().equals("item")
                        && each.metric().equals("ndcg@10")
                        && each.mean() != null)
                .max(java.util.Comparator.comparingDouble(each -> Objects.requireNonNull(each.mean())))
                .map(Result::model)
                .orElse(null);
    }

    /** The result by a measure. */
    public Optional<Result> result(String facet, String behaviour, String measure) {
        return results.stream()
                .filter(each -> each.facet().equals(facet)
                        && each.behaviour().equals(behaviour)
                        && each.metric().equals(measure))
                .findFirst();
    }

    /** How many cuts there are if those less than {@code days} after one that counts do not count. */
    int cutsApart(int days) {
        long last = Long.MIN_VALUE / 2;
        int count = 0;
        for (long cut : cuts.stream()
                .mapToLong(each -> Instant.parse(each.cut()).getEpochSecond())
                .distinct()
                .sorted()
                .toArray()) {
            if (cut - last >= TimeUnit.DAYS.toSeconds(days)) {
                last = cut;
                count++;
            }
        }
        return count;
    }

    /** Mean over the judged cases of error - perfect model's error; empty for a model that tells no probability. */
    public Optional<Double> abovePerfect() {
        long cases = calibration.stream().mapToLong(CutCalibration::cases).sum();
        return cases == 0
                ? Optional.empty()
                : Optional.of(calibration.stream()
                        .mapToDouble(each -> each.cases() * (each.error() - each.perfectError()) / cases)
                        .sum());
    }
}
