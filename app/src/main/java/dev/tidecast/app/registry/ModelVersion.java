package dev.tidecast.app.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.tidecast.model.Baselines;
import dev.tidecast.model.PromotionRule;
import dev.tidecast.provenance.Provenance;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A trained model's lineage; its manifest.json in the registry.
 *
 * @param id the model's name and eight hex digits of what made it: {@code "tifu-knn-1f2e3d4c"}
 * @param model its name
 * @param registered ISO instant
 * @param behaviour that it forecasts
 * @param horizonDays H
 * @param log what it was trained on
 * @param settings SHA-256 of all settings of the recipe that decide the model
 * @param sources hash of the program that trained it
 * @param recipe every setting, as YAML
 * @param rule what it must show before it is served
 * @param files SHA-256 of each of its files, by path in its folder
 * @param provenance data, recipe, code, engine, JDK
 * @param parent the version that was promoted when this one was registered, null if none was
 * @param judgement of a backtest with the same data, settings and program; null until there is one
 */
public record ModelVersion(
        int version,
        String id,
        String model,
        String registered,
        String behaviour,
        int horizonDays,
        LogSpan log,
        String settings,
        String sources,
        String recipe,
        PromotionRule rule,
        Map<String, String> files,
        Provenance provenance,
        @Nullable String parent,
        @Nullable Judgement judgement) {
    /** The form of the manifest that this program writes. */
    public static final int FORM = 1;

    private static final long DAY = 86_400;

    /**
     * The log behind a model.
     *
     * @param from ISO instant of its first event
     * @param until ISO instant to which it is known
     * @param items how many there are
     * @param itemNames SHA-256 of their names, in the order of their numbers
     */
    public record LogSpan(String from, String until, int items, String itemNames) {
        /** How many cuts, one horizon apart, have a window within the log and at least one horizon of history. */
        public int cutsAllowed(int horizonDays) {
            long seconds = java.time.Instant.parse(until).getEpochSecond()
                    - java.time.Instant.parse(from).getEpochSecond();
            return (int) Math.max(0, seconds / (horizonDays * DAY) - 1);
        }
    }

    public ModelVersion {
        files = Map.copyOf(files);
        if (version != FORM) {
            throw new IllegalArgumentException("the manifest of " + id + " has form " + version
                    + ": this program reads " + FORM + "; use the program that wrote it");
        }
        if (files.isEmpty()) {
            throw new IllegalArgumentException("the model " + id + " has no files");
        }
    }

    /** The checksums in the order of the files' names. */
    public Map<String, String> sortedFiles() {
        return new TreeMap<>(files);
    }

    /** The baselines that its recipe names. */
    List<String> baselines() {
        try {
            return new YAMLMapper()
                    .readTree(recipe)
                    .path("models")
                    .valueStream()
                    .map(JsonNode::asText)
                    .filter(Baselines::isBaseline)
                    .toList();
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("the recipe of " + id + " can't be read: " + damaged.getMessage(), damaged);
        }
    }

    /** SHA-256 of the dataset that it was trained on. */
    public String dataHash() {
        return provenance.dataHash();
    }

    /** The best baseline of the backtest that judged it, itself where it is one and leads; empty if none was judged. */
    public Optional<String> bestBaseline() {
        if (judgement == null) {
            return Optional.empty();
        }
        return leads() ? Optional.of(model) : Optional.ofNullable(judgement.bestBaseline());
    }

    /** Whether it is a baseline that ranks, by the primary measure no worse than the others that were judged. */
    boolean leads() {
        return Baselines.isBaseline(model)
                && judgement != null
                && judgement
                        .result(rule.facet().word(), behaviour, rule.measure())
                        .filter(primary -> primary.mean() != null)
                        .filter(primary -> {
                            Double ahead = primary.differenceToBestBaseline();
                            return ahead == null || ahead >= 0;
                        })
                        .isPresent();
    }

    ModelVersion judged(Judgement by) {
        return new ModelVersion(
                version,
                id,
                model,
                registered,
                behaviour,
                horizonDays,
                log,
                settings,
                sources,
                recipe,
                rule,
                files,
                provenance,
                parent,
                by);
    }
}
