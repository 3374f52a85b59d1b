package dev.tidecast.app.command;

import dev.tidecast.app.console.Console;
import dev.tidecast.app.registry.Candidacy;
import dev.tidecast.app.registry.Examination;
import dev.tidecast.app.registry.Judgement;
import dev.tidecast.app.registry.ModelVersion;
import dev.tidecast.app.registry.Objection;
import dev.tidecast.app.registry.Promotion;
import dev.tidecast.app.registry.Registry;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code models promote}: a model that has earned its place is served from now on. */
@Command(
        name = "promote",
        description = "Serve a model from now on, if it has earned its place: it must beat the best baseline on enough"
                + " cuts, keep the recipe's promises and be well calibrated.",
        footer = {
            "%nExamples:",
            "  ./tidecast models promote interest-network",
            "  ./tidecast models promote tifu-knn --override \"explains itself to the buyers\""
        })
final class ModelsPromoteCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private RegistryOptions options = new RegistryOptions();

    @Parameters(paramLabel = "ID", description = "A model's id, the beginning of one, or its name: the latest.")
    private String id = "";

    @Option(
            names = "--override",
            paramLabel = "REASON",
            description = "Promote it whatever speaks against it; the reason is recorded.")
    private @Nullable String override;

    ModelsPromoteCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (override != null && !Candidacy.isReason(override)) {
            throw new CommandLine.ParameterException(
                    new CommandLine(this), "--override is \"" + override + "\": say why, it is recorded");
        }
        Registry registry = options.registry();
        ModelVersion version = registry.find(id);
        if (registry.current().map(Promotion::id).orElse("").equals(version.id())) {
            return said(registry, version, List.of(), registry.current().orElse(null), "is promoted already");
        }
        Candidacy candidacy = Candidacy.of(
                registry, version, options.presentData(), override, System.getProperty("user.name", "unknown"));
        Examination examination = candidacy.examination();
        List<Objection> objections = examination.objections();
        if (candidacy.promotion() == null) {
            return refused(registry, version, objections);
        }
        if (!options.json()) {
            examination.findings().forEach(each -> console.line("  " + each));
        }
        return said(
                registry,
                version,
                objections,
                candidacy.promotion(),
                "is promoted: forecasts are made with it from now on");
    }

    private int said(
            Registry registry,
            ModelVersion version,
            List<Objection> objections,
            @Nullable Promotion promotion,
            String outcome)
            throws IOException {
        if (options.json()) {
            options.print(console, json(registry, version, objections, promotion));
            return ExitCode.OK.code();
        }
        objections.forEach(each -> console.line("  overridden: " + each.text()));
        console.line(version.id() + " " + outcome + ".");
        looks(registry, version);
        return ExitCode.OK.code();
    }

    private int refused(Registry registry, ModelVersion version, List<Objection> objections) throws IOException {
        if (options.json()) {
            options.print(console, json(registry, version, objections, null));
            return ExitCode.REFUSED.code();
        }
        console.line(version.id() + " is not promoted:");
        objections.forEach(each -> console.line("  " + each.text()));
        looks(registry, version);
        offer(registry, version);
        if (objections.stream().allMatch(each -> each.kind().yields())) {
            console.line("Whoever knows better says why: ./tidecast models promote " + version.id()
                    + " --override \"REASON\"");
        }
        return ExitCode.REFUSED.code();
    }

    /** The best baseline can be served instead. */
    private void offer(Registry registry, ModelVersion version) throws IOException {
        Judgement judgement = version.judgement();
        String baseline = judgement == null ? null : judgement.bestBaseline();
        if (baseline != null) {
            boolean registered =
                    registry.versions().stream().anyMatch(each -> each.model().equals(baseline));
            console.line("The best baseline can be served instead: "
                    + (registered ? "" : "./tidecast train --model " + baseline + ", then ")
                    + "./tidecast models promote " + baseline);
        }
    }

    private void looks(Registry registry, ModelVersion version) throws IOException {
        registry.looks(version).ifPresent(looks -> console.line("Note: " + looks.sentence() + "."));
    }

    private static Map<String, @Nullable Object> json(
            Registry registry, ModelVersion version, List<Objection> objections, @Nullable Promotion promotion)
            throws IOException {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("id", version.id());
        object.put("promoted", promotion != null);
        object.put("promotion", promotion);
        object.put("objections", objections);
        object.put("looks", registry.looks(version).orElse(null));
        Judgement judgement = version.judgement();
        object.put("bestBaseline", judgement == null ? null : judgement.bestBaseline());
        return object;
    }
}
