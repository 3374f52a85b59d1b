package dev.tidecast.app.command;

import dev.tidecast.app.config.RecipeText;
import dev.tidecast.app.registry.Attempt;
import dev.tidecast.app.registry.Judgement;
import dev.tidecast.app.registry.ModelVersion;
import dev.tidecast.app.registry.ModelVersion.LogSpan;
import dev.tidecast.app.registry.Promotion;
import dev.tidecast.app.registry.Registry;
import dev.tidecast.app.registry.VersionFiles;
import dev.tidecast.app.store.Steps;
import dev.tidecast.evaluate.BacktestReport;
import dev.tidecast.model.Recipe;
import dev.tidecast.provenance.Artefact;
import dev.tidecast.sequence.Dataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps the registry in step with what a run trains and judges; doing it twice changes nothing. */
final class Registering {
    private final Run run;
    private final Registry registry;

    Registering(Run run) {
        this.run = run;
        this.registry = Registry.of(run.folder().root());
    }

    /** Takes in a model that was trained on the whole log into {@code folder}. */
    ModelVersion trained(String model, Path folder, String engine) throws IOException {
        Recipe recipe = run.configuration().recipe();
        Map<String, String> files = VersionFiles.checksums(folder);
        String data = Steps.hash(run.folder().dataset());
        String settings = settings(model);
        List<String> made = new ArrayList<>(List.of(data, settings, run.code()));
        files.forEach((file, checksum) -> made.add(file + " " + checksum));
        ModelVersion version = registry.register(
                folder,
                new ModelVersion(
                        ModelVersion.FORM,
                        model + "-" + Artefact.sha256(made).substring(0, 8),
                        model,
                        Instant.now().toString(),
                        recipe.target().behaviour().word(),
                        recipe.target().horizonDays(),
                        span(run.knownLog()),
                        settings,
                        run.code(),
                        RecipeText.of(recipe),
                        recipe.promotion(),
                        files,
                        run.provenance(data, engine, data),
                        registry.current().map(Promotion::id).orElse(null),
                        null));
        attach();
        return version;
    }

    private static LogSpan span(Dataset dataset) {
        return new LogSpan(
                Instant.ofEpochSecond(dataset.firstTime()).toString(),
                Instant.ofEpochSecond(dataset.asOf()).toString(),
                dataset.itemCount(),
                itemNames(dataset, dataset.itemCount()));
    }

    /** SHA-256 of the names of the first {@code count} items. */
    static String itemNames(Dataset dataset, int count) {
        List<String> names = new ArrayList<>();
        for (int item = 0; item < count; item++) {
            names.add(dataset.items().names().get(item));
        }
        return Artefact.sha256(names);
    }

    /** Hash of all that decides how {@code model} is fitted, but the data and the program. */
    private String settings(String model) {
        Recipe recipe = run.configuration().recipe();
        int threads = new ModelShelf(recipe, run.progress()).threads();
        return Artefact.sha256(List.of(
                model, RecipeText.fitting(recipe), run.configuration().rules().toString(), Integer.toString(threads)));
    }

    /** Records that windows were looked at, right after the backtest's files were written. */
    void judged(BacktestReport report) throws IOException {
        Recipe recipe = run.configuration().recipe();
        Map<String, String> settings = new LinkedHashMap<>();
        report.results().stream()
                .map(BacktestReport.Result::model)
                .distinct()
                .forEach(model -> settings.put(model, settings(model)));
        registry.attempted(new Attempt(
                Instant.now().toString(),
                report.cuts().stream().map(BacktestReport.CutSummary::cut).toList(),
                recipe.target().behaviour().word(),
                recipe.target().horizonDays(),
                Steps.hash(run.folder().dataset()),
                run.provenance("", "", null).recipeHash(),
                run.code(),
                settings,
                Artefact.sha256(run.folder().backtest())));
    }

    /** Adds the newest backtest's results to the versions that it speaks of: same data, settings and program. */
    void attach() throws IOException {
        List<Attempt> attempts = registry.attempts();
        if (attempts.isEmpty() || !Files.exists(run.folder().backtest())) {
            return;
        }
        Attempt last = attempts.getLast();
        if (!last.backtest().equals(Artefact.sha256(run.folder().backtest()))) {
            return;
        }
        for (ModelVersion version : registry.versions()) {
            if (speaksOf(version, last)) {
                BacktestReport report = BacktestReport.read(run.folder().root());
                registry.judged(
                        version.id(),
                        Judgement.of(report, version.model(), last.time(), last.backtest()),
                        report.figures());
            }
        }
    }

    private static boolean speaksOf(ModelVersion version, Attempt last) {
        Judgement known = version.judgement();
        return version.settings().equals(last.settings().get(version.model()))
                && version.dataHash().equals(last.dataHash())
                && version.sources().equals(last.sources())
                && (known == null || replaces(known, last));
    }

    /** A later judgement counts more, unless it looked at fewer cuts. */
    private static boolean replaces(Judgement known, Attempt last) {
        return !known.backtest().equals(last.backtest())
                && last.cuts().size() >= known.cuts().size();
    }

    /** Whether the backtest that lies in the folder judged the recipe's model on this data, at whatever cuts. */
    boolean isJudged() throws IOException {
        List<Attempt> attempts = registry.attempts();
        if (attempts.isEmpty() || !Files.exists(run.folder().backtest())) {
            return false;
        }
        Attempt last = attempts.getLast();
        String chosen = ModelShelf.chosen(run.configuration().recipe());
        return last.backtest().equals(Artefact.sha256(run.folder().backtest()))
                && last.dataHash().equals(Steps.hash(run.folder().dataset()))
                && last.sources().equals(run.code())
                && settings(chosen).equals(last.settings().get(chosen));
    }
}
