package dev.tidecast.neural;

import dev.tidecast.model.Precision;
import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;

/** Cross entropy of the softmax over all V items, in the chunks of {@link WindowSoftmax}: never tokens x items at once. */
final class NextItemSoftmax implements NextItemLoss {
    private final WindowSoftmax softmax;
    private final int count;

    NextItemSoftmax(NativeRuntime runtime, int items, Precision precision) {
        this.softmax = new WindowSoftmax(runtime, items, precision);
        this.count = items;
    }

    @Override
    public Result of(Tensor h, int[] targets, ItemRows items, double scale, long seed) {
        int[] candidates = new int[targets.length];
        Arrays.fill(candidates, count);
        int[] from = new int[targets.length + 1];
        Arrays.setAll(from, a -> a);
        float[] once = new float[targets.length];
        Arrays.fill(once, 1);
        WindowSoftmax.WindowLoss loss = softmax.withGradient(
                new WindowLogits(count).factors(h, items.values(), items.gradient()),
                new WindowTargets(candidates, from, targets, once, scale));
        return new Result(loss.value(), loss.requireHidden());
    }

    @Override
    public void close() {
        softmax.close();
    }
}
