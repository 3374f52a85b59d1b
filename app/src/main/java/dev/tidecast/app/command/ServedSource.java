package dev.tidecast.app.command;

import dev.tidecast.app.config.Configuration;
import dev.tidecast.app.console.Console;
import dev.tidecast.app.registry.Promotion;
import dev.tidecast.app.registry.Registry;
import dev.tidecast.app.serve.ModelSource;
import dev.tidecast.app.store.Erasures;
import dev.tidecast.provenance.Artefact;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.DatasetFolder;
import dev.tidecast.sequence.FittedRules;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The promoted model, or where none is promoted the best baseline of the last backtest. */
final class ServedSource implements ModelSource {
    /** Of all baselines the one that needs nothing but the user's own counts. */
    private static final String PLAIN = "personal-frequency";

    private final Configuration configuration;
    private final Path out;
    private final Console console;
    private @Nullable Known known;

    /** The log is kept while it does not change, so that a model alone can be replaced. */
    private record Known(String id, Dataset dataset, FittedRules fitted) {}

    ServedSource(Configuration configuration, Path out, Console console) {
        this.configuration = configuration;
        this.out = out.toAbsolutePath().normalize();
        this.console = console;
    }

    @Override
    public synchronized Loaded load() throws IOException {
        ServedModel served;
        String sources;
        try (Run run = Run.open(configuration, out, false, console)) {
            PrepareCommand.prepare(run);
            served = served(run);
            sources = run.steps()
                    .read("prepare")
                    .map(step -> step.provenance().dataHash())
                    .orElse("");
        }
        Known log = log();
        Registry registry = Registry.of(out);
        String id = registry.current().map(Promotion::id).orElse(served.name());
        return new Loaded(
                id,
                served.name(),
                served.said(),
                served.load(),
                log.dataset(),
                sources,
                configuration.rules(),
                log.fitted());
    }

    private Known log() throws IOException {
        Path folder = out.resolve("dataset");
        String id = Artefact.sha256(folder.resolve("manifest.json"));
        Known before = known;
        if (before == null || !before.id().equals(id)) {
            Dataset whole = DatasetFolder.open(folder);
            FittedRules fitted = FittedRules.fit(whole, configuration.rules());
            before = new Known(id, fitted.apply(whole), fitted);
            known = before;
        }
        return before;
    }

    private static ServedModel served(Run run) throws IOException {
        Registry registry = Registry.of(run.folder().root());
        if (registry.current().isPresent()) {
            return ServedModel.of(run);
        }
        Optional<String> best = registry.versions().stream()
                .flatMap(version -> version.bestBaseline().stream())
                .findFirst();
        String name = best.orElse(PLAIN);
        return ServedModel.baseline(
                run,
                name,
                best.isPresent()
                        ? "Model: " + name + ", the best baseline of the last backtest; none is promoted"
                                + " (./tidecast models --help)"
                        : "Model: " + name + ", the plain baseline; there was no backtest yet and none is promoted"
                                + " (./tidecast backtest, then ./tidecast models --help)");
    }

    @Override
    public String state() throws IOException {
        return Registry.of(out).current().map(Promotion::toString).orElse("")
                + Erasures.read(out).state()
                + Artefact.sha256(out.resolve("dataset").resolve("manifest.json"));
    }
}
