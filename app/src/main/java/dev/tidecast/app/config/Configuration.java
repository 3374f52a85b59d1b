package dev.tidecast.app.config;

import dev.tidecast.app.source.Feeds;
import dev.tidecast.clean.CleaningRules;
import dev.tidecast.event.EventLog;
import dev.tidecast.model.Recipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * All that one run needs to know: the shop's log, how it is cleaned, and what is made of it.
 *
 * @param file the absolute path of the {@code tidecast.yaml} that it came from
 * @param content files that tell what items are like
 * @param feeds what goes on while the service runs
 */
public record Configuration(
        Path file, EventLog log, CleaningRules rules, Recipe recipe, ContentFiles content, Feeds feeds) {
    /** The same with another recipe. */
    public Configuration with(Recipe other) {
        return new Configuration(file, log, rules, other, content, feeds);
    }

    /**
     * Reads a configuration and the recipe that it names.
     *
     * @throws ConfigurationException with all problems at once, each with file, line and column
     */
    public static Configuration read(Path yaml) {
        Path file = yaml.toAbsolutePath().normalize();
        Problems problems = new Problems();
        Section root = new Section("", YamlTree.read(yaml.toString(), content(yaml), problems), problems);
        problems.throwIfAny();
        SourcesReader sources = new SourcesReader(root, parent(file), problems);
        EventLog log = sources.log();
        CleaningRules rules =
                new CleaningReader(root.section("cleaning"), sources.zone(), problems).rules(sources.newestChange());
        Recipe recipe = new RecipeReader(parent(file), problems).recipe(root);
        ContentReader contents = new ContentReader(parent(file), problems);
        ContentFiles content = contents.files(root.section("content"));
        contents.require(root, recipe, content);
        Feeds feeds = new LiveReader(sources, parent(file), problems).feeds(root.section("live"));
        root.done();
        problems.throwIfAny();
        return new Configuration(file, known(log), known(rules), known(recipe), content, feeds);
    }

    private static String content(Path yaml) {
        try {
            return Files.readString(yaml);
        } catch (java.nio.file.NoSuchFileException missing) {
            throw new ConfigurationException(java.util.List.of(
                    yaml + " does not exist: write one with \"tidecast init FILE...\", or name another with -c FILE"));
        } catch (IOException unreadable) {
            throw new ConfigurationException(
                    java.util.List.of(yaml + " can't be read as UTF-8 text: " + unreadable.getMessage()));
        }
    }

    private static Path parent(Path file) {
        Path parent = file.getParent();
        return parent == null ? file : parent;
    }

    private static <T> T known(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("a part of the configuration is missing, but no problem was reported");
        }
        return value;
    }
}
