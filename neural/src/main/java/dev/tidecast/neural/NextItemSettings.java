package dev.tidecast.neural;

import dev.tidecast.model.Device;
import dev.tidecast.model.NextItemRecipe;
import dev.tidecast.model.inference.TrunkShape;
import java.util.Locale;

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

    /**
     * Where steps are computed; the natives must be loaded.
     *
     * @throws IllegalStateException if the recipe wants a GPU and there is none, or a loss that draws items on one
     */
    Placement place() {
        Device wanted = recipe.compute().device();
        boolean draws = recipe.loss() != NextItemRecipe.Loss.SOFTMAX;
        if (draws && wanted == Device.CUDA) {
            throw new IllegalStateException("network.device is cuda, but the loss "
                    + recipe.loss().name().toLowerCase(Locale.ROOT).replace('_', '-')
                    + " draws items in this machine's memory: take network.next-item.loss softmax, or device cpu");
        }
        return draws ? Placement.HOST : Placement.of(wanted);
    }
}
