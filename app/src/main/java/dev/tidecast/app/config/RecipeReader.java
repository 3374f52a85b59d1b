package dev.tidecast.app.config;

import dev.tidecast.app.config.Node.Place;
import dev.tidecast.event.Behaviour;
import dev.tidecast.model.Compute;
import dev.tidecast.model.Device;
import dev.tidecast.model.Judging;
import dev.tidecast.model.NextItemRecipe;
import dev.tidecast.model.Precision;
import dev.tidecast.model.PromotionRule;
import dev.tidecast.model.Recipe;
import dev.tidecast.model.StepInput;
import dev.tidecast.model.WindowRecipe;
import dev.tidecast.sequence.Facet;
import dev.tidecast.sequence.Target;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads a recipe: by the name of a bundled one, from a file beside the configuration, or written inline. */
final class RecipeReader {
    private static final String STANDARD = "retail-30d";

    private final Path folder;
    private final Problems problems;

    RecipeReader(Path folder, Problems problems) {
        this.folder = folder;
        this.problems = problems;
    }

    @Nullable
    Recipe recipe(Section root) {
        if (root.node("recipe") instanceof Node.Block) {
            return settings(root.section("recipe"), "inline");
        }
        String name = root.text("recipe", STANDARD);
        String yaml = text(name);
        if (yaml == null) {
            problems.add(
                    root.place("recipe"),
                    "recipe \"" + name + "\" does not exist: bundled are " + STANDARD
                            + ", demo-30d, retail-tune, sasrec, gru4rec, hstu, article-case and article-program, a file of your own"
                            + " ends in .yaml");
            return null;
        }
        String shown = isFile(name) ? name : "recipes/" + name + ".yaml";
        return settings(new Section("", YamlTree.read(shown, yaml, problems), problems), name);
    }

    /** The recipe written as {@code yaml}; {@code shown} stands in its problems. */
    @Nullable
    Recipe parse(String shown, String yaml) {
        return settings(new Section("", YamlTree.read(shown, yaml, problems), problems), "inline");
    }

    /** The text of a recipe of that name, null where there is none. */
    @Nullable
    String text(String name) {
        return isFile(name) ? fromFile(name) : bundled(name);
    }

    private static boolean isFile(String name) {
        return name.endsWith(".yaml") || name.endsWith(".yml");
    }

    private @Nullable String fromFile(String name) {
        Path path = folder.resolve(name);
        try {
            return Files.isRegularFile(path) ? Files.readString(path) : null;
        } catch (IOException unreadable) {
            problems.add(new Place(name, 1, 1), "unreadable: " + unreadable.getMessage());
            return "";
        }
    }

    private static @Nullable String bundled(String name) {
        try (InputStream in = RecipeReader.class.getResourceAsStream("/recipes/" + name + ".yaml")) {
            return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            return null;
        }
    }

    private @Nullable Recipe settings(Section section, String otherName) {
        String name = section.text("name", otherName);
        long seed = section.parsed("seed", 1L, Long::valueOf);
        int threads = section.integer("threads", 0);
        Target target = target(section.section("target"));
        List<Integer> horizons = section.numbers("horizons", List.of(1.0, 7.0, 30.0)).stream()
                .map(Double::intValue)
                .toList();
        List<String> models = section.texts("models");
        List<String> chosen = Models.meant(models);
        chosen.forEach(model -> problems.attempt(section.place("models"), () -> Models.known(model)));
        Section cuts = section.section("cuts");
        int count = cuts.integer("count", 1);
        int spacing = cuts.integer("spacing-days", target == null ? 30 : target.horizonDays());
        cuts.done();
        Recipe.Cuts at = problems.attempt(cuts.place(), () -> new Recipe.Cuts(count, spacing));
        Section bootstrap = section.section("bootstrap");
        int resamples = bootstrap.integer("resamples", 1_000);
        bootstrap.done();
        Recipe.Network network = network(section.section("network"));
        requireObjective(section, network, chosen);
        Recipe.Counters counters = counters(section.section("counters"));
        Judging judging = judging(section);
        section.has("tune"); // read by the verb of that name alone
        PromotionRule rule = new PromotionReader(problems).rule(section.section("promotion"));
        section.done();
        if (target == null || at == null || network == null || counters == null || judging == null || rule == null) {
            return null;
        }
        return problems.attempt(
                section.place(),
                () -> new Recipe(
                        name, seed, threads, target, horizons, chosen, at, resamples, network, counters, judging,
                        rule));
    }

    private @Nullable Judging judging(Section section) {
        Judging standard = Judging.standard();
        List<Facet> facets = words(section, "facets", Facet::of);
        List<Behaviour> behaviours = words(section, "behaviours", Behaviour::of);
        Section backtest = section.section("backtest");
        Judging.Protocol protocol = backtest.choice("protocol", Judging.Protocol.class, standard.protocol());
        boolean staleness = backtest.flag("staleness", standard.staleness());
        int minutes = backtest.integer("budget-minutes", standard.budgetMinutes());
        backtest.done();
        return problems.attempt(backtest.place(), () -> new Judging(facets, behaviours, protocol, staleness, minutes));
    }

    private <T> List<T> words(Section section, String key, Function<String, T> reading) {
        List<T> read = new ArrayList<>();
        for (String text : section.texts(key)) {
            T value = problems.attempt(section.place(key), () -> reading.apply(text));
            if (value != null) {
                read.add(value);
            }
        }
        return read;
    }

    private @Nullable Target target(Section section) {
        Behaviour behaviour = section.parsed("behaviour", Behaviour.PURCHASE, Behaviour::of);
        int days = section.integer("horizon-days", 30);
        section.done();
        return problems.attempt(section.place("horizon-days"), () -> new Target(behaviour, days));
    }

    private Recipe.@Nullable Network network(Section section) {
        Recipe.Trunk trunk = section.choice("trunk", Recipe.Trunk.class, Recipe.Trunk.LSTM);
        int layers = section.integer("layers", 2);
        int size = section.integer("size", 128);
        int heads = section.integer("heads", 1);
        int length = section.integer("length", 100);
        Recipe.Stacking stacking = section.choice("stacking", Recipe.Stacking.class, Recipe.Stacking.AUTO);
        double dropout = section.number("dropout", 0.1);
        int embedding = section.integer("embedding", 64);
        int epochs = section.integer("epochs", 12);
        int batch = section.integer("batch", 256);
        Recipe.Optimiser optimiser = section.choice("optimiser", Recipe.Optimiser.class, Recipe.Optimiser.ADAM);
        double rate = section.number("learning-rate", 0.001);
        double decay = section.number("weight-decay", 0);
        double clip = section.number("clip", 1);
        Recipe.Objective objective = section.choice("objective", Recipe.Objective.class, Recipe.Objective.WINDOW);
        Compute compute = new Compute(
                section.choice("device", Device.class, Device.AUTO),
                section.choice("precision", Precision.class, Precision.SINGLE));
        NextItemRecipe nextItem = nextItem(section.section("next-item"), compute);
        WindowRecipe window = window(section.section("window"));
        double heldOut = section.number("held-out-users", 0);
        List<String> content = section.texts("content");
        List<StepInput> inputs = words(section, "inputs", StepInput::of);
        section.done();
        if (nextItem == null || window == null) {
            return null;
        }
        return problems.attempt(
                section.place(),
                () -> new Recipe.Network(
                        trunk, layers, size, heads, length, stacking, dropout, embedding, epochs, batch, optimiser,
                        rate, decay, clip, objective, nextItem, window, heldOut, compute, content, inputs));
    }

    private void requireObjective(Section section, Recipe.@Nullable Network network, List<String> models) {
        for (String model : models) {
            if (Models.NEXT_ITEM.contains(model)
                    && network != null
                    && network.objective() != Recipe.Objective.NEXT_ITEM) {
                problems.add(
                        section.place("models"),
                        model + " tells the next item: set network.objective: next-item, or leave it out");
            }
        }
    }

    private @Nullable NextItemRecipe nextItem(Section section, Compute compute) {
        NextItemRecipe standard = NextItemRecipe.standard();
        NextItemRecipe.Loss loss = section.choice("loss", NextItemRecipe.Loss.class, standard.loss());
        int negatives = section.integer("negatives", standard.negatives());
        double calibration = section.number("calibration", standard.calibration());
        double warmUp = section.number("warm-up", standard.warmUp());
        double averaging = section.number("averaging", standard.averaging());
        int patience = section.integer("patience", standard.patience());
        boolean refit = section.flag("refit", standard.refit());
        Precision precision = section.choice("precision", Precision.class, compute.precision());
        section.done();
        return problems.attempt(
                section.place(),
                () -> new NextItemRecipe(
                        loss,
                        negatives,
                        calibration,
                        warmUp,
                        averaging,
                        patience,
                        refit,
                        new Compute(compute.device(), precision)));
    }

    private @Nullable WindowRecipe window(Section section) {
        WindowRecipe standard = WindowRecipe.standard();
        WindowRecipe.Loss loss = section.choice("loss", WindowRecipe.Loss.class, standard.loss());
        int negatives = section.integer("negatives", standard.negatives());
        section.done();
        return problems.attempt(section.place(), () -> new WindowRecipe(loss, negatives));
    }

    private Recipe.@Nullable Counters counters(Section section) {
        List<Double> halfLives = section.numbers("half-lives", List.of(14.0, 30.0, 90.0, 365.0));
        int weeks = section.integer("anchor-weeks", 8);
        double titles = section.number("titles", 0);
        boolean newness = section.flag("newness", false);
        section.done();
        return problems.attempt(section.place(), () -> new Recipe.Counters(halfLives, weeks, titles, newness));
    }
}
