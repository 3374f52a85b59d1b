package dev.tidecast.model.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The forward pass of Transformer, LiGR and HSTU in Java, held to libtorch's within 1e-4: steps + positions, blocks, a
 * final layer norm. Of a longer history it reads the last L steps; positions count from the first of those.
 *
 * <p>It keeps no state between calls: a new event re-runs the last L steps.
 */
public final class AttentionInference implements TrunkInference {
    private final TrunkShape shape;
    private final float[] positions; // [L x D]
    private final List<AttentionBlock> blocks;
    private final LayerNorm norm;
    private final FloatKernels kernels;

    private AttentionInference(
            TrunkShape shape, float[] positions, List<AttentionBlock> blocks, LayerNorm norm, FloatKernels kernels) {
        this.shape = shape;
        this.positions = positions;
        this.blocks = List.copyOf(blocks);
        this.norm = norm;
        this.kernels = kernels;
    }

    static AttentionInference of(TrunkShape shape, TrunkWeights weights, FloatKernels kernels) {
        List<AttentionBlock> blocks = new ArrayList<>();
        for (int l = 0; l < shape.depth(); l++) {
            blocks.add(block(shape, weights, shape.kind().word() + "." + l));
        }
        float[] positions = weights.values("positions", shape.length() * shape.hidden());
        return new AttentionInference(shape, positions, blocks, weights.norm("norm", shape.hidden()), kernels);
    }

    private static AttentionBlock block(TrunkShape shape, TrunkWeights weights, String block) {
        return switch (shape.kind()) {
            case TRANSFORMER -> new TransformerBlock(shape, weights, block);
            case LIGR -> new LigrBlock(shape, weights, block);
            case HSTU -> new HstuBlock(shape, weights, block);
            case LSTM, GRU, RNN ->
                throw new IllegalArgumentException(shape.kind().word() + " has no attention");
        };
    }

    @Override
    public int inputs() {
        return shape.inputs();
    }

    @Override
    public int hidden() {
        return shape.hidden();
    }

    @Override
    public void encode(List<TimedSteps> histories, StepReader reader) {
        int d = shape.hidden();
        for (int k = 0; k < histories.size(); k++) {
            TimedSteps history = histories.get(k);
            int all = history.steps(d);
            int count = Math.min(all, shape.length());
            int before = all - count;
            float[] x = Arrays.copyOfRange(history.x(), before * d, all * d); // [T x D]
            long[] times =
                    history.times().length == 0 ? history.times() : Arrays.copyOfRange(history.times(), before, all);
            kernels.addScaled(1, positions, 0, x, 0, x.length);
            for (AttentionBlock block : blocks) {
                block.apply(kernels, x, times, count);
            }
            float[] y = AttentionBlock.normed(norm, x, count); // [T x D]
            for (int s = 0; s < count; s++) {
                reader.read(k, before + s, y, s * d);
            }
        }
    }
}
