package dev.tidecast.neural;

import dev.tidecast.model.interest.ExploreTerm;
import dev.tidecast.progress.Progress;
import dev.tidecast.sequence.Dataset;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Trains the trunk with its explore head on top of frozen logits, or alone. */
final class TrunkStage {
    private final NativeRuntime runtime;
    private final NetworkSettings settings;
    private final Progress progress;

    TrunkStage(NativeRuntime runtime, NetworkSettings settings, Progress progress) {
        this.runtime = runtime;
        this.settings = settings;
        this.progress = progress;
    }

    /** Measures a trained term; empty where nothing is to be selected. */
    @FunctionalInterface
    interface Validation {
        SortedMap<String, Double> of(ExploreTerm term);
    }

    /** What came of it. */
    record Trained(ExploreTerm term, List<EpochMetrics> history, int epochs) {}

    /**
     * Trains for {@code epochs} epochs, or on the fit side until the monitored metric of {@code validation} stops
     * growing.
     *
     * @param bias whether items have a bias: for a trunk that stands alone
     */
    Trained train(
            Dataset visible,
            List<TrainingAnchor> anchors,
            TrunkObjective.AnchorLogits frozen,
            boolean bias,
            int epochs,
            @Nullable Validation validation,
            TrainingSettings.@Nullable Monitor monitor) {
        TrunkNetwork.Settings network = new TrunkNetwork.Settings(visible.itemCount(), settings.shape(), bias);
        try (FlatParameters parameters = new FlatParameters(runtime, network.shapes(), settings.seed())) {
            TrunkLessons lessons = new TrunkLessons(
                    TrunkLessons.parts(visible, anchors, visible.itemCount(), settings.steps()),
                    settings.seed(),
                    () -> validation == null ? new TreeMap<>() : validation.of(term(parameters)));
            TrainingSettings training =
                    new TrainingSettings(epochs, settings.optimizer(), settings.clip(), settings.seed(), monitor);
            TrainingLoop<TrunkBatch> loop =
                    new TrainingLoop<>(runtime, parameters, training, epoch -> progress.line(epoch.line()));
            TrainingLoop.Outcome outcome = loop.run(
                    lessons,
                    own -> new TrunkObjective(runtime, network, own, anchors, frozen, settings.dropout()),
                    null);
            return new Trained(term(parameters), outcome.history(), outcome.bestEpoch());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private ExploreTerm term(FlatParameters parameters) {
        return new ExploreTerm(settings.shape(), parameters.stored(), settings.steps());
    }
}
