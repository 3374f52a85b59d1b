package dev.tidecast.neural;

import dev.tidecast.model.inference.TrunkShape;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * GRU sequence encoder (Cho et al. 2014), its reset gate applied after the product with the state: r,z = sigmoid(W x + b +
 * U h + d), n = tanh(W x + b + r (U h + d)), h' = (1 - z) n + z h.
 *
 * <p>Parameters as in {@link RecurrentStack}, rows in torch's order r, z, n, and {@code .stateBias} [3H].
 */
public final class GruTrunk implements Trunk {
    private final RecurrentStack stack;

    /** A trunk on {@code parameters}, which hold its shapes among others. */
    public GruTrunk(String name, TrunkShape shape, FlatParameters parameters) {
        this.stack = new RecurrentStack(name, shape, parameters);
    }

    static List<ParameterShape> shapes(String name, TrunkShape shape) {
        return RecurrentStack.shapes(name, shape, new ParameterShape.Start.Constant(0), List.of("bias", "stateBias"));
    }

    @Override
    public Tensor forward(Tensor x, long @Nullable [] times, Dropout dropout) {
        Tensor zero = stack.zero(x); // [1 x B x H]
        return stack.forward(x, dropout, (l, read) -> {
            TensorVector weights = new TensorVector(
                    stack.parameter(l, "input"), // [3H x D]
                    stack.parameter(l, "state"), // [3H x H]
                    stack.parameter(l, "bias"), // [3H]
                    stack.parameter(l, "stateBias")); // [3H]
            return torch.gru(read, zero, weights, true, 1, 0, false, false, false)
                    .get0();
        });
    }
}
