package dev.tidecast.app.registry;

import dev.tidecast.app.registry.Objection.Kind;
import dev.tidecast.evaluate.BacktestReport.Result;
import dev.tidecast.model.Baselines;
import dev.tidecast.model.PromotionRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Holds a model to what its recipe asks of it before it may be served.
 *
 * @param objections what speaks against it; empty for one that has earned its place
 * @param findings the figures that speak for it
 */
public record Examination(List<Objection> objections, List<String> findings) {
    private static final int LEAST_APART = 7; // days; cuts a day apart are one look at one window

    public Examination {
        objections = List.copyOf(objections);
        findings = List.copyOf(findings);
    }

    /**
     * Examines a version.
     *
     * @param damaged its files that are not as they were registered
     * @param presentData hash of the dataset that the output folder holds, empty where it holds none
     */
    public static Examination of(ModelVersion version, List<String> damaged, Optional<String> presentData) {
        Examiner examiner = new Examiner(version);
        examiner.files(damaged);
        examiner.data(presentData);
        Judgement judgement = version.judgement();
        if (judgement == null) {
            examiner.object(
                    Kind.NOT_JUDGED,
                    "it was never judged with these settings on this data: run \"./tidecast backtest\" with its recipe");
        } else {
            examiner.judge(judgement);
        }
        return new Examination(examiner.objections, examiner.findings);
    }

    private static String brief(String hash) {
        return hash.substring(0, Math.min(8, hash.length()));
    }

    /** Gathers what it finds; confined to one examination. */
    private static final class Examiner {
        private final ModelVersion version;
        private final PromotionRule rule;
        private final List<Objection> objections = new ArrayList<>();
        private final List<String> findings = new ArrayList<>();

        Examiner(ModelVersion version) {
            this.version = version;
            this.rule = version.rule();
        }

        void object(Kind kind, String text) {
            objections.add(new Objection(kind, text));
        }

        void files(List<String> damaged) {
            if (!damaged.isEmpty()) {
                object(
                        Kind.DAMAGED_FILES,
                        "its files are not as they were registered: " + String.join(", ", damaged)
                                + "; train it again with \"./tidecast train --model " + version.model() + " --force\"");
            }
        }

        void data(Optional<String> present) {
            if (present.isPresent() && !present.get().equals(version.dataHash())) {
                object(
                        Kind.OTHER_DATA,
                        "it was trained and judged on data " + brief(version.dataHash()) + ", but the log is now "
                                + brief(present.get()) + ": train and backtest again");
            }
        }

        void judge(Judgement judgement) {
            cuts(judgement);
            baselines(judgement);
            Optional<Result> primary = result(judgement, rule.measure());
            if (primary.isEmpty()) {
                object(
                        Kind.NOT_JUDGED,
                        rule.measure() + " of " + rule.facet().word() + " was not measured of it: a model that does not"
                                + " rank can't be served in place of one that does");
            } else {
                primary(judgement, primary.get());
            }
            // The best baseline is what a refusal offers: something must be left that can be served.
            boolean leads = version.leads();
            for (String promise : rule.promises()) {
                result(judgement, promise)
                        .ifPresentOrElse(
                                each -> promise(judgement, each, leads),
                                () -> findings.add(promise + " has no figure in this log"));
            }
            calibration(judgement);
        }

        private Optional<Result> result(Judgement judgement, String measure) {
            return judgement
                    .result(rule.facet().word(), version.behaviour(), measure)
                    .filter(each -> each.mean() != null);
        }

        private void cuts(Judgement judgement) {
            int judged = judgement.cutsApart(Math.min(LEAST_APART, version.horizonDays()));
            int allowed = version.log().cutsAllowed(version.horizonDays());
            int wanted = Math.min(rule.leastCuts(), Math.max(1, allowed));
            int close = judgement.cutsApart(0) - judged;
            String told = "judged at " + judged + (judged == 1 ? " cut" : " cuts")
                    + (close == 0 ? "" : " (" + close + " less than a week after another count with it)")
                    + "; the recipe asks for "
                    + rule.leastCuts() + ", the log allows " + allowed + " that are " + version.horizonDays()
                    + " days apart";
            if (judged < wanted) {
                object(Kind.TOO_FEW_CUTS, told + ": run \"./tidecast backtest --cuts " + wanted + "\"");
            } else {
                findings.add(told);
            }
        }

        /** A model must be held to all baselines that its recipe names, not to those alone that it beats. */
        private void baselines(Judgement judgement) {
            List<String> judged = judgement.baselines();
            if (judged == null) {
                return;
            }
            Map<String, String> leftOut = Objects.requireNonNullElse(judgement.leftOut(), Map.of());
            List<String> missing = version.baselines().stream()
                    .filter(each -> !judged.contains(each) && !each.equals(version.model()))
                    .toList();
            List<String> unasked =
                    missing.stream().filter(each -> !leftOut.containsKey(each)).toList();
            if (!unasked.isEmpty()) {
                object(
                        Kind.TOO_FEW_BASELINES,
                        "its recipe names baselines beside which it was not judged: " + String.join(", ", unasked)
                                + "; run \"./tidecast backtest\" without --models");
            }
            missing.stream()
                    .filter(leftOut::containsKey)
                    .forEach(each -> findings.add(each + " was not judged: " + leftOut.get(each)));
        }

        private void primary(Judgement judgement, Result result) {
            String told = told(judgement, result);
            boolean baseline = Baselines.isBaseline(version.model());
            Double low = result.differenceLow();
            Double high = result.differenceHigh();
            if (low == null || high == null) {
                alone(told, baseline);
            } else if (high < 0) {
                object(Kind.WORSE, told + ": the whole interval lies below zero");
            } else if (low <= 0 && !baseline) {
                object(Kind.NOT_BETTER, told + ": the interval includes zero, so it can't be told from the baseline");
            } else {
                findings.add(told);
            }
        }

        private void alone(String told, boolean baseline) {
            if (baseline) {
                findings.add(told);
            } else {
                object(Kind.NOT_JUDGED, told + ": no baseline was judged beside it, add some to the recipe's models");
            }
        }

        private void promise(Judgement judgement, Result result, boolean leads) {
            Double high = result.differenceHigh();
            String told = told(judgement, result);
            if (high != null && high < 0 && leads) {
                findings.add(told + ": worse, but no baseline is better by " + rule.measure());
            } else if (high != null && high < 0) {
                object(Kind.PROMISE_BROKEN, told + ": the recipe promises that this does not get worse");
            } else {
                findings.add(told);
            }
        }

        private void calibration(Judgement judgement) {
            Optional<Double> above = judgement.abovePerfect();
            if (above.isEmpty()) {
                findings.add("it tells no probability, so there is no calibration to judge");
                return;
            }
            String told = String.format(
                    Locale.ROOT,
                    "calibration error %.4f above a perfect model's; at most %.4f is allowed",
                    above.get(),
                    rule.mostAbovePerfect());
            if (above.get() > rule.mostAbovePerfect()) {
                object(Kind.BADLY_CALIBRATED, told);
            } else {
                findings.add(told);
            }
        }

        private static String told(Judgement judgement, Result result) {
            String told = String.format(
                    Locale.ROOT,
                    "%s %.4f (%.4f to %.4f)",
                    result.metric(),
                    number(result.mean()),
                    number(result.low()),
                    number(result.high()));
            return told + difference(judgement, result);
        }

        private static String difference(Judgement judgement, Result result) {
            return result.differenceToBestBaseline() == null
                    ? ""
                    : String.format(
                            Locale.ROOT,
                            ", difference to the best baseline, %s, %+.4f (%+.4f to %+.4f)",
                            Objects.requireNonNullElse(judgement.bestBaseline(), "none"),
                            number(result.differenceToBestBaseline()),
                            number(result.differenceLow()),
                            number(result.differenceHigh()));
        }

        private static double number(@org.jspecify.annotations.Nullable Double value) {
            return value == null ? Double.NaN : value;
        }
    }
}
