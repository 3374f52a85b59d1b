package dev.tidecast.neural;

import dev.tidecast.model.Compute;
import dev.tidecast.model.inference.TrunkShape;
import dev.tidecast.model.purchase.PurchaseNetwork;

/**
 * What a recipe sets of the article's program.
 *
 * @param trunk kind and size; its inputs are replaced by the values of a day
 * @param days T, how many are read
 * @param dropout between layers
 * @param epochs of training
 * @param batch users of a step, B
 * @param optimizer with its learning rate
 * @param clip largest norm of the gradient, infinity for never
 * @param compute device and precision of training
 * @param seed of everything random
 * @param threads of the native runtime
 */
public record PurchaseSettings(
        TrunkShape trunk,
        int days,
        double dropout,
        int epochs,
        int batch,
        Optimizer.Settings optimizer,
        double clip,
        Compute compute,
        long seed,
        int threads) {
    public PurchaseSettings {
        if (days < 1 || batch < 1 || (!trunk.kind().recurrent() && trunk.length() < days)) {
            throw new IllegalArgumentException(days + " days in batches of " + batch + " on a trunk that reads "
                    + trunk.length() + ": each at least 1, and no more days than it reads");
        }
    }

    TrunkShape trunk(int inputs) {
        if (!trunk.kind().recurrent()) {
            throw new IllegalArgumentException(PurchaseNetwork.NAME + " reads days by a recurrent trunk, the recipe"
                    + " has " + trunk.kind().word() + ": set network.trunk to lstm, gru or rnn");
        }
        return new TrunkShape(trunk.kind(), inputs, trunk.hidden(), trunk.depth(), trunk.residual(), 1, 0);
    }
}
