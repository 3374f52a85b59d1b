package dev.tidecast.app.command;

import dev.tidecast.app.console.Console;
import dev.tidecast.app.console.Console.Stress;
import dev.tidecast.app.console.Table;
import dev.tidecast.app.registry.Judgement;
import dev.tidecast.app.registry.ModelVersion;
import dev.tidecast.app.registry.Promotion;
import dev.tidecast.app.registry.Registry;
import dev.tidecast.evaluate.BacktestReport.Result;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code models list}: all versions, the latest first. */
@Command(
        name = "list",
        description = "List the registered models, the latest first, with the figure that they are judged by.",
        footer = {"%nExample:", "  ./tidecast models list --out shop/out"})
final class ModelsListCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private RegistryOptions options = new RegistryOptions();

    ModelsListCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Registry registry = options.registry();
        String current = registry.current().map(Promotion::id).orElse("");
        List<ModelVersion> versions = registry.versions();
        if (options.json()) {
            options.print(
                    console,
                    versions.stream()
                            .map(version -> json(version, version.id().equals(current)))
                            .toList());
            return ExitCode.OK.code();
        }
        if (versions.isEmpty()) {
            console.line("No model is registered yet: \"./tidecast train\" trains and registers one.");
            return ExitCode.OK.code();
        }
        print(versions, current);
        return ExitCode.OK.code();
    }

    private void print(List<ModelVersion> versions, String current) {
        Table table = new Table()
                .left("id")
                .left("registered")
                .left("forecasts")
                .left("measure")
                .right("mean")
                .left("difference to best baseline")
                .left("");
        for (ModelVersion version : versions) {
            Optional<Result> primary = primary(version);
            table.row(
                    version.id(),
                    version.registered().substring(0, 16).replace('T', ' '),
                    version.behaviour() + ", " + version.horizonDays() + " days",
                    primary.map(Result::metric).orElse("not judged"),
                    primary.map(each -> figure("%.4f", each.mean())).orElse(""),
                    primary.map(ModelsListCommand::difference).orElse(""),
                    version.id().equals(current) ? console.stressed(Stress.GOOD, "promoted") : "");
        }
        table.print(console);
    }

    /** The result by the measure that the version's recipe promotes by. */
    static Optional<Result> primary(ModelVersion version) {
        Judgement judgement = version.judgement();
        return judgement == null
                ? Optional.empty()
                : judgement.result(
                        version.rule().facet().word(),
                        version.behaviour(),
                        version.rule().measure());
    }

    static String difference(Result result) {
        return result.differenceToBestBaseline() == null
                ? ""
                : figure("%+.4f", result.differenceToBestBaseline()) + " ("
                        + figure("%+.4f", result.differenceLow()) + " to "
                        + figure("%+.4f", result.differenceHigh()) + ")";
    }

    static String figure(String format, @Nullable Double value) {
        return value == null ? "-" : String.format(Locale.ROOT, format, value);
    }

    private static Map<String, @Nullable Object> json(ModelVersion version, boolean promoted) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("id", version.id());
        object.put("model", version.model());
        object.put("registered", version.registered());
        object.put("behaviour", version.behaviour());
        object.put("horizonDays", version.horizonDays());
        object.put("promoted", promoted);
        object.put("primary", primary(version).orElse(null));
        object.put("files", new ArrayList<>(version.sortedFiles().keySet()));
        return object;
    }
}
