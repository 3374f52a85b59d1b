package dev.tidecast.neural;

import dev.tidecast.model.NextItemRecipe;
import dev.tidecast.model.inference.TrunkShape;

/**
 * Settings of a model of the next item.
 *
 * @param name of the model, such as {@code sasrec}
 * @param trunk kind and size; its inputs are the width of the embeddings, d
 * @param length the last items of a history that are read, L
 * @param dropout of embeddings and blocks
 * @param epochs at most
 * @param batch histories of a step, on average
 * @param optimizer with its learning rate
 * @param clip largest norm of the gradient
 * @param recipe loss, schedule and selection
 * @param seed of everything random
 * @param threads of the native runtime
 */
public record NextItemSettings(
        String name,
        TrunkShape trunk,
        int length,
        double dropout,
        int epochs,
        int batch,
        Optimizer.Settings optimizer,
        double clip,
        NextItemRecipe recipe,
        long seed,
        int threads) {
    public NextItemSettings {
        if (length < 1 || batch < 1 || (!trunk.kind().recurrent() && trunk.length() < length)) {
            throw new IllegalArgumentException(
                    "a batch of " + batch + " histories of " + length + " items on a trunk that reads " + trunk.length()
                            + "; each at least 1, and no more than it reads");
        }
    }
}
