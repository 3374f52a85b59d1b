package dev.tidecast.neural;

import dev.tidecast.model.inference.TrunkShape;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Causal Transformer of SASRec (Kang and McAuley 2018) with pre-norm blocks: x += attention(norm(x)); x += W2 relu(W1 norm(x)
 * + b1) + b2. Times are not read.
 *
 * <p>Parameters as in {@link AttentionStack}; a block has {@code first}, {@code attention} [3D x D], {@code out} [D x D],
 * {@code second}, {@code up} [D x D], {@code down} [D x D].
 */
public final class TransformerTrunk implements Trunk {
    private final AttentionStack stack;

    /** A trunk on {@code parameters}, which hold its shapes among others. */
    public TransformerTrunk(String name, TrunkShape shape, FlatParameters parameters) {
        this.stack = new AttentionStack(name, shape, parameters);
    }

    static List<ParameterShape> shapes(String name, TrunkShape shape) {
        long d = shape.hidden();
        return AttentionStack.shapes(name, shape, block -> {
            List<ParameterShape> shapes = new ArrayList<>(AttentionStack.attentionShapes(block, d));
            shapes.addAll(RecurrentStack.normShapes(block + ".second", d));
            shapes.addAll(AttentionStack.affine(block + ".up", d, d));
            shapes.addAll(AttentionStack.affine(block + ".down", d, d));
            return shapes;
        });
    }

    @Override
    public Tensor forward(Tensor x, long @Nullable [] times, Dropout dropout) {
        return stack.forward(x, dropout, (l, y) -> {
            Tensor attended = dropout.apply(stack.attend(l, stack.norm(l, "first", y))); // [T x B x D]
            Tensor z = y.add(attended); // [T x B x D]
            Tensor inner = stack.affine(l, "up", stack.norm(l, "second", z)).relu(); // [T x B x D]
            return z.add(dropout.apply(stack.affine(l, "down", dropout.apply(inner))));
        });
    }
}
