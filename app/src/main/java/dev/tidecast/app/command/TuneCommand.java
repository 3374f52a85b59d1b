package dev.tidecast.app.command;

import dev.tidecast.app.config.TunableRecipe;
import dev.tidecast.app.console.Console;
import dev.tidecast.app.store.Steps;
import dev.tidecast.app.tune.Search;
import dev.tidecast.app.tune.TrialJournal;
import dev.tidecast.app.tune.Tuning;
import dev.tidecast.evaluate.Backtest;
import dev.tidecast.evaluate.BacktestReport;
import dev.tidecast.evaluate.BacktestSettings;
import dev.tidecast.model.Baselines;
import dev.tidecast.model.Judging;
import dev.tidecast.model.Recipe;
import dev.tidecast.progress.Progress;
import dev.tidecast.provenance.Artefact;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.DatasetFolder;
import dev.tidecast.sequence.Facet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tune}: searches the ranges of a recipe on windows before the judged ones. */
@Command(
        name = "tune",
        description = "Search the ranges of the recipe's section \"tune\" on windows before those that are judged, and"
                + " write the recipe that was found. Goes on where a killed search was.",
        footer = {
            "%nExamples:",
            "  ./tidecast tune -c shop/tidecast.yaml --out shop/out",
            "  ./tidecast tune -c shop/tidecast.yaml --out shop/out --minutes 120"
        })
public final class TuneCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Option(
            names = "--minutes",
            paramLabel = "N",
            description = "Time for all judging, that of earlier calls included, instead of the recipe's.")
    private @Nullable Double minutes;

    public TuneCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        try (Run run = options.open(console)) {
            TunableRecipe tunable = TunableRecipe.of(run.configuration());
            Tuning tuning =
                    minutes == null ? tunable.tuning() : tunable.tuning().withMinutes(minutes);
            PrepareCommand.prepare(run.upToDate());
            Path folder = run.folder().root().resolve("tune");
            Files.createDirectories(folder);
            Path trials = folder.resolve("trials.json");
            if (run.force()) {
                Files.deleteIfExists(trials);
            }
            TrialJournal journal = new TrialJournal(trials, search(run, tunable));
            Dataset whole = DatasetFolder.open(run.folder().dataset());
            Search.Found found = new Search(
                            tuning,
                            run.configuration().recipe().seed(),
                            journal,
                            (values, cut) -> figure(run, whole, tunable.with(values), tuning, cut),
                            run.progress())
                    .run();
            write(folder.resolve("recipe.yaml"), tunable, tuning, found);
        }
        return ExitCode.OK.code();
    }

    /** All that decides a figure; the budget does not. */
    private static String search(Run run, TunableRecipe tunable) throws IOException {
        Tuning tuning = tunable.tuning();
        return Artefact.sha256(List.of(
                Steps.hash(run.folder().dataset()),
                run.configuration().recipe().toString(),
                run.configuration().rules().toString(),
                run.configuration().content().fingerprint(),
                tuning.ranges().toString(),
                tuning.measure(),
                run.code()));
    }

    /**
     * The figure of the recipe's model on a window that ends where the first judged one begins, or a spacing earlier for
     * each further cut.
     */
    private static double figure(Run run, Dataset whole, Recipe recipe, Tuning tuning, int cut) {
        long judged = whole.asOf()
                - recipe.target().seconds()
                - TimeUnit.DAYS.toSeconds(
                        (long) (recipe.cuts().count() - 1) * recipe.cuts().spacingDays());
        long selection = judged
                - recipe.target().seconds()
                - TimeUnit.DAYS.toSeconds((long) cut * recipe.cuts().spacingDays());
        if (selection <= whole.firstTime()) {
            throw new IllegalArgumentException("the log is too short for " + (cut + 1)
                    + " selection cuts before the judged window: set fewer in tune.cuts");
        }
        ModelShelf shelf = new ModelShelf(run.configuration().with(recipe), Progress.silent());
        String name = ModelShelf.chosen(recipe);
        BacktestReport report = Backtest.run(
                whole.asOf(judged),
                run.configuration().rules(),
                List.of(selection),
                recipe.target(),
                List.of(shelf.trainer(name)),
                settings(recipe, shelf.threads()),
                Progress.silent());
        return report.results().stream()
                .filter(each -> each.model().equals(name)
                        && each.metric().equals(tuning.measure())
                        && !each.facet().matches("category|brand|price-band"))
                .findFirst()
                .map(BacktestReport.Result::mean)
                .orElseThrow(() -> new IllegalArgumentException(name + " has no figure " + tuning.measure()
                        + "; there are "
                        + report.results().stream()
                                .map(BacktestReport.Result::metric)
                                .distinct()
                                .toList()));
    }

    private static BacktestSettings settings(Recipe recipe, int threads) {
        Judging judging = new Judging(
                List.of(Facet.ITEM),
                List.of(),
                Judging.Protocol.WINDOW,
                false,
                recipe.judging().budgetMinutes());
        return new BacktestSettings(10, recipe.seed(), threads, List.of(), Baselines::isBaseline, judging);
    }

    private void write(Path file, TunableRecipe tunable, Tuning tuning, Search.Found found) throws IOException {
        String figures = String.format(
                Locale.ROOT,
                "%s %.4f, as it stood %.4f, mean of %d selection cut(s)",
                tuning.measure(),
                found.best().mean(),
                found.asItStands().mean(),
                found.best().figures().size());
        String head = "# Found by \"tidecast tune\": trial " + found.best().number() + " "
                + found.best().values() + "\n# " + figures + "\n";
        Artefact.writeText(file, head + tunable.yaml(found.best().values()));
        console.line((found.best().number() == 0 ? "Nothing better than the recipe as it stands: " : "Found: ")
                + found.best().values() + ", " + figures);
        console.line("Recipe: " + file + ". Judge it with \"recipe: " + file + "\" in the configuration.");
    }
}
