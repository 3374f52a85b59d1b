package dev.tidecast.app.report;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** steps/VERB.json as the page reads them: what a run was made from, and what it took. */
final class StoredSteps {
    private static final List<String> VERBS = List.of("prepare", "train", "backtest", "forecast");
    private static final long MEBIBYTE = 1 << 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    private StoredSteps() {}

    /** The record of one step. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Step(
            String step,
            double seconds,
            long peakBytes,
            @Nullable Source provenance) {}

    /** Where its outputs come from. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Source(
            @Nullable String dataHash,
            @Nullable String recipe,
            @Nullable String recipeHash,
            long seed,
            @Nullable String code,
            @Nullable String engine,
            @Nullable String jdk) {}

    /** The origin of what lies in an output folder; empty where no step has left a record. */
    static Origin origin(Path folder) throws IOException {
        List<Origin.Step> steps = new ArrayList<>();
        Map<String, String> facts = new LinkedHashMap<>();
        for (String verb : VERBS) {
            Path file = folder.resolve("steps").resolve(verb + ".json");
            if (Files.exists(file)) {
                Step step = JSON.readValue(file.toFile(), Step.class);
                steps.add(new Origin.Step(verb, step.seconds(), step.peakBytes() / MEBIBYTE));
                if (step.provenance() != null) {
                    tell(facts, verb, step.provenance());
                }
            }
        }
        put(facts, "Fitted rules", StoredFitted.told(folder));
        return new Origin(
                facts.entrySet().stream()
                        .map(fact -> new Origin.Fact(fact.getKey(), fact.getValue()))
                        .toList(),
                steps);
    }

    private static void tell(Map<String, String> facts, String verb, Source source) {
        put(facts, verb.equals("prepare") ? "Sources, SHA-256" : "Dataset, SHA-256", source.dataHash());
        put(facts, "Recipe", source.recipe());
        put(facts, "Recipe, SHA-256", source.recipeHash());
        put(facts, "Seed", Long.toString(source.seed()));
        put(facts, "Code", source.code());
        put(facts, "Engine of " + verb, "none".equals(source.engine()) ? null : source.engine());
        put(facts, "Java", source.jdk());
    }

    private static void put(Map<String, String> facts, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            facts.put(name, value);
        }
    }
}
