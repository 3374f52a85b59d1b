package dev.tidecast.app.command;

import dev.tidecast.app.console.Console;
import dev.tidecast.app.console.Console.Stress;
import dev.tidecast.app.registry.Attempt;
import dev.tidecast.app.registry.Examination;
import dev.tidecast.app.registry.ModelVersion;
import dev.tidecast.app.registry.Promotion;
import dev.tidecast.app.registry.Registry;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code models show}: one version's lineage, how it was judged and what speaks for and against promoting it. */
@Command(
        name = "show",
        description = "Show where a model comes from, how it was judged, and what speaks for and against promoting it.",
        footer = {"%nExample:", "  ./tidecast models show interest-network --out shop/out"})
final class ModelsShowCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private RegistryOptions options = new RegistryOptions();

    @Parameters(
            paramLabel = "ID",
            defaultValue = "",
            description = "A model's id, the beginning of one, or its name: the latest of that name"
                    + " (default: the promoted one).")
    private String id = "";

    ModelsShowCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Registry registry = options.registry();
        if (id.isEmpty() && registry.current().isEmpty()) {
            throw new IllegalArgumentException(
                    "no model is promoted: name one, \"./tidecast models list\" shows them all");
        }
        ModelVersion version =
                registry.find(id.isEmpty() ? registry.current().orElseThrow().id() : id);
        Examination examination = Examination.of(version, registry.damaged(version), options.presentData());
        if (options.json()) {
            options.print(console, json(registry, version, examination));
            return ExitCode.OK.code();
        }
        lineage(registry, version);
        console.heading("For promoting it");
        lines(examination.findings());
        console.heading("Against promoting it");
        lines(examination.objections().stream().map(each -> each.text()).toList());
        registry.looks(version).ifPresent(looks -> console.line("Note: " + looks.sentence() + "."));
        console.heading("Promotions");
        lines(registry.history().stream()
                .filter(each -> each.id().equals(version.id()))
                .map(ModelsShowCommand::told)
                .toList());
        return ExitCode.OK.code();
    }

    private void lineage(Registry registry, ModelVersion version) throws IOException {
        boolean current = registry.current().map(Promotion::id).orElse("").equals(version.id());
        console.heading(version.id() + (current ? console.stressed(Stress.GOOD, " (promoted)") : ""));
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("forecasts", version.behaviour() + " within " + version.horizonDays() + " days");
        facts.put("registered", version.registered());
        facts.put("log", version.log().from() + " to " + version.log().until());
        facts.put("data", version.dataHash());
        facts.put(
                "recipe",
                version.provenance().recipe() + " " + version.provenance().recipeHash());
        facts.put("seed", Long.toString(version.provenance().seed()));
        facts.put("code", version.provenance().code());
        facts.put("engine", version.provenance().engine());
        facts.put("java", version.provenance().jdk());
        facts.put("parent", version.parent() == null ? "none was promoted before" : version.parent());
        facts.put("files", registry.model(version).toString());
        facts.forEach((fact, value) -> console.line(String.format("  %-11s %s", fact, value)));
    }

    private void lines(List<String> texts) {
        (texts.isEmpty() ? List.of("nothing") : texts).forEach(text -> console.line("  " + text));
    }

    static String told(Promotion each) {
        return each.number() + ". "
                + switch (each.action()) {
                    case PROMOTE -> "promoted";
                    case ROLLBACK -> "gone back to";
                }
                + " " + each.time() + " by " + each.who()
                + (each.reason() == null
                        ? ""
                        : ", overriding \"" + String.join("\", \"", each.overridden()) + "\" because: "
                                + each.reason());
    }

    private static Map<String, @Nullable Object> json(Registry registry, ModelVersion version, Examination examination)
            throws IOException {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("version", version);
        object.put("promoted", registry.current().map(Promotion::id).orElse("").equals(version.id()));
        object.put("objections", examination.objections());
        object.put("findings", examination.findings());
        object.put("looks", registry.looks(version).orElse(new Attempt.Looks(0, 0)));
        object.put(
                "promotions",
                registry.history().stream()
                        .filter(each -> each.id().equals(version.id()))
                        .toList());
        return object;
    }
}
