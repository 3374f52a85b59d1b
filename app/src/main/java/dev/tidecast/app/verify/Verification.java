package dev.tidecast.app.verify;

import dev.tidecast.app.config.Configuration;
import dev.tidecast.app.verify.Expectations.Known;
import dev.tidecast.app.verify.Expectations.KnownDataset;
import dev.tidecast.app.verify.Expectations.KnownRun;
import dev.tidecast.data.Preparation;
import dev.tidecast.evaluate.Backtest;
import dev.tidecast.evaluate.BacktestReport;
import dev.tidecast.evaluate.BacktestSettings;
import dev.tidecast.event.Behaviour;
import dev.tidecast.model.Judging;
import dev.tidecast.model.Model;
import dev.tidecast.model.Recipe;
import dev.tidecast.model.SafeTensors;
import dev.tidecast.model.Trainer;
import dev.tidecast.progress.Progress;
import dev.tidecast.provenance.Artefact;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.DatasetFolder;
import dev.tidecast.sequence.Facet;
import dev.tidecast.sequence.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Measures what is expected, one data set after another, each in a temporary folder of its own. */
public final class Verification {
    private static final Pattern STORED = Pattern.compile("([a-z-]+)\\[(\\d+)]");
    private static final int RESAMPLES = 10;

    private final Path data;
    private final boolean fast;
    private final BiFunction<Recipe, String, Trainer> shelf;
    private final int threads;
    private final Progress progress;

    /**
     * Prepares for a folder of data sets.
     *
     * @param fast whether the slow ones are left out
     * @param shelf finds a trainer by its name
     */
    public Verification(
            Path data, boolean fast, BiFunction<Recipe, String, Trainer> shelf, int threads, Progress progress) {
        this.data = data;
        this.fast = fast;
        this.shelf = shelf;
        this.threads = threads;
        this.progress = progress;
    }

    /** One outcome for every expectation of a data set, in their order. */
    public List<Outcome> verify(KnownDataset known, Path temporary) throws IOException {
        List<String> missing = known.files().stream()
                .filter(file -> !Files.isReadable(data.resolve(file)))
                .toList();
        if (!missing.isEmpty()) {
            return skipped(known, "not in " + data + ": " + String.join(", ", missing));
        }
        if (known.runs().stream().allMatch(run -> wanted(run).isEmpty())) {
            return skipped(known, "left out by --fast");
        }
        Path folder = Files.createTempDirectory(temporary, "tidecast-verify");
        try {
            Configuration configuration = configuration(known, folder);
            progress.line(known.name() + ": preparing");
            Preparation.prepare(configuration.log(), configuration.rules(), folder, Progress.silent());
            Dataset whole = DatasetFolder.open(folder.resolve("dataset"));
            List<Outcome> outcomes = new ArrayList<>();
            for (KnownRun run : known.runs()) {
                progress.line(known.name() + ", " + run.protocol() + ": judging");
                outcomes.addAll(outcomes(known, run, measured(whole, run, configuration.recipe(), folder)));
            }
            return outcomes;
        } finally {
            Artefact.deleteTree(folder);
        }
    }

    private List<Known> wanted(KnownRun run) {
        return run.expect().stream().filter(known -> !fast || !known.slow()).toList();
    }

    private static List<Outcome> skipped(KnownDataset known, String why) {
        return known.runs().stream()
                .flatMap(
                        run -> run.expect().stream().map(each -> new Outcome(known.name(), run, each, null, why, true)))
                .toList();
    }

    private List<Outcome> outcomes(KnownDataset known, KnownRun run, Map<String, Double> measured) {
        List<Outcome> outcomes = new ArrayList<>();
        for (Known each : run.expect()) {
            Double figure = measured.get(each.model() + " " + each.measure());
            boolean leftOut = !wanted(run).contains(each);
            String note = leftOut ? "left out by --fast" : figure == null ? "the model gave no such figure" : "";
            outcomes.add(new Outcome(known.name(), run, each, figure, note, leftOut));
        }
        return outcomes;
    }

    private Configuration configuration(KnownDataset known, Path folder) throws IOException {
        String text = known.configuration();
        for (int i = 0; i < known.files().size(); i++) {
            Path file = data.resolve(known.files().get(i)).toAbsolutePath();
            Path table = known.sequences() ? SequenceFile.toTable(file, folder.resolve("table-" + i + ".csv")) : file;
            text = text.replace("{" + i + "}", "'" + table.toString().replace("'", "''") + "'");
        }
        Path yaml = Files.writeString(folder.resolve("tidecast.yaml"), text);
        return Configuration.read(yaml);
    }

    /** Figures by model and measure. */
    private Map<String, Double> measured(Dataset whole, KnownRun run, Recipe recipe, Path folder) throws IOException {
        Target target = new Target(Behaviour.of(run.behaviour()), Math.max(1, run.horizonDays()));
        List<Trainer> trainers = wanted(run).stream()
                .map(Known::model)
                .distinct()
                .map(name -> shelf.apply(recipe, name))
                .toList();
        return switch (run.protocol()) {
            case FIT -> stored(whole.asOf(run.instant()), target, run, trainers, folder);
            case WINDOW -> judged(whole, List.of(run.instant()), target, trainers, Judging.Protocol.WINDOW);
            case LEAVE_ONE_OUT -> judged(whole, List.of(), target, trainers, Judging.Protocol.LEAVE_ONE_OUT);
            case SESSION -> judged(whole, List.of(run.instant()), target, trainers, Judging.Protocol.SESSION);
        };
    }

    private Map<String, Double> judged(
            Dataset whole, List<Long> cuts, Target target, List<Trainer> trainers, Judging.Protocol protocol) {
        Map<String, Double> figures = new TreeMap<>();
        if (trainers.isEmpty()) {
            return figures;
        }
        Judging judging = new Judging(List.of(Facet.ITEM), List.of(), protocol, false, 100_000);
        BacktestSettings settings = new BacktestSettings(RESAMPLES, 1, threads, List.of(), name -> true, judging);
        // The data set's cleaning is done; rules fitted at a cut are no part of published protocols.
        BacktestReport report = Backtest.run(
                whole,
                dev.tidecast.clean.CleaningRules.standard(Long.MAX_VALUE),
                cuts,
                target,
                trainers,
                settings,
                progress);
        for (BacktestReport.Result result : report.results()) {
            Double mean = result.mean();
            if (mean != null) {
                figures.put(result.model() + " " + result.metric(), mean);
            }
        }
        return figures;
    }

    private Map<String, Double> stored(
            Dataset visible, Target target, KnownRun run, List<Trainer> trainers, Path folder) throws IOException {
        Map<String, Double> figures = new TreeMap<>();
        for (Trainer trainer : trainers) {
            String name = trainer.name();
            Model model = trainer.fit(visible, target);
            Path saved = Files.createDirectories(folder.resolve("model-" + name));
            model.save(saved);
            SafeTensors tensors = SafeTensors.read(saved.resolve("weights.safetensors"));
            for (Known known : run.expect()) {
                Matcher place = STORED.matcher(known.measure());
                if (known.model().equals(name) && place.matches()) {
                    double[] values = tensors.tensor(place.group(1)).doubles();
                    figures.put(name + " " + known.measure(), values[Integer.parseInt(place.group(2))]);
                }
            }
        }
        return figures;
    }
}
