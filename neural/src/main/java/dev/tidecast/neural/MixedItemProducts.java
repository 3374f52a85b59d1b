package dev.tidecast.neural;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * {@link ItemProducts} of bfloat16 factors with sums in single floats, by libtorch's oneDNN: twice the speed and half the
 * memory traffic where the processor multiplies such numbers. What is summed over chunks, dE, stays in single floats.
 */
final class MixedItemProducts implements ItemProducts {
    private static final torch.ScalarType HALF = torch.ScalarType.BFloat16;
    private static final torch.ScalarType WHOLE = torch.ScalarType.Float;

    private final int rows;
    private final int items;
    private final float[] chunk; // [rows x V]: logits, then their gradient
    private @Nullable Tensor h; // [A x d]
    private @Nullable Tensor e; // [V x d]
    private @Nullable Tensor hiddenGradient; // [A x d], single
    private @Nullable Tensor itemGradient; // [V x d], single

    MixedItemProducts(int most, int items) {
        this.rows = most;
        this.items = items;
        this.chunk = new float[Math.multiplyExact(rows, items)];
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int at(int r) {
        return r * items;
    }

    @Override
    public float[] chunk() {
        return chunk;
    }

    /** The tensors made here belong to the caller's {@code PointerScope}, which covers the whole batch. */
    @Override
    public void begin(Tensor hiddenStates, Tensor items) {
        h = hiddenStates.detach().to(HALF);
        e = items.detach().to(HALF);
        hiddenGradient = torch.empty_like(hiddenStates.detach());
        itemGradient = torch.zeros_like(items.detach());
    }

    @Override
    public void forward(int from, int to, int columns) {
        try (PointerScope scope = new PointerScope()) {
            Tensor z = part(h, from, to).mm(part(e, 0, columns).t()).to(WHOLE).contiguous(); // [to - from x columns]
            FloatPointer logits = z.data_ptr_float();
            for (int r = 0; r < to - from; r++) {
                logits.position((long) r * columns).get(chunk, at(r), columns);
            }
        }
    }

    @Override
    public void back(int from, int to, int columns) {
        try (PointerScope scope = new PointerScope()) {
            Tensor gradients = torch.empty(to - from, items);
            gradients.data_ptr_float().put(chunk, 0, at(to - from));
            Tensor g = part(gradients, 0, to - from).narrow(1, 0, columns).to(HALF); // [to - from x columns]
            part(hiddenGradient, from, to).copy_(g.mm(part(e, 0, columns)));
            part(itemGradient, 0, columns).add_(g.t().mm(part(h, from, to)));
        }
    }

    private static Tensor part(@Nullable Tensor of, int from, int to) {
        if (of == null) {
            throw new IllegalStateException("products before begin()");
        }
        return of.narrow(0, from, to - from);
    }

    @Override
    public void storeHidden(Tensor of) {
        of.copy_(part(hiddenGradient, 0, (int) of.size(0)));
    }

    @Override
    public void addItemGradient(Tensor to) {
        to.add_(part(itemGradient, 0, (int) to.size(0)));
    }
}
