package dev.tidecast.neural;

import dev.tidecast.model.inference.TrunkShape;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * Causal Transformer with the gated residuals of LiGR (Borisyuk et al., "From Features to Transformers", 2025), as eSASRec
 * uses them (Tikhonovich et al. 2025): x += sigmoid(W x + b) * attention(norm(x)), then the same with a SwiGLU network
 * (Shazeer 2020) of 4D inner units. Times are not read.
 *
 * <p>Parameters as in {@link AttentionStack}; a block has {@code first}, {@code attention} [3D x D], {@code out} [D x D],
 * {@code firstGate} [D x D], {@code second}, {@code up} [8D x D] (gates, then values), {@code down} [D x 4D], {@code
 * secondGate} [D x D].
 */
public final class LigrTrunk implements Trunk {
    private final AttentionStack stack;

    /** A trunk on {@code parameters}, which hold its shapes among others. */
    public LigrTrunk(String name, TrunkShape shape, FlatParameters parameters) {
        this.stack = new AttentionStack(name, shape, parameters);
    }

    static List<ParameterShape> shapes(String name, TrunkShape shape) {
        long d = shape.hidden();
        return AttentionStack.shapes(name, shape, block -> {
            List<ParameterShape> shapes = new ArrayList<>(AttentionStack.attentionShapes(block, d));
            shapes.addAll(AttentionStack.affine(block + ".firstGate", d, d));
            shapes.addAll(RecurrentStack.normShapes(block + ".second", d));
            shapes.addAll(AttentionStack.affine(block + ".up", 8 * d, d));
            shapes.addAll(AttentionStack.affine(block + ".down", d, 4 * d));
            shapes.addAll(AttentionStack.affine(block + ".secondGate", d, d));
            return shapes;
        });
    }

    @Override
    public Tensor forward(Tensor x, long @Nullable [] times, Dropout dropout) {
        return stack.forward(x, dropout, (l, y) -> {
            Tensor attended = dropout.apply(stack.attend(l, stack.norm(l, "first", y))); // [T x B x D]
            Tensor z = y.add(stack.affine(l, "firstGate", y).sigmoid().mul(attended)); // [T x B x D]
            Tensor both = stack.affine(l, "up", stack.norm(l, "second", z)); // [T x B x 8D]
            long inner = both.size(2) / 2;
            Tensor gates = torch.silu(both.narrow(2, 0, inner)); // [T x B x 4D]
            Tensor mixed = dropout.apply(gates.mul(both.narrow(2, inner, inner))); // [T x B x 4D]
            Tensor change = dropout.apply(stack.affine(l, "down", mixed)); // [T x B x D]
            return z.add(stack.affine(l, "secondGate", z).sigmoid().mul(change));
        });
    }
}
