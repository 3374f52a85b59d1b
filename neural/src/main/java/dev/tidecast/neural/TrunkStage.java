package dev.tidecast.neural;

import dev.tidecast.model.Precision;
import dev.tidecast.model.WindowRecipe;
import dev.tidecast.model.content.ItemContent;
import dev.tidecast.model.interest.ExploreTerm;
import dev.tidecast.progress.Progress;
import dev.tidecast.sequence.Dataset;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Trains the trunk with its explore head on top of frozen logits, or alone. */
final class TrunkStage {
    private final NativeRuntime runtime;
    private final NetworkSettings settings;
    private final Progress progress;
    private final Checkpoints checkpoints;

    TrunkStage(NativeRuntime runtime, NetworkSettings settings, Progress progress, Checkpoints checkpoints) {
        this.runtime = runtime;
        this.settings = settings;
        this.progress = progress;
        this.checkpoints = checkpoints;
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
     * @param bias whether items have a bias: for a trunk that stands alone, as a baseline, and reads no content
     * @param checkpoint name of the file from which it goes on
     */
    Trained train(
            Dataset visible,
            List<TrainingAnchor> anchors,
            TrunkObjective.AnchorLogits frozen,
            boolean bias,
            int epochs,
            @Nullable Validation validation,
            TrainingSettings.@Nullable Monitor monitor,
            String checkpoint) {
        ItemContent content = bias ? ItemContent.none() : settings.content().of(visible);
        StepContent steps = bias ? StepContent.none() : settings.stepContent().of(visible);
        TrunkNetwork.Settings network =
                new TrunkNetwork.Settings(visible.itemCount(), settings.trunk(), bias, content, steps);
        Precision precision = Autocast.usable(settings.compute().precision(), Placement.HOST);
        try (TrunkFactors factors = TrunkFactors.of(network);
                FlatParameters parameters = new FlatParameters(
                        runtime, network.shapes(), settings.seed(), sparse(factors, network.items()))) {
            TrunkLessons lessons = new TrunkLessons(
                    TrunkLessons.parts(visible, anchors, steps.reading(visible, settings.steps())),
                    settings.seed(),
                    () -> validation == null
                            ? new TreeMap<>()
                            : validation.of(term(visible, network, parameters, factors)));
            TrainingSettings training =
                    new TrainingSettings(epochs, settings.optimizer(), settings.clip(), settings.seed(), monitor);
            TrainingLoop<TrunkBatch> loop =
                    new TrainingLoop<>(runtime, parameters, training, epoch -> progress.line(epoch.line()));
            float[] shares = SampledItems.shares(
                    anchors.stream().flatMapToInt(anchor -> Arrays.stream(anchor.targets())), network.items());
            TrainingLoop.Outcome outcome = loop.run(
                    lessons,
                    own -> new TrunkObjective(
                            criterion(shares, precision),
                            network,
                            own,
                            factors,
                            anchors,
                            frozen,
                            settings.dropout(),
                            precision),
                    checkpoints.resume(checkpoint));
            return new Trained(term(visible, network, parameters, factors), outcome.history(), outcome.bestEpoch());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private boolean samples() {
        return settings.window().loss() == WindowRecipe.Loss.SAMPLED_SOFTMAX;
    }

    /** The embeddings, where a step changes few of them. */
    private @Nullable String sparse(TrunkFactors factors, int items) {
        boolean few = samples() && items >= NextItemTrainer.LARGE_CATALOGUE;
        return few && !factors.items().composed() ? ExploreTerm.ITEMS : null;
    }

    private WindowCriterion criterion(float[] shares, Precision precision) {
        return samples()
                ? new SampledWindowSoftmax(settings.window().negatives(), shares)
                : new WindowSoftmax(runtime, shares.length, precision);
    }

    private ExploreTerm term(
            Dataset visible, TrunkNetwork.Settings network, FlatParameters parameters, TrunkFactors factors) {
        return network.term(parameters, factors, settings.steps()).reading(visible.queries());
    }
}
