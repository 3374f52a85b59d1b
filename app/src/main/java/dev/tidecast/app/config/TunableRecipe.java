package dev.tidecast.app.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.tidecast.app.tune.Between;
import dev.tidecast.app.tune.Choices;
import dev.tidecast.app.tune.Range;
import dev.tidecast.app.tune.Tuning;
import dev.tidecast.model.Recipe;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A recipe with a section {@code tune}, whose keys can be given other values. */
public final class TunableRecipe {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .build();
    private static final String TUNE = "tune";

    private final Path folder;
    private final ObjectNode tree;
    private final Tuning tuning;

    private TunableRecipe(Path folder, ObjectNode tree, Tuning tuning) {
        this.folder = folder;
        this.tree = tree;
        this.tuning = tuning;
    }

    /**
     * The recipe of a configuration.
     *
     * @throws ConfigurationException if it has no section {@code tune}, or one that can't be read
     */
    public static TunableRecipe of(Configuration configuration) {
        Path file = configuration.file();
        Path folder = file.resolveSibling(".").normalize();
        try {
            JsonNode named = YAML.readTree(file.toFile()).path("recipe");
            JsonNode tree = named.isObject() ? named : YAML.readTree(text(folder, named.asText("retail-30d")));
            if (!(tree.path(TUNE) instanceof ObjectNode section)) {
                throw new ConfigurationException(
                        List.of("the recipe " + configuration.recipe().name()
                                + " has no section tune: say what may change, for example\n"
                                + "tune: {trials: 9, cuts: 3, minutes: 30, measure: ndcg@10, ranges: {counters.anchor-weeks:"
                                + " [4, 8, 12], network.learning-rate: {from: 0.0003, to: 0.003, scale: log}}}"));
            }
            Tuning tuning = tuning(section);
            ObjectNode rest = tree.deepCopy();
            rest.remove(TUNE);
            TunableRecipe recipe = new TunableRecipe(folder, rest, tuning);
            recipe.checkKeys(configuration.recipe());
            return recipe;
        } catch (IOException unreadable) {
            throw new ConfigurationException(
                    List.of(file + " or its recipe is unreadable: " + unreadable.getMessage()));
        }
    }

    private static String text(Path folder, String name) {
        String text = new RecipeReader(folder, new Problems()).text(name);
        return text == null ? "" : text;
    }

    private static Tuning tuning(ObjectNode section) {
        Map<String, Range> ranges = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        section.path("ranges").properties().forEach(entry -> {
            try {
                ranges.put(entry.getKey(), range(entry.getValue()));
            } catch (IllegalArgumentException wrong) {
                problems.add("tune.ranges." + entry.getKey() + ": " + wrong.getMessage());
            }
        });
        section.properties().forEach(entry -> {
            if (!List.of("trials", "cuts", "minutes", "measure", "ranges").contains(entry.getKey())) {
                problems.add("unknown key \"tune." + entry.getKey() + "\": known here: trials, cuts, minutes, measure,"
                        + " ranges");
            }
        });
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        try {
            return new Tuning(
                    section.path("trials").asInt(9),
                    section.path("cuts").asInt(3),
                    section.path("minutes").asDouble(30),
                    section.path("measure").asText("ndcg@10"),
                    ranges);
        } catch (IllegalArgumentException wrong) {
            throw new ConfigurationException(List.of(String.valueOf(wrong.getMessage())));
        }
    }

    private static Range range(JsonNode node) {
        if (node.isArray()) {
            List<String> values = new ArrayList<>();
            node.forEach(each -> values.add(each.asText()));
            return new Choices(values);
        }
        JsonNode from = node.path("from");
        JsonNode to = node.path("to");
        if (!from.isNumber() || !to.isNumber()) {
            throw new IllegalArgumentException("a list of values or {from: 0.001, to: 0.01, scale: log} is expected");
        }
        boolean whole = from.isIntegralNumber() && to.isIntegralNumber();
        return new Between(
                from.asDouble(),
                to.asDouble(),
                whole,
                node.path("scale").asText("linear").equals("log"));
    }

    /** Each key must be one that the recipe knows: values drawn for it must be readable. */
    private void checkKeys(Recipe recipe) {
        List<String> problems = new ArrayList<>();
        tuning.ranges().forEach((key, range) -> {
            Map<String, String> one = Map.of(key, range.draw(new java.util.SplittableRandom(recipe.seed())));
            try {
                with(one);
            } catch (ConfigurationException wrong) {
                problems.add("tune.ranges." + key + ": " + wrong.getMessage());
            }
        });
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
    }

    /** How it is searched. */
    public Tuning tuning() {
        return tuning;
    }

    /**
     * The recipe with other values, by key.
     *
     * @throws ConfigurationException if one is not allowed
     */
    public Recipe with(Map<String, String> values) {
        Problems problems = new Problems();
        Recipe recipe = new RecipeReader(folder, problems).parse("the recipe with " + values, yaml(values));
        problems.throwIfAny();
        if (recipe == null) {
            throw new IllegalStateException("the recipe is missing, but no problem was reported");
        }
        return recipe;
    }

    /** The recipe with other values as YAML, without the section {@code tune}. */
    public String yaml(Map<String, String> values) {
        ObjectNode changed = tree.deepCopy();
        values.forEach((key, value) -> {
            String[] path = key.split("\\.");
            ObjectNode at = changed;
            for (int k = 0; k < path.length - 1; k++) {
                at = at.get(path[k]) instanceof ObjectNode known ? known : at.putObject(path[k]);
            }
            at.set(path[path.length - 1], value(value));
        });
        try {
            return YAML.writeValueAsString(changed);
        } catch (com.fasterxml.jackson.core.JsonProcessingException impossible) {
            throw new IllegalStateException("a tree that was read can be written", impossible);
        }
    }

    private static JsonNode value(String text) {
        try {
            return YAML.readTree(text);
        } catch (IOException plain) {
            return TextNode.valueOf(text);
        }
    }
}
