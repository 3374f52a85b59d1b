package dev.tidecast.neural;

import dev.tidecast.model.Precision;
import dev.tidecast.model.next.NextItem;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorArrayRefOptional;
import org.bytedeco.pytorch.global.torch;

/** The loss of the next item at every position of a part, on one thread's view of the parameters. */
final class NextItemObjective implements Objective<NextItemPart> {
    private final FlatParameters parameters;
    private final NextItemNetwork network;
    private final NextItemLoss loss;
    private final double dropout;
    private final double scale;
    private final Precision precision;

    /** Losses are multiplied by {@code scale}: 1 / the rows of a step. */
    NextItemObjective(
            NextItemNetwork network,
            FlatParameters parameters,
            NextItemLoss loss,
            double dropout,
            double scale,
            Precision precision) {
        this.parameters = parameters;
        this.network = network;
        this.loss = loss;
        this.dropout = dropout;
        this.scale = scale;
        this.precision = precision;
    }

    @Override
    public double backward(NextItemPart part, long seed) {
        NextItemNetwork.Pass pass = directions(part, new Dropout(dropout, seed));
        Tensor directions = pass.directions(); // [A x d]
        ItemRows items = parameters.rows(NextItem.ITEMS); // [V x d]
        NextItemLoss.Result result =
                loss.of(directions.detach().contiguous(), part.targets(), items, scale, Seeds.mix(seed, 1));
        directions.backward(result.hidden(), new BoolOptional(), false, new TensorArrayRefOptional());
        items.add(part.items(), pass.read().grad());
        return result.value();
    }

    private NextItemNetwork.Pass directions(NextItemPart part, Dropout noise) {
        torch.DeviceType device = parameters.values().device().type();
        try (Autocast cast = new Autocast(precision, device)) {
            return network.directions(part, noise);
        }
    }

    @Override
    public void close() {
        loss.close();
    }
}
