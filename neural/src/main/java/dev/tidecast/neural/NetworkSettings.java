package dev.tidecast.neural;

import dev.tidecast.model.Compute;
import dev.tidecast.model.Recipe;
import dev.tidecast.model.WindowRecipe;
import dev.tidecast.model.content.ContentSource;
import dev.tidecast.model.inference.TrunkShape;

/**
 * Settings of the networks that are trained here, as the recipe gives them.
 *
 * @param trunk kind and size; its inputs are the width of item factors and steps, d
 * @param dropout between layers
 * @param epochs the most epochs of the trunk
 * @param optimizer of the trunk
 * @param clip largest gradient norm
 * @param steps the last steps of a history that the trunk reads
 * @param anchors anchors a week apart
 * @param repeatUnits hidden units of the network on own items
 * @param repeatEpochs its most epochs
 * @param repeatMembers networks on own items that are averaged
 * @param content of items, which the trunk reads and scores by beside the items' numbers
 * @param stepContent what it reads of steps beside
 * @param window the loss of the trunk
 * @param compute device and precision of training
 * @param seed of everything random
 * @param threads of the native runtime
 */
public record NetworkSettings(
        TrunkShape trunk,
        double dropout,
        int epochs,
        Optimizer.Settings optimizer,
        double clip,
        int steps,
        int anchors,
        int repeatUnits,
        int repeatEpochs,
        int repeatMembers,
        ContentSource content,
        StepContent.Source stepContent,
        WindowRecipe window,
        Compute compute,
        long seed,
        int threads) {
    public NetworkSettings {
        if (steps < 1 || anchors < 1 || repeatUnits < 1 || repeatEpochs < 1 || repeatMembers < 1) {
            throw new IllegalArgumentException("steps, anchors, units, epochs and members are 1 or more; got " + steps
                    + ", " + anchors + ", " + repeatUnits + ", " + repeatEpochs + ", " + repeatMembers);
        }
    }

    /** The settings of the demo. */
    public static NetworkSettings standard() {
        return standard(Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 8));
    }

    /** The same with so many threads of the native runtime, on which the weights depend. */
    public static NetworkSettings standard(int threads) {
        TrunkShape trunk = TrunkShape.recurrent(Recipe.Trunk.LSTM, 64, 128, 2);
        return new NetworkSettings(
                trunk,
                .1,
                8,
                Optimizer.AdamSettings.adam(.001),
                1,
                100,
                8,
                24,
                12,
                3,
                ContentSource.none(),
                StepContent.Source.none(),
                WindowRecipe.standard(),
                Compute.standard(),
                1,
                threads);
    }
}
