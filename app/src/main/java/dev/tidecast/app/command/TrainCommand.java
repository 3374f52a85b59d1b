package dev.tidecast.app.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidecast.app.config.Models;
import dev.tidecast.app.console.Console;
import dev.tidecast.app.registry.ModelVersion;
import dev.tidecast.app.store.Steps;
import dev.tidecast.app.store.Steps.Step;
import dev.tidecast.model.Model;
import dev.tidecast.model.Recipe;
import dev.tidecast.model.interest.InterestNetwork;
import dev.tidecast.model.interest.LawModel;
import dev.tidecast.neural.Checkpoints;
import dev.tidecast.provenance.Artefact;
import dev.tidecast.provenance.Provenance;
import dev.tidecast.sequence.Dataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code train}: fits the recipe's model to the whole log. */
@Command(
        name = "train",
        description = "Fit the model of the recipe to the whole log, for forecasting what comes after it.",
        footer = {
            "%nExamples:",
            "  ./tidecast train -c shop/tidecast.yaml --out shop/out",
            "  ./tidecast train -c shop/tidecast.yaml --out shop/out --model tifu-knn"
        })
public final class TrainCommand implements Callable<Integer> {
    private static final String MANIFEST = "manifest.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Console console;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "Another model than the recipe's last, to be promoted by its name.")
    private @Nullable String model;

    public TrainCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        try (Run run = options.open(console)) {
            PrepareCommand.prepare(run.upToDate());
            String name = model == null ? ModelShelf.chosen(run.configuration().recipe()) : Models.known(model);
            ModelVersion version = train(run, name);
            console.line("Model: " + folder(run, name) + ", registered as " + version.id());
        }
        return ExitCode.OK.code();
    }

    /** Brings the recipe's model up to date and registers it; the dataset must be. */
    static void train(Run run) throws IOException {
        train(run, ModelShelf.chosen(run.configuration().recipe()));
    }

    /** The folder of a model by its name, brought up to date and registered. */
    static Path trainNamed(Run run, String name) throws IOException {
        train(run, name);
        return folder(run, name);
    }

    private static ModelVersion train(Run run, String name) throws IOException {
        Path target = folder(run, name);
        String verb = target.equals(run.folder().model()) ? "train" : "train-" + name;
        Provenance provenance = train(run, name, verb, target, run::knownLog);
        ModelVersion version = new Registering(run).trained(name, target, provenance.engine());
        Summary.write(run);
        return version;
    }

    private static Path folder(Run run, String name) {
        return name.equals(ModelShelf.chosen(run.configuration().recipe()))
                ? run.folder().model()
                : run.folder().trained(name);
    }

    /** The folder of the model as it would have been trained at {@code instant}, brought up to date. */
    static Path trainAsOf(Run run, long instant) throws IOException {
        Path folder = run.folder().root().resolve("model-as-of");
        String name = ModelShelf.chosen(run.configuration().recipe());
        train(run, name, "train-as-of", folder, () -> run.knownLog(instant));
        return folder;
    }

    /** What a model is fitted to. */
    @FunctionalInterface
    private interface KnownLog {
        Dataset open() throws IOException;
    }

    private static Provenance train(Run run, String name, String verb, Path model, KnownLog log) throws IOException {
        Recipe recipe = run.configuration().recipe();
        ModelShelf shelf = new ModelShelf(run.configuration(), run.progress());
        String data = Steps.hash(run.folder().dataset());
        Provenance provenance = run.provenance(data, shelf.engine(), data);
        Dataset dataset = log.open();
        List<String> inputs = List.of(
                data,
                name,
                recipe.toString(),
                run.configuration().rules().toString(),
                run.configuration().content().fingerprint(),
                Integer.toString(shelf.threads()),
                Long.toString(dataset.asOf()),
                run.code());
        run.steps().run(new Step(verb, inputs, List.of(model), provenance), run.force(), () -> {
            Path unfinished = run.folder().root().resolve(verb + ".checkpoints");
            HeldOutUsers heldOut = HeldOutUsers.of(dataset, recipe.network().heldOutUsers(), recipe.seed());
            Model fitted = shelf.resuming(unfinished, Artefact.sha256(inputs))
                    .trainer(name)
                    .fit(heldOut.others(), recipe.target());
            heldOut.judge(fitted, recipe.target(), run.progress());
            Artefact.writeFolder(model, folder -> {
                fitted.save(folder);
                writeManifest(folder, name, fitted, recipe, provenance);
            });
            Checkpoints.at(unfinished, "").delete();
        });
        return provenance;
    }

    private static void writeManifest(Path folder, String name, Model model, Recipe recipe, Provenance provenance)
            throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file).toString(), Artefact.sha256(file));
            }
        }
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("version", 1);
        manifest.put("model", name);
        manifest.put("behaviour", recipe.target().behaviour().word());
        manifest.put("horizonDays", recipe.target().horizonDays());
        calibration(model).ifPresent(words -> manifest.put("calibration", words));
        manifest.put("files", files);
        manifest.put("provenance", provenance);
        Files.writeString(
                folder.resolve(MANIFEST), JSON.writerWithDefaultPrettyPrinter().writeValueAsString(manifest));
    }

    /** How probabilities were calibrated, of models that tell any. */
    private static Optional<String> calibration(Model model) {
        return switch (model) {
            case InterestNetwork network -> Optional.of(network.law().calibration());
            case LawModel law -> Optional.of(law.law().calibration());
            default -> Optional.empty();
        };
    }
}
