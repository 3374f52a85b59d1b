package dev.tidecast.doctor;

import dev.tidecast.clean.CleaningRules;
import dev.tidecast.evaluate.Backtest;
import dev.tidecast.evaluate.BacktestReport;
import dev.tidecast.evaluate.BacktestSettings;
import dev.tidecast.evaluate.Measure;
import dev.tidecast.model.Trainer;
import dev.tidecast.progress.Progress;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.FittedRules;
import dev.tidecast.sequence.Target;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures what a mend changes: a fast model before and after, on the same users and targets of the mended log, at up to
 * three cuts a window apart. The last window is left to the backtest, so that no rule is chosen by what judges models;
 * only a log of three windows or fewer is measured on it.
 *
 * @param before the log as configured
 * @param rules the fitted rules that hold before
 * @param trainer the fast model
 */
public record EffectTrial(Dataset before, CleaningRules rules, Target target, Trainer trainer, int threads, long seed) {
    private static final int MOST_CUTS = 3;
    private static final int RESAMPLES = 1_000;

    /** The effect of what made {@code after} of the log, its fitted rules being {@code mended}. */
    public Effect measure(Dataset after, CleaningRules mended, Progress progress) {
        List<Long> cuts = cuts(after);
        if (cuts.isEmpty()) {
            return Effect.unmeasured(
                    trainer.name(),
                    "the log is too short for a history and a window of " + target.horizonDays() + " days");
        }
        try {
            return judge(after, mended, cuts, progress);
        } catch (IllegalArgumentException nobody) {
            return Effect.unmeasured(trainer.name(), String.valueOf(nobody.getMessage()));
        }
    }

    private List<Long> cuts(Dataset after) {
        List<Long> cuts = new ArrayList<>();
        for (int back = 2; back <= MOST_CUTS + 1; back++) {
            if (reaches(after, back)) {
                cuts.add(after.asOf() - back * target.seconds());
            }
        }
        if (cuts.isEmpty() && reaches(after, 1)) {
            cuts.add(after.asOf() - target.seconds());
        }
        return cuts;
    }

    /** Whether a window and a history as long lie before the end of the {@code back}-th last window. */
    private boolean reaches(Dataset after, int back) {
        return after.asOf() - (back + 1) * target.seconds() >= Math.max(after.firstTime(), before.firstTime());
    }

    private Effect judge(Dataset after, CleaningRules mended, List<Long> cuts, Progress progress) {
        // The rules are fitted here at the first cut and held, so that both sides keep their users over all cuts.
        long first = cuts.getLast();
        Dataset then = fitted(before, rules, first);
        Dataset now = fitted(after, mended, first);
        CleaningRules none = CleaningRules.standard(Long.MAX_VALUE);
        Dataset judged = JudgedLog.of(now, then, target.behaviour());
        Trainer mendedOne = new Elsewhere(trainer.name(), trainer, now, judged);
        Trainer unmended = new Elsewhere(trainer.name() + "-unmended", trainer, then, judged);
        BacktestSettings settings = new BacktestSettings(
                RESAMPLES,
                seed,
                threads,
                List.of(new BacktestSettings.Pair(trainer.name(), unmended.name())),
                name -> name.equals(unmended.name()));
        BacktestReport report =
                Backtest.run(judged, none, cuts, target, List.of(mendedOne, unmended), settings, progress);
        BacktestReport.Result mean =
                report.result(trainer.name(), Measure.NDCG_10).orElseThrow();
        BacktestReport.Result old =
                report.result(unmended.name(), Measure.NDCG_10).orElseThrow();
        return new Effect(
                trainer.name(),
                Measure.NDCG_10.word(),
                cuts.size(),
                report.figures().rows(),
                old.mean(),
                mean.mean(),
                mean.differenceToBestBaseline(),
                mean.differenceLow(),
                mean.differenceHigh(),
                "");
    }

    private static Dataset fitted(Dataset whole, CleaningRules rules, long cut) {
        FittedRules fitted = FittedRules.fit(whole.asOf(Math.min(cut, whole.asOf())), rules);
        return fitted.apply(whole);
    }
}
