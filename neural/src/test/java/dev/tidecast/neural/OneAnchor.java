package dev.tidecast.neural;

import dev.tidecast.model.Precision;
import dev.tidecast.model.interest.HistorySteps;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;

/** One history with one anchor at its end, whose user then takes items 1 and 3. */
final class OneAnchor {
    private OneAnchor() {}

    /** Two days of a history that tell nothing but their {@code items}. */
    static TrunkBatch twoDays(TrunkBatch.Bags items) {
        return new TrunkBatch(
                2,
                1,
                new float[2 * HistorySteps.FEATURES],
                new long[] {0, 86_400},
                items,
                new TrunkBatch.Bags(new long[2], new long[0]),
                new long[] {1},
                new int[] {0});
    }

    /** The loss of a batch of it; gradients are left in the parameters. */
    static double backward(
            WindowCriterion criterion,
            TrunkNetwork.Settings network,
            FlatParameters parameters,
            TrunkFactors factors,
            TrunkBatch batch,
            long seed) {
        List<TrainingAnchor> anchors = List.of(new TrainingAnchor(0, 100, network.items(), new int[] {1, 3}));
        try (TrunkObjective objective = new TrunkObjective(
                        criterion, network, parameters, factors, anchors, (a, z) -> {}, 0, Precision.SINGLE);
                PointerScope scope = new PointerScope()) {
            parameters.zeroGradients();
            return objective.backward(batch, seed);
        }
    }
}
