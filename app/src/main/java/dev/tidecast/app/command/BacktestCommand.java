package dev.tidecast.app.command;

import dev.tidecast.app.config.Models;
import dev.tidecast.app.console.Console;
import dev.tidecast.app.report.RunDetails;
import dev.tidecast.app.store.Steps;
import dev.tidecast.app.store.Steps.Step;
import dev.tidecast.evaluate.Backtest;
import dev.tidecast.evaluate.BacktestDetails;
import dev.tidecast.evaluate.BacktestReport;
import dev.tidecast.evaluate.BacktestSettings;
import dev.tidecast.evaluate.Staleness;
import dev.tidecast.model.Baselines;
import dev.tidecast.model.Judging;
import dev.tidecast.model.Recipe;
import dev.tidecast.model.Trainer;
import dev.tidecast.model.interest.InterestNetwork;
import dev.tidecast.progress.Progress;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.DatasetFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code backtest}: judges the recipe's models on windows that they could not see. */
@Command(
        name = "backtest",
        description = "Judge the models of the recipe on windows of the log that they can't see.",
        footer = {
            "%nExamples:",
            "  ./tidecast backtest -c shop/tidecast.yaml --out shop/out",
            "  ./tidecast backtest --cuts 3 --spacing 14d --models popular-30d,tifu-knn"
        })
public final class BacktestCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Mixin
    private BacktestOptions judging = new BacktestOptions();

    public BacktestCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        try (Run run = options.open(console)) {
            Run judged = run.with(judging.over(run.configuration().recipe()));
            PrepareCommand.prepare(run.upToDate());
            backtest(judged);
            new LeaderboardTable(BacktestReport.read(run.folder().root())).print(console);
        }
        return ExitCode.OK.code();
    }

    /** Brings the backtest up to date; the dataset must be. */
    static void backtest(Run run) throws IOException {
        Recipe recipe = run.configuration().recipe();
        ModelShelf shelf = new ModelShelf(run.configuration(), run.progress());
        String data = Steps.hash(run.folder().dataset());
        Step step = new Step(
                "backtest",
                List.of(
                        data,
                        recipe.toString(),
                        run.configuration().rules().toString(),
                        run.configuration().content().fingerprint(),
                        Integer.toString(shelf.threads()),
                        run.code()),
                List.of(
                        run.folder().backtest(),
                        run.folder().backtestDetails(),
                        run.folder().root().resolve("report-details.json")),
                run.provenance(data, shelf.engine(), data));
        run.steps().run(step, run.force(), () -> judge(run, shelf));
        new Registering(run).attach();
        Summary.write(run);
    }

    private static void judge(Run run, ModelShelf shelf) throws IOException {
        Recipe recipe = run.configuration().recipe();
        Dataset whole = DatasetFolder.open(run.folder().dataset());
        List<Trainer> trainers = new ArrayList<>();
        List<KeepingTrainer> kept = new ArrayList<>();
        for (String name : recipe.models()) {
            Trainer trainer = shelf.trainer(name);
            if (name.equals(InterestNetwork.NAME)) {
                KeepingTrainer keeping = new KeepingTrainer(trainer);
                kept.add(keeping);
                trainers.add(keeping);
                trainers.add(new WithoutTrunkTrainer(keeping));
            } else {
                trainers.add(trainer);
            }
        }
        boolean windows = recipe.judging().protocol() == Judging.Protocol.WINDOW;
        if (windows) {
            tellUnasked(recipe, run.progress());
        }
        List<Long> cuts =
                recipe.judging().protocol() == Judging.Protocol.LEAVE_ONE_OUT ? List.of() : cuts(whole, recipe);
        BacktestReport report = Backtest.run(
                whole,
                run.configuration().rules(),
                cuts,
                recipe.target(),
                trainers,
                settings(recipe, shelf.threads()),
                run.progress());
        if (windows && recipe.judging().staleness()) {
            report = report.with(staleness(run, shelf, whole, cuts.getLast()));
        }
        report.write(run.folder().root());
        if (windows) {
            new Registering(run).judged(report);
        }
        RunDetails shown =
                windows ? new ReportDetails(whole, cuts.getLast(), recipe).of(kept, report) : RunDetails.none();
        shown.write(run.folder().root());
    }

    private static void tellUnasked(Recipe recipe, Progress progress) {
        List<String> unasked = Models.STANDARD.stream()
                .filter(name -> !recipe.models().contains(name))
                .toList();
        if (!unasked.isEmpty()) {
            progress.line("Not asked for by " + recipe.name() + ": " + String.join(", ", unasked)
                    + "; backtest --models all judges them too");
        }
    }

    /** Fitted anew, so that the models kept above stay those of the cut. */
    private static List<BacktestDetails.StalenessResult> staleness(Run run, ModelShelf shelf, Dataset whole, long cut) {
        Recipe recipe = run.configuration().recipe();
        return Staleness.judge(
                whole,
                run.configuration().rules(),
                cut,
                recipe.target(),
                recipe.models().stream().map(shelf::trainer).toList(),
                settings(recipe, shelf.threads()),
                run.progress());
    }

    private static BacktestSettings settings(Recipe recipe, int threads) {
        return new BacktestSettings(
                recipe.bootstrapResamples(),
                recipe.seed(),
                threads,
                BacktestSettings.standard().pairs(),
                Baselines::isBaseline,
                recipe.judging());
    }

    /** The last cut lies one horizon before the log's end, the others each a spacing earlier; ascending. */
    private static List<Long> cuts(Dataset whole, Recipe recipe) {
        long last = whole.asOf() - recipe.target().seconds();
        List<Long> cuts = new ArrayList<>();
        for (int back = recipe.cuts().count() - 1; back >= 0; back--) {
            long cut =
                    last - TimeUnit.DAYS.toSeconds((long) back * recipe.cuts().spacingDays());
            if (cut <= whole.firstTime()) {
                throw new IllegalArgumentException("the log " + whole.name() + " spans "
                        + TimeUnit.SECONDS.toDays(whole.asOf() - whole.firstTime()) + " days: too few for "
                        + recipe.cuts().count() + " cut(s) with a window of "
                        + recipe.target().horizonDays()
                        + " days and a history before it; set a shorter target.horizon-days in the recipe");
            }
            cuts.add(cut);
        }
        return cuts;
    }
}
