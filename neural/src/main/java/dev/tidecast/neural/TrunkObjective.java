package dev.tidecast.neural;

import dev.tidecast.model.Precision;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Softmax over the window's items from the trunk's direction, on top of frozen logits. */
final class TrunkObjective implements Objective<TrunkBatch> {
    private final TrunkNetwork network;
    private final WindowCriterion criterion;
    private final List<TrainingAnchor> anchors;
    private final AnchorLogits frozen;
    private final double dropout;
    private final Precision precision;

    /** Logits that stages before this one gave to a training anchor. */
    @FunctionalInterface
    interface AnchorLogits {
        void addTo(int anchor, float[] logits);
    }

    TrunkObjective(
            WindowCriterion criterion,
            TrunkNetwork.Settings settings,
            FlatParameters parameters,
            TrunkFactors factors,
            List<TrainingAnchor> anchors,
            AnchorLogits frozen,
            double dropout,
            Precision precision) {
        this.network = new TrunkNetwork(settings, parameters, factors);
        this.criterion = criterion;
        this.anchors = anchors;
        this.frozen = frozen;
        this.dropout = dropout;
        this.precision = precision;
    }

    @Override
    public double backward(TrunkBatch batch, long seed) {
        Dropout drawn = new Dropout(dropout, seed);
        StepItems items = network.items(batch, drawn);
        Tensor directions = directions(batch, items, drawn); // [A x d]
        WindowLogits logits = network.logits(
                directions.detach().contiguous(), items, (a, into) -> frozen.addTo(batch.rows()[a], into));
        WindowSoftmax.WindowLoss loss = criterion.withGradient(logits, targets(batch), Seeds.mix(seed, 1));
        items.carryBack(loss, directions, batch.items());
        return loss.value();
    }

    private Tensor directions(TrunkBatch batch, StepItems items, Dropout drawn) {
        try (Autocast cast = new Autocast(precision, torch.DeviceType.CPU)) {
            return network.directions(batch, items, drawn).to(torch.ScalarType.Float);
        }
    }

    private WindowTargets targets(TrunkBatch batch) {
        int count = batch.rows().length;
        int[] candidates = new int[count];
        int[] from = new int[count + 1];
        for (int a = 0; a < count; a++) {
            TrainingAnchor anchor = anchors.get(batch.rows()[a]);
            candidates[a] = anchor.candidates();
            from[a + 1] = from[a] + anchor.targets().length;
        }
        int[] items = new int[from[count]];
        for (int a = 0; a < count; a++) {
            int[] targets = anchors.get(batch.rows()[a]).targets();
            System.arraycopy(targets, 0, items, from[a], targets.length);
        }
        float[] counts = new float[items.length];
        for (int a = 0; a < count; a++) {
            java.util.Arrays.fill(counts, from[a], from[a + 1], (float) (1 / Math.sqrt(from[a + 1] - from[a])));
        }
        return new WindowTargets(candidates, from, items, counts, 1.0 / STEP_ANCHORS);
    }

    /** Anchors of a step, about; the loss is scaled to their mean. */
    static final int STEP_ANCHORS = 256;

    @Override
    public void close() {
        criterion.close();
    }
}
