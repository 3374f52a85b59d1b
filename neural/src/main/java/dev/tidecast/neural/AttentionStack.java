package dev.tidecast.neural;

import dev.tidecast.model.inference.TrunkShape;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/**
 * What attention trunks share: steps + learned positions, blocks, a final layer norm.
 *
 * <p>Parameters: {@code NAME.positions} [L x D], {@code NAME.KIND.l.PART} of each block, {@code NAME.norm.gain} and {@code
 * .shift} [D]. An affine part has {@code .weight} [R x C] and {@code .bias} [R].
 */
final class AttentionStack {
    private static final float POSITION_DEVIATION = .02f;

    private final String name;
    private final TrunkShape shape;
    private final FlatParameters parameters;

    /** Runs block {@code l} on steps [T x B x D]. */
    @FunctionalInterface
    interface Block {
        Tensor run(int l, Tensor x);
    }

    /** The parts of one block, by its name. */
    @FunctionalInterface
    interface BlockShapes {
        List<ParameterShape> of(String block);
    }

    AttentionStack(String name, TrunkShape shape, FlatParameters parameters) {
        this.name = name;
        this.shape = shape;
        this.parameters = parameters;
    }

    static List<ParameterShape> shapes(String name, TrunkShape shape, BlockShapes blocks) {
        List<ParameterShape> shapes = new ArrayList<>();
        shapes.add(new ParameterShape(
                name + ".positions",
                new long[] {shape.length(), shape.hidden()},
                new ParameterShape.Start.Normal(POSITION_DEVIATION)));
        for (int l = 0; l < shape.depth(); l++) {
            shapes.addAll(blocks.of(name + "." + shape.kind().word() + "." + l));
        }
        shapes.addAll(RecurrentStack.normShapes(name + ".norm", shape.hidden()));
        return shapes;
    }

    /** Weight and bias of an affine part (Glorot and Bengio 2010, uniform; bias 0). */
    static List<ParameterShape> affine(String part, long rows, long columns) {
        float bound = (float) Math.sqrt(6.0 / (rows + columns));
        return List.of(
                new ParameterShape(
                        part + ".weight", new long[] {rows, columns}, new ParameterShape.Start.Uniform(bound)),
                new ParameterShape(part + ".bias", new long[] {rows}, new ParameterShape.Start.Constant(0)));
    }

    /** The parts of causal attention: norm, projection to queries, keys and values, projection back. */
    static List<ParameterShape> attentionShapes(String block, long d) {
        List<ParameterShape> shapes = new ArrayList<>(RecurrentStack.normShapes(block + ".first", d));
        shapes.addAll(affine(block + ".attention", 3 * d, d));
        shapes.addAll(affine(block + ".out", d, d));
        return shapes;
    }

    /** From steps [T x B x D] to states [T x B x D]. */
    Tensor forward(Tensor x, Dropout dropout, Block block) {
        RecurrentStack.requireSteps(name, shape, x);
        if (x.size(0) > shape.length()) {
            throw new IllegalArgumentException("trunk '" + name + "' reads at most " + shape.length()
                    + " steps, but got " + x.size(0) + "; cut histories to their last ones");
        }
        Tensor positions = parameters
                .parameter(name + ".positions")
                .narrow(0, 0, x.size(0))
                .unsqueeze(1); // [T x 1 x D]
        Tensor y = dropout.apply(x.add(positions)); // [T x B x D]
        for (int l = 0; l < shape.depth(); l++) {
            y = block.run(l, y);
        }
        return RecurrentStack.norm(parameters, name + ".norm", y);
    }

    Tensor parameter(int l, String part) {
        return parameters.parameter(name + "." + shape.kind().word() + "." + l + "." + part);
    }

    /** Layer norm {@code part} of block {@code l}. */
    Tensor norm(int l, String part, Tensor x) {
        return RecurrentStack.norm(parameters, name + "." + shape.kind().word() + "." + l + "." + part, x);
    }

    /** W x + b of part {@code part}: [T x B x C] to [T x B x R]. */
    Tensor affine(int l, String part, Tensor x) {
        return torch.linear(x, parameter(l, part + ".weight"), new TensorOptional(parameter(l, part + ".bias")));
    }

    /** Causal scaled dot-product attention of normalised steps [T x B x D] (Vaswani et al. 2017). */
    Tensor attend(int l, Tensor x) {
        Tensor qkv = heads(affine(l, "attention", x), 3); // [3 x B x heads x T x D/heads]
        Tensor mixed = torch.scaled_dot_product_attention(
                qkv.select(0, 0),
                qkv.select(0, 1),
                qkv.select(0, 2),
                new TensorOptional(),
                0,
                true,
                new DoubleOptional(),
                false); // [B x heads x T x D/heads]
        return affine(l, "out", steps(mixed));
    }

    /** [T x B x parts D] to [parts x B x heads x T x D/heads]. */
    Tensor heads(Tensor x, int parts) {
        return x.view(x.size(0), x.size(1), parts, shape.heads(), shape.headSize())
                .permute(2, 1, 3, 0, 4);
    }

    /** [B x heads x T x D/heads] back to [T x B x D]. */
    Tensor steps(Tensor mixed) {
        return mixed.permute(2, 0, 1, 3).reshape(mixed.size(2), mixed.size(0), shape.hidden());
    }

    /** A tensor of whole numbers that index. */
    static Tensor longs(long[] values, long... sizes) {
        TensorOptions options = new TensorOptions(torch.ScalarType.Long);
        return torch.from_blob(new LongPointer(values), sizes, options).clone();
    }
}
