package dev.tidecast.app.command;

import dev.tidecast.model.Baselines;
import dev.tidecast.model.Model;
import dev.tidecast.model.Recipe;
import dev.tidecast.model.Trainer;
import dev.tidecast.model.counters.WeightedCounters;
import dev.tidecast.model.counters.WeightedCountersTrainer;
import dev.tidecast.model.interest.InterestNetwork;
import dev.tidecast.model.interest.PlainLstm;
import dev.tidecast.neural.EaseSolver;
import dev.tidecast.neural.InterestNetworkTrainer;
import dev.tidecast.neural.NativeRuntime;
import dev.tidecast.neural.NetworkSettings;
import dev.tidecast.neural.Optimizer;
import dev.tidecast.neural.PlainLstmTrainer;
import dev.tidecast.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;

/** Finds the trainer and the reader of each model that a recipe may name. */
final class ModelShelf {
    private static final int MOST_THREADS = 8;

    private final Recipe recipe;
    private final Progress progress;

    ModelShelf(Recipe recipe, Progress progress) {
        this.recipe = recipe;
        this.progress = progress;
    }

    /** The model that is trained for forecasting: the last of the recipe. */
    static String chosen(Recipe recipe) {
        return recipe.models().getLast();
    }

    Trainer trainer(String name) {
        return switch (name) {
            case InterestNetwork.NAME -> new InterestNetworkTrainer(settings(), progress);
            case PlainLstm.NAME -> new PlainLstmTrainer(settings(), progress);
            case WeightedCounters.NAME -> new WeightedCountersTrainer(solver());
            default -> Baselines.byName(name, solver());
        };
    }

    /** Reads back a model that {@link Model#save} wrote. */
    static Model load(String name, Path folder) throws IOException {
        return switch (name) {
            case InterestNetwork.NAME -> InterestNetwork.load(folder);
            case PlainLstm.NAME -> PlainLstm.load(folder);
            case WeightedCounters.NAME -> WeightedCounters.load(folder);
            default -> Baselines.load(folder);
        };
    }

    /** Name and version of the native engine. */
    String engine() {
        return NativeRuntime.start(threads()).description();
    }

    /** On these the weights depend, so they are part of a step's inputs. */
    int threads() {
        return Math.clamp(recipe.usableThreads(), 1, MOST_THREADS);
    }

    private EaseSolver solver() {
        return new EaseSolver(NativeRuntime.start(threads()));
    }

    private NetworkSettings settings() {
        Recipe.Network network = recipe.network();
        NetworkSettings standard = NetworkSettings.standard();
        return new NetworkSettings(
                network.trunk(),
                1,
                network.layers(),
                network.size(),
                network.embedding(),
                network.dropout(),
                network.epochs(),
                optimizer(network),
                network.clip(),
                standard.steps(),
                recipe.counters().anchorWeeks(),
                standard.repeatUnits(),
                standard.repeatEpochs(),
                standard.repeatMembers(),
                recipe.seed(),
                threads());
    }

    private static Optimizer.Settings optimizer(Recipe.Network network) {
        return switch (network.optimiser()) {
            case ADAM -> Optimizer.AdamSettings.adam(network.learningRate());
            case ADAMW -> Optimizer.AdamSettings.adamW(network.learningRate(), network.weightDecay());
            case SGD -> new Optimizer.SgdSettings(network.learningRate(), 0.9, network.weightDecay());
        };
    }
}
