package dev.tidecast.neural;

import dev.tidecast.model.inference.TrunkShape;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * Plain recurrent sequence encoder (Elman 1990): h' = tanh(W x + U h + b). Parameters as in {@link RecurrentStack}.
 */
public final class RnnTrunk implements Trunk {
    private final RecurrentStack stack;

    /** A trunk on {@code parameters}, which hold its shapes among others. */
    public RnnTrunk(String name, TrunkShape shape, FlatParameters parameters) {
        this.stack = new RecurrentStack(name, shape, parameters);
    }

    static List<ParameterShape> shapes(String name, TrunkShape shape) {
        return RecurrentStack.shapes(name, shape, new ParameterShape.Start.Constant(0), List.of("bias"));
    }

    @Override
    public Tensor forward(Tensor x, long @Nullable [] times, Dropout dropout) {
        Tensor zero = stack.zero(x); // [1 x B x H]
        return stack.forward(x, dropout, (l, read) -> {
            Tensor bias = stack.parameter(l, "bias"); // [H]
            // torch adds two biases; one suffices, the other is held at 0.
            TensorVector weights = new TensorVector(
                    stack.parameter(l, "input"), // [H x D]
                    stack.parameter(l, "state"), // [H x H]
                    bias,
                    torch.zeros_like(bias));
            return torch.rnn_tanh(read, zero, weights, true, 1, 0, false, false, false)
                    .get0();
        });
    }
}
