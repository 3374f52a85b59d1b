package dev.tidecast.neural;

import dev.tidecast.model.inference.TrunkShape;
import dev.tidecast.model.next.NextItem;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Embeddings E [V x d], a trunk and, for recurrent ones, a projection back to d; see {@link NextItem}. */
final class NextItemNetwork {
    private static final float ITEM_DEVIATION = .02f;

    private final TrunkShape shape;
    private final FlatParameters parameters;
    private final Trunk trunk;

    NextItemNetwork(TrunkShape shape, FlatParameters parameters) {
        this.shape = shape;
        this.parameters = parameters;
        this.trunk = Trunk.of(NextItem.TRUNK, shape, parameters);
    }

    static List<ParameterShape> shapes(TrunkShape shape, int items) {
        long d = shape.inputs();
        List<ParameterShape> shapes = new ArrayList<>(Trunk.shapes(NextItem.TRUNK, shape));
        shapes.add(new ParameterShape(
                NextItem.ITEMS, new long[] {items, d}, new ParameterShape.Start.Normal(ITEM_DEVIATION)));
        if (shape.kind().recurrent()) {
            float bound = (float) Math.sqrt(6.0 / (shape.hidden() + d));
            shapes.add(new ParameterShape(
                    NextItem.PROJECTION, new long[] {shape.hidden(), d}, new ParameterShape.Start.Uniform(bound)));
        }
        return shapes;
    }

    /**
     * A pass over a part.
     *
     * @param read embeddings of what was read, a leaf of its own so that E's gradient is never a whole [V x d] [TB x d]
     * @param directions [A x d]
     */
    record Pass(Tensor read, Tensor directions) {}

    /** Directions at the rows of {@code part}; call within a {@code PointerScope}. */
    Pass directions(NextItemPart part, Dropout dropout) {
        long d = shape.inputs();
        Tensor factors = parameters.parameter(NextItem.ITEMS).detach(); // [V x d]
        Tensor items = Placement.beside(factors, AttentionStack.longs(part.items(), part.items().length)); // [TB]
        Tensor read = factors.index_select(0, items).set_requires_grad(true); // [TB x d]
        Tensor x = read.mul(new Scalar(NextItem.inputScale((int) d))).view(part.steps(), part.windows(), d);
        if (shape.kind().recurrent()) {
            x = dropout.apply(x);
        }
        Tensor states = trunk.forward(x, part.times(), dropout).reshape(-1, shape.hidden()); // [TB x H]
        if (part.tokens() < part.items().length) {
            Tensor rows = Placement.beside(states, AttentionStack.longs(part.rows(), part.tokens()));
            states = states.index_select(0, rows); // [A x H]
        }
        if (shape.kind().recurrent()) {
            states = dropout.apply(states).matmul(parameters.parameter(NextItem.PROJECTION)); // [A x d]
        }
        return new Pass(read, states.to(torch.ScalarType.Float));
    }
}
