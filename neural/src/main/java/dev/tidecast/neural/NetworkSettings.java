package dev.tidecast.neural;

import dev.tidecast.model.Recipe;
import dev.tidecast.model.inference.TrunkShape;

/**
 * Settings of the networks that are trained here, as the recipe gives them.
 *
 * @param trunk kind of the sequence encoder
 * @param heads attention heads; recurrent trunks have none
 * @param layers of the trunk
 * @param hidden units of a layer, H
 * @param embedding size of item factors and steps, d
 * @param dropout between layers
 * @param epochs the most epochs of the trunk
 * @param optimizer of the trunk
 * @param clip largest gradient norm
 * @param steps the last steps of a history that the trunk reads
 * @param anchors anchors a week apart
 * @param repeatUnits hidden units of the network on own items
 * @param repeatEpochs its most epochs
 * @param repeatMembers networks on own items that are averaged
 * @param seed of everything random
 * @param threads of the native runtime
 */
public record NetworkSettings(
        Recipe.Trunk trunk,
        int heads,
        int layers,
        int hidden,
        int embedding,
        double dropout,
        int epochs,
        Optimizer.Settings optimizer,
        double clip,
        int steps,
        int anchors,
        int repeatUnits,
        int repeatEpochs,
        int repeatMembers,
        long seed,
        int threads) {
    public NetworkSettings {
        if (steps < 1 || anchors < 1 || repeatUnits < 1 || repeatEpochs < 1 || repeatMembers < 1) {
            throw new IllegalArgumentException("steps, anchors, units, epochs and members are 1 or more; got " + steps
                    + ", " + anchors + ", " + repeatUnits + ", " + repeatEpochs + ", " + repeatMembers);
        }
    }

    /** Kind and size of the trunk. */
    public TrunkShape shape() {
        return trunk.recurrent()
                ? TrunkShape.recurrent(trunk, embedding, hidden, layers)
                : new TrunkShape(trunk, embedding, hidden, layers, true, heads, steps);
    }

    /** The settings of the demo. */
    public static NetworkSettings standard() {
        int threads = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 8);
        return new NetworkSettings(
                Recipe.Trunk.LSTM,
                1,
                2,
                128,
                64,
                .1,
                8,
                Optimizer.AdamSettings.adam(.001),
                1,
                100,
                8,
                24,
                12,
                3,
                1,
                threads);
    }
}
