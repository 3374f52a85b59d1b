package dev.tidecast.neural;

import dev.tidecast.model.next.NextItem;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorArrayRefOptional;

/** The loss of the next item at every position of a part, on one thread's view of the parameters. */
final class NextItemObjective implements Objective<NextItemPart> {
    private final FlatParameters parameters;
    private final NextItemNetwork network;
    private final NextItemLoss loss;
    private final double dropout;
    private final double scale;

    /** Losses are multiplied by {@code scale}: 1 / the rows of a step. */
    NextItemObjective(
            NextItemNetwork network, FlatParameters parameters, NextItemLoss loss, double dropout, double scale) {
        this.parameters = parameters;
        this.network = network;
        this.loss = loss;
        this.dropout = dropout;
        this.scale = scale;
    }

    @Override
    public double backward(NextItemPart part, long seed) {
        NextItemNetwork.Pass pass = network.directions(part, new Dropout(dropout, seed));
        Tensor directions = pass.directions(); // [A x d]
        Tensor items = parameters.parameter(NextItem.ITEMS).detach(); // [V x d]
        Tensor gradient = parameters.gradient(NextItem.ITEMS); // [V x d]
        NextItemLoss.Result result =
                loss.of(directions.detach().contiguous(), part.targets(), items, gradient, scale, Seeds.mix(seed, 1));
        directions.backward(result.hidden(), new BoolOptional(), false, new TensorArrayRefOptional());
        gradient.index_add_(0, pass.items(), pass.read().grad());
        return result.value();
    }

    @Override
    public void close() {
        loss.close();
    }
}
