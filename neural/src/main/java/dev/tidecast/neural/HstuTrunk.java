package dev.tidecast.neural;

import dev.tidecast.model.inference.HstuBlock;
import dev.tidecast.model.inference.TrunkShape;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * HSTU, hierarchical sequential transduction units (Zhai et al., "Actions Speak Louder than Words", 2024): [u v q k] =
 * silu(W norm(x) + b); a_ij = silu(q_i . k_j + position(i - j) + time(t_i - t_j)) / (i + 1) for j up to i, without a softmax;
 * x += W2 (norm(a v) * u) + b2. Only past times enter, never that of the event to be predicted.
 *
 * <p>Parameters as in {@link AttentionStack}; a block has {@code first}, {@code project} [4D x D], {@code position} [L],
 * {@code time} [{@value HstuBlock#BUCKETS}], {@code second}, {@code out} [D x D].
 */
public final class HstuTrunk implements Trunk {
    private final AttentionStack stack;

    /** A trunk on {@code parameters}, which hold its shapes among others. */
    public HstuTrunk(String name, TrunkShape shape, FlatParameters parameters) {
        this.stack = new AttentionStack(name, shape, parameters);
    }

    static List<ParameterShape> shapes(String name, TrunkShape shape) {
        long d = shape.hidden();
        ParameterShape.Start small = new ParameterShape.Start.Normal(.02f);
        return AttentionStack.shapes(name, shape, block -> {
            List<ParameterShape> shapes = new ArrayList<>(RecurrentStack.normShapes(block + ".first", d));
            shapes.addAll(AttentionStack.affine(block + ".project", 4 * d, d));
            shapes.add(new ParameterShape(block + ".position", new long[] {shape.length()}, small));
            shapes.add(new ParameterShape(block + ".time", new long[] {HstuBlock.BUCKETS}, small));
            shapes.addAll(RecurrentStack.normShapes(block + ".second", d));
            shapes.addAll(AttentionStack.affine(block + ".out", d, d));
            return shapes;
        });
    }

    @Override
    public Tensor forward(Tensor x, long @Nullable [] times, Dropout dropout) {
        int t = Math.toIntExact(x.size(0));
        int b = Math.toIntExact(x.size(1));
        Tensor past = Placement.beside(x, Tensor.create(past(t), t, t)); // [T x T]
        Tensor distances = Placement.beside(x, AttentionStack.longs(distances(t), (long) t * t)); // [TT]
        Tensor buckets = times == null
                ? null
                : Placement.beside(x, AttentionStack.longs(buckets(times, t, b), (long) b * t * t)); // [BTT]
        return stack.forward(x, dropout, (l, y) -> {
            Tensor uvqk = torch.silu(stack.affine(l, "project", stack.norm(l, "first", y))); // [T x B x 4D]
            Tensor each = stack.heads(uvqk, 4); // [4 x B x heads x T x D/heads]
            Tensor scores = each.select(0, 2).matmul(each.select(0, 3).transpose(2, 3)); // [B x heads x T x T]
            scores = scores.add(
                    stack.parameter(l, "position").index_select(0, distances).view(t, t));
            if (buckets != null) {
                Tensor gaps = stack.parameter(l, "time").index_select(0, buckets); // [BTT]
                scores = scores.add(gaps.view(b, 1, t, t));
            }
            Tensor weights = torch.silu(scores).mul(past); // [B x heads x T x T]
            Tensor mixed = stack.steps(weights.matmul(each.select(0, 1))); // [T x B x D]
            Tensor gated = stack.norm(l, "second", mixed).mul(uvqk.narrow(2, 0, y.size(2))); // [T x B x D]
            return y.add(dropout.apply(stack.affine(l, "out", gated)));
        });
    }

    /** 1 / (i + 1) where j is at or before i, else 0. */
    private static float[] past(int t) {
        float[] past = new float[t * t];
        for (int i = 0; i < t; i++) {
            for (int j = 0; j <= i; j++) {
                past[i * t + j] = 1f / (i + 1);
            }
        }
        return past;
    }

    /** i - j where j is at or before i, else 0, which the mask then hides. */
    private static long[] distances(int t) {
        long[] distances = new long[t * t];
        for (int i = 0; i < t; i++) {
            for (int j = 0; j <= i; j++) {
                distances[i * t + j] = i - j;
            }
        }
        return distances;
    }

    private static long[] buckets(long[] times, int t, int b) {
        long[] buckets = new long[b * t * t];
        for (int history = 0; history < b; history++) {
            for (int i = 0; i < t; i++) {
                for (int j = 0; j <= i; j++) {
                    long gap = times[i * b + history] - times[j * b + history];
                    buckets[(history * t + i) * t + j] = HstuBlock.bucket(gap);
                }
            }
        }
        return buckets;
    }
}
