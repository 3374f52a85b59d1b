package dev.tidecast.evaluate;

import dev.tidecast.clean.CleaningRules;
import dev.tidecast.model.Model;
import dev.tidecast.model.Trainer;
import dev.tidecast.progress.Progress;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.FittedRules;
import dev.tidecast.sequence.History;
import dev.tidecast.sequence.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The door of this room: fits every trainer to what was known at each cut and judges it on the window after it.
 * Candidates are all items first seen by the cut, never sampled.
 */
public final class Backtest {
    private static final double NANO = 1e-9;

    private final Target target;
    private final BacktestSettings settings;
    private final Progress progress;
    private final List<CutCases> cases = new ArrayList<>();
    private final List<Map<String, ModelRun>> runs = new ArrayList<>();
    private final List<BacktestDetails.CutDetail> cuts = new ArrayList<>();
    private final List<BacktestDetails.ModelDetail> models = new ArrayList<>();
    private final Map<String, String> skipped = new LinkedHashMap<>();

    private Backtest(Target target, BacktestSettings settings, Progress progress) {
        this.target = target;
        this.settings = settings;
        this.progress = progress;
    }

    /**
     * Judges all trainers at all cuts.
     *
     * @param whole the log to its end
     * @param rules whose fitted part is fitted anew at each cut
     * @param cuts epoch seconds, at least one; each window (cut, cut + H] lies within the log
     * @throws IllegalArgumentException if the log has no clock, a window does not lie in the log, nobody can be judged,
     *     or two trainers have one name
     */
    public static BacktestReport run(
            Dataset whole,
            CleaningRules rules,
            List<Long> cuts,
            Target target,
            List<Trainer> trainers,
            BacktestSettings settings,
            Progress progress) {
        check(whole, cuts, trainers);
        Backtest backtest = new Backtest(target, settings, progress);
        for (long cut : cuts.stream().sorted().toList()) {
            FittedRules fitted = FittedRules.fit(whole.asOf(cut), rules);
            backtest.judge(fitted.isEmpty() ? whole : fitted.apply(whole), cut, trainers);
        }
        List<String> names = trainers.stream()
                .map(Trainer::name)
                .filter(name -> !backtest.skipped.containsKey(name))
                .toList();
        FigureTable figures = FigureTable.of(names, backtest.cases, backtest.runs);
        return new Leaderboard(figures, target, settings).report(backtest.cuts, backtest.models, backtest.skipped);
    }

    private static void check(Dataset whole, List<Long> cuts, List<Trainer> trainers) {
        if (!whole.hasClock()) {
            throw new IllegalArgumentException("the log " + whole.name()
                    + " has order but no clock: a horizon and a cut for all users need times");
        }
        if (cuts.isEmpty()) {
            throw new IllegalArgumentException("no cut is given: give at least one");
        }
        long names = trainers.stream().map(Trainer::name).distinct().count();
        if (names != trainers.size()) {
            throw new IllegalArgumentException("two trainers have one name among "
                    + trainers.stream().map(Trainer::name).toList() + ": name each differently");
        }
    }

    private void judge(Dataset whole, long cut, List<Trainer> trainers) {
        CutCases here = CutCases.of(whole, cut, target);
        if (here.size() == 0) {
            throw new IllegalArgumentException("nobody with a history by " + Instant.ofEpochSecond(cut) + " did "
                    + target.behaviour().word() + " a known item in the " + target.horizonDays()
                    + " days after it: choose another cut or a longer horizon");
        }
        cases.add(here);
        cuts.add(detail(cut, here));
        Map<String, ModelRun> byName = new HashMap<>();
        runs.add(byName);
        int[] met = metBy(here.visible());
        for (Trainer trainer : trainers) {
            if (!skipped.containsKey(trainer.name())) {
                run(trainer, cut, here, met, byName);
            }
        }
    }

    private void run(Trainer trainer, long cut, CutCases here, int[] met, Map<String, ModelRun> byName) {
        long start = System.nanoTime();
        Model model;
        try {
            model = trainer.fit(here.visible(), target);
        } catch (IllegalArgumentException unfit) {
            String reason = String.valueOf(unfit.getMessage());
            skipped.put(trainer.name(), reason);
            progress.line(trainer.name() + " is left out: " + reason);
            return;
        }
        long fitted = System.nanoTime();
        progress.begin("Judging " + trainer.name(), here.size(), "users");
        ModelRun run;
        try {
            run = ModelRun.of(model, here, settings.threads(), progress);
        } finally {
            progress.end();
        }
        long scored = System.nanoTime();
        byName.put(trainer.name(), run);
        models.add(new BacktestDetails.ModelDetail(
                trainer.name(),
                Instant.ofEpochSecond(cut).toString(),
                (fitted - start) * NANO,
                (scored - fitted) * NANO,
                run.coverage(),
                run.novelty(met),
                run.purchase(settings.seed())));
    }

    private BacktestDetails.CutDetail detail(long cut, CutCases here) {
        int active = 0;
        for (int user = 0; user < here.visible().userCount(); user++) {
            active += here.isActive(user) ? 1 : 0;
        }
        return new BacktestDetails.CutDetail(
                Instant.ofEpochSecond(cut).toString(),
                here.size(),
                here.visible().itemCount(),
                here.labels(),
                here.droppedLabels(),
                here.coldUsers(),
                active,
                Sanity.oracle(here),
                Sanity.random(here, settings.seed()),
                Sanity.randomExpected(here));
    }

    /** By item, the number of users with it in their history. */
    private static int[] metBy(Dataset visible) {
        int[] met = new int[visible.itemCount()];
        int[] last = new int[visible.itemCount()];
        for (int user = 0; user < visible.userCount(); user++) {
            History history = visible.history(user);
            for (int i = 0; i < history.size(); i++) {
                int item = history.item(i);
                if (item >= 0 && last[item] != user + 1) {
                    last[item] = user + 1;
                    met[item]++;
                }
            }
        }
        return met;
    }
}
