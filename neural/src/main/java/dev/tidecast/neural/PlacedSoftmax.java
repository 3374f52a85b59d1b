package dev.tidecast.neural;

import java.util.Arrays;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Cross entropy of the softmax over all V items and its gradient by hand, as {@link NextItemSoftmax} has them, by libtorch's
 * own operations and so wherever the tensors are; in chunks, so that tokens x items never stand in memory at once.
 */
final class PlacedSoftmax implements NextItemLoss {
    /** The most floats of a chunk (256 MiB). */
    private static final long CHUNK_FLOATS = 1L << 26;

    @Override
    public Result of(Tensor h, int[] targets, ItemRows items, double scale, long seed) {
        Tensor hidden = torch.empty_like(h); // [A x d]
        Tensor sum = torch.zeros_like(h.select(0, 0).select(0, 0));
        int rows = (int) Math.clamp(CHUNK_FLOATS / items.values().size(0), 1, targets.length);
        for (int from = 0; from < targets.length; from += rows) {
            int count = Math.min(rows, targets.length - from);
            Tensor part = h.narrow(0, from, count); // [n x d]
            Tensor target = Placement.beside(h, column(targets, from, count)); // [n x 1]
            Tensor log = part.matmul(items.values().t()).log_softmax(1); // [n x V]
            sum.sub_(log.gather(1, target).sum());
            Tensor one = torch.ones_like(part.narrow(1, 0, 1)); // [n x 1]
            Tensor gradient = log.exp_().scatter_add_(1, target, one.neg()).mul_(new Scalar(scale)); // [n x V]
            hidden.narrow(0, from, count).copy_(gradient.matmul(items.values()));
            items.gradient().addmm_(gradient.t(), part);
        }
        return new Result(sum.item_float() * scale, hidden);
    }

    private static Tensor column(int[] targets, int from, int count) {
        long[] part = Arrays.stream(targets, from, from + count).asLongStream().toArray();
        return AttentionStack.longs(part, count, 1);
    }

    @Override
    public void close() {} // holds nothing
}
