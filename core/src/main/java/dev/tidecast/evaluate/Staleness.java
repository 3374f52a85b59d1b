package dev.tidecast.evaluate;

import dev.tidecast.clean.CleaningRules;
import dev.tidecast.evaluate.BacktestDetails.StalenessResult;
import dev.tidecast.model.Model;
import dev.tidecast.model.Trainer;
import dev.tidecast.progress.Progress;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.FittedRules;
import dev.tidecast.sequence.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How much accuracy is lost where what is served is old: the current model on a state of an hour, a day or a week ago, and
 * on the current state a model that was fitted 1, 7 or 30 days ago.
 */
public final class Staleness {
    private static final long HOUR = TimeUnit.HOURS.toSeconds(1);
    private static final long DAY = TimeUnit.DAYS.toSeconds(1);
    private static final long[] STATES = {HOUR, DAY, 7 * DAY};
    private static final long[] MODELS = {DAY, 7 * DAY, 30 * DAY};
    private static final String LIVE = "live";
    private static final List<Measure> MEASURES = List.of(Measure.NDCG_10, Measure.RECALL_20);

    private final CutCases cases;
    private final Target target;
    private final BacktestSettings settings;
    private final Progress progress;
    private final List<StalenessResult> results = new ArrayList<>();

    private Staleness(CutCases cases, Target target, BacktestSettings settings, Progress progress) {
        this.cases = cases;
        this.target = target;
        this.settings = settings;
        this.progress = progress;
    }

    /**
     * Judges all trainers that rank at one cut. A trainer that can't be fitted so early is left out there and told.
     *
     * @param whole the log to its end
     * @param rules whose fitted part is fitted at the cut
     * @param cut epoch seconds; the window after it lies within the log
     */
    public static List<StalenessResult> judge(
            Dataset whole,
            CleaningRules rules,
            long cut,
            Target target,
            List<Trainer> trainers,
            BacktestSettings settings,
            Progress progress) {
        FittedRules fitted = FittedRules.fit(whole.asOf(cut), rules);
        CutCases cases = CutCases.of(fitted.isEmpty() ? whole : fitted.apply(whole), cut, target);
        Staleness staleness = new Staleness(cases, target, settings, progress);
        for (Trainer trainer : trainers) {
            staleness.judge(trainer);
        }
        return staleness.results;
    }

    private void judge(Trainer trainer) {
        Map<String, float[][]> figures = new LinkedHashMap<>();
        Map<String, Long> ages = new HashMap<>();
        try {
            Model live = trainer.fit(cases.visible(), target);
            if (!live.scorer(cases.visible()).ranks()) {
                return;
            }
            figures.put(LIVE, run(live, cases));
            for (long age : STATES) {
                ages.put("state " + age, age);
                figures.put(
                        "state " + age,
                        run(live, new StaleCases(cases, cases.visible().asOf() - age)));
            }
            for (long age : MODELS) {
                ages.put("model " + age, age);
                Dataset early = cases.visible().asOf(cases.visible().asOf() - age);
                figures.put("model " + age, run(trainer.fit(early, target), cases));
            }
        } catch (IllegalArgumentException unfit) {
            progress.line("staleness of " + trainer.name() + " is judged in part: " + unfit.getMessage());
        }
        if (figures.containsKey(LIVE)) {
            tell(trainer.name(), figures, ages);
        }
    }

    private float[][] run(Model model, Cases stale) {
        return ModelRun.of(model, stale, settings.threads(), Progress.silent()).figures(0);
    }

    private void tell(String model, Map<String, float[][]> figures, Map<String, Long> ages) {
        List<String> names = List.copyOf(figures.keySet());
        FigureTable table = FigureTable.of(names, List.of(cases), List.of(figures));
        Estimates estimates = Estimates.of(table, table.rowsWhere(row -> true), MEASURES, settings);
        for (String name : names) {
            double days = (double) ages.getOrDefault(name, 0L) / DAY;
            String old = name.equals(LIVE) ? LIVE : name.substring(0, name.indexOf(' '));
            for (Measure measure : MEASURES) {
                results.add(new StalenessResult(
                        model,
                        old,
                        days,
                        measure.word(),
                        estimates.estimate(name, measure),
                        estimates.difference(name, LIVE, measure)));
            }
        }
    }
}
