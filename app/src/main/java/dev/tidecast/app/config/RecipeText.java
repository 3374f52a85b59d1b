package dev.tidecast.app.config;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import dev.tidecast.event.Behaviour;
import dev.tidecast.model.Judging;
import dev.tidecast.model.Recipe;
import dev.tidecast.model.StepInput;
import dev.tidecast.sequence.Facet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A recipe written out: every setting, those that were left to their defaults too, as YAML that reads back the same. */
public final class RecipeText {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .build();
    private static final ObjectMapper YAML =
            new ObjectMapper(new YAMLFactory().disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER));
    private static final List<String> JUDGING =
            List.of("name", "models", "cuts", "bootstrap", "promotion", "facets", "behaviours", "backtest");

    private RecipeText() {}

    /** The whole recipe. */
    public static String of(Recipe recipe) {
        return yaml(tree(recipe));
    }

    /** What decides a model that is fitted by the recipe: all but its name and how it is judged. */
    public static String fitting(Recipe recipe) {
        Map<String, Object> tree = tree(recipe);
        JUDGING.forEach(tree::remove);
        return yaml(tree);
    }

    private static Map<String, Object> tree(Recipe recipe) {
        Map<String, Object> tree =
                new LinkedHashMap<>(JSON.convertValue(recipe, new TypeReference<Map<String, Object>>() {}));
        tree.put("bootstrap", Map.of("resamples", recipe.bootstrapResamples()));
        tree.remove("bootstrap-resamples");
        putJudging(tree, recipe.judging());
        Map<String, Object> promotion = inner(tree, "promotion");
        promotion.put("facet", recipe.promotion().facet().word());
        promotion.put(
                "calibration", Map.of("most-above-perfect", recipe.promotion().mostAbovePerfect()));
        promotion.remove("most-above-perfect");
        inner(tree, "target").put("behaviour", recipe.target().behaviour().word());
        Map<String, Object> network = inner(tree, "network");
        Map<String, Object> nextItem = inner(network, "next-item");
        network.putAll(inner(network, "compute"));
        nextItem.put("precision", inner(nextItem, "compute").get("precision"));
        network.remove("compute");
        nextItem.remove("compute");
        words(network);
        words(nextItem);
        words(inner(network, "window"));
        network.put(
                "inputs",
                recipe.network().inputs().stream().map(StepInput::word).toList());
        return tree;
    }

    /** Constants as the words that recipes have for them. */
    private static void words(Map<String, Object> section) {
        section.replaceAll((key, value) ->
                value instanceof String text ? text.toLowerCase(Locale.ROOT).replace('_', '-') : value);
    }

    private static void putJudging(Map<String, Object> tree, Judging judging) {
        tree.remove("judging");
        tree.put("facets", judging.facets().stream().map(Facet::word).toList());
        tree.put(
                "behaviours", judging.behaviours().stream().map(Behaviour::word).toList());
        Map<String, Object> backtest = new LinkedHashMap<>();
        backtest.put(
                "protocol", judging.protocol().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        backtest.put("staleness", judging.staleness());
        backtest.put("budget-minutes", judging.budgetMinutes());
        tree.put("backtest", backtest);
    }

    @SuppressWarnings("unchecked") // a record becomes a map by its components' names
    private static Map<String, Object> inner(Map<String, Object> tree, String key) {
        return (Map<String, Object>) java.util.Objects.requireNonNull(tree.get(key));
    }

    private static String yaml(Map<String, Object> tree) {
        try {
            return YAML.writeValueAsString(tree);
        } catch (IOException impossible) {
            throw new UncheckedIOException("a recipe can't be written as YAML", impossible);
        }
    }
}
