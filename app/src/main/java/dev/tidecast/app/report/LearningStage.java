package dev.tidecast.app.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One stage of training, epoch by epoch.
 *
 * @param chosen the epoch that was kept; -1 if none is marked
 * @param note the scale found on the selection cut and the like; may be empty
 */
public record LearningStage(String name, String note, List<Epoch> epochs, int chosen) {
    public LearningStage {
        epochs = List.copyOf(epochs);
    }

    /** One epoch; figures that were not measured are null. */
    public record Epoch(
            int epoch,
            @Nullable Double loss,
            @Nullable Double validationLoss,
            @Nullable Double validationNdcg) {}
}
