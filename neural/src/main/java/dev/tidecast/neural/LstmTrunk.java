package dev.tidecast.neural;

import dev.tidecast.model.inference.TrunkShape;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * LSTM sequence encoder (Hochreiter and Schmidhuber 1997, with the forget gate of Gers, Schmidhuber and Cummins 2000):
 * i,f,o = sigmoid, g = tanh of (W x + U h + b), c' = f c + i g, h' = o tanh(c').
 *
 * <p>Parameters as in {@link RecurrentStack}, rows in torch's order i, f, g, o.
 */
public final class LstmTrunk implements Trunk {
    private final RecurrentStack stack;

    /** A trunk on {@code parameters}, which hold its shapes among others. */
    public LstmTrunk(String name, TrunkShape shape, FlatParameters parameters) {
        this.stack = new RecurrentStack(name, shape, parameters);
    }

    static List<ParameterShape> shapes(String name, TrunkShape shape) {
        return RecurrentStack.shapes(name, shape, new ParameterShape.Start.ForgetGateOpen(), List.of("bias"));
    }

    @Override
    public Tensor forward(Tensor x, long @Nullable [] times, Dropout dropout) {
        Tensor zero = stack.zero(x); // [1 x B x H]
        return stack.forward(x, dropout, (l, read) -> {
            Tensor bias = stack.parameter(l, "bias"); // [4H]
            // torch adds two biases; one suffices, the other is held at 0.
            TensorVector weights = new TensorVector(
                    stack.parameter(l, "input"), // [4H x D]
                    stack.parameter(l, "state"), // [4H x H]
                    bias,
                    torch.zeros_like(bias));
            return torch.lstm(read, new TensorVector(zero, zero), weights, true, 1, 0, false, false, false)
                    .get0();
        });
    }
}
