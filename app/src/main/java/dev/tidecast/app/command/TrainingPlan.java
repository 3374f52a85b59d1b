package dev.tidecast.app.command;

import dev.tidecast.model.Recipe;
import dev.tidecast.model.content.ContentSource;
import dev.tidecast.model.inference.TrunkShape;
import dev.tidecast.neural.NetworkSettings;
import dev.tidecast.neural.NextItemSettings;
import dev.tidecast.neural.Optimizer;
import dev.tidecast.neural.PurchaseSettings;
import dev.tidecast.neural.StepContent;

/**
 * The settings of networks as the recipe gives them.
 *
 * @param threads of the native runtime
 */
record TrainingPlan(Recipe recipe, int threads) {
    /** Settings of the interest network and of the trunk that stands alone. */
    NetworkSettings network(ContentSource content, StepContent.Source steps) {
        Recipe.Network network = recipe.network();
        NetworkSettings standard = NetworkSettings.standard();
        return new NetworkSettings(
                shape(network.trunk()),
                network.dropout(),
                network.epochs(),
                optimizer(),
                clip(),
                network.length(),
                recipe.counters().anchorWeeks(),
                standard.repeatUnits(),
                standard.repeatEpochs(),
                standard.repeatMembers(),
                content,
                steps,
                network.window(),
                network.compute(),
                recipe.seed(),
                threads);
    }

    /** Settings of the model of the next item called {@code name}; published names say which trunk they have. */
    NextItemSettings nextItem(String name) {
        Recipe.Network network = recipe.network();
        Recipe.Trunk own = network.trunk();
        Recipe.Trunk trunk = switch (name) {
            case "sasrec" -> own == Recipe.Trunk.LIGR ? own : Recipe.Trunk.TRANSFORMER;
            case "gru4rec" -> Recipe.Trunk.GRU;
            case "hstu" -> Recipe.Trunk.HSTU;
            default -> own;
        };
        return new NextItemSettings(
                name,
                shape(trunk),
                network.length(),
                network.dropout(),
                network.epochs(),
                network.batch(),
                optimizer(),
                clip(),
                network.nextItem(),
                recipe.seed(),
                threads);
    }

    /** Settings of the article's program. */
    PurchaseSettings purchase() {
        Recipe.Network network = recipe.network();
        return new PurchaseSettings(
                shape(network.trunk()),
                network.length(),
                network.dropout(),
                network.epochs(),
                network.batch(),
                optimizer(),
                clip(),
                network.compute(),
                recipe.seed(),
                threads);
    }

    private TrunkShape shape(Recipe.Trunk trunk) {
        Recipe.Network network = recipe.network();
        if (!trunk.recurrent()) {
            return new TrunkShape(
                    trunk,
                    network.embedding(),
                    network.size(),
                    network.layers(),
                    true,
                    network.heads(),
                    network.length());
        }
        boolean residual = switch (network.stacking()) {
            case AUTO -> network.layers() >= TrunkShape.RESIDUAL_DEPTH;
            case PLAIN -> false;
            case RESIDUAL -> true;
        };
        return new TrunkShape(trunk, network.embedding(), network.size(), network.layers(), residual, 1, 0);
    }

    private double clip() {
        double clip = recipe.network().clip();
        return clip == 0 ? Double.POSITIVE_INFINITY : clip;
    }

    private Optimizer.Settings optimizer() {
        Recipe.Network network = recipe.network();
        return switch (network.optimiser()) {
            case ADAM -> Optimizer.AdamSettings.adam(network.learningRate());
            case ADAMW -> Optimizer.AdamSettings.adamW(network.learningRate(), network.weightDecay());
            case SGD -> new Optimizer.SgdSettings(network.learningRate(), 0.9, network.weightDecay());
        };
    }
}
