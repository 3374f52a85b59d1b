package dev.tidecast.neural;

import dev.tidecast.model.NextItemRecipe;
import dev.tidecast.model.Precision;
import dev.tidecast.model.Trainer;
import dev.tidecast.model.inference.FloatKernels;
import dev.tidecast.model.next.ItemSequence;
import dev.tidecast.model.next.NextItem;
import dev.tidecast.progress.Progress;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Trains a model of the next item at every position of every history. The last item of each visible history is held back:
 * its NDCG@10 chooses the epoch; where the recipe says so, all is then trained again with these items.
 */
public final class NextItemTrainer implements Trainer {
    /** From here on a step changes the embeddings that it meets alone, not all of them. */
    static final int LARGE_CATALOGUE = 20_000;

    private final NextItemSettings settings;
    private final Progress progress;
    private final Checkpoints checkpoints;
    private final TrainingListener listener;

    public NextItemTrainer(NextItemSettings settings, Progress progress) {
        this(settings, progress, Checkpoints.none());
    }

    /** Goes on from {@code checkpoints} of the same settings and log, and writes one after each epoch. */
    public NextItemTrainer(NextItemSettings settings, Progress progress, Checkpoints checkpoints) {
        this(settings, progress, checkpoints, epoch -> progress.line(settings.name() + ": " + epoch.line()));
    }

    /** As above; {@code listener} hears every step and epoch in place of {@code progress}, which hears the rest. */
    public NextItemTrainer(
            NextItemSettings settings, Progress progress, Checkpoints checkpoints, TrainingListener listener) {
        this.settings = settings;
        this.progress = progress;
        this.checkpoints = checkpoints;
        this.listener = listener;
    }

    @Override
    public String name() {
        return settings.name();
    }

    @Override
    public NextItem fit(Dataset visible, Target target) {
        NativeRuntime runtime = NativeRuntime.start(settings.threads());
        Placement place = settings.place();
        Autocast.tell(progress, settings.name(), settings.recipe().compute().precision(), place);
        List<ItemSequence> histories = histories(visible);
        List<ItemSequence> before = histories.stream()
                .map(history -> history.range(0, Math.max(0, history.length() - 1)))
                .toList();
        NextItemValidation validation =
                new NextItemValidation(histories, visible.hasClock(), settings.length(), visible.itemCount());
        Fit first = train(runtime, visible, before, validation, settings.epochs());
        if (!settings.recipe().refit()) {
            return first.model();
        }
        progress.line(settings.name() + ": trained again with the validation items for " + first.epochs() + " epochs");
        return train(runtime, visible, histories, null, first.epochs()).model();
    }

    private List<ItemSequence> histories(Dataset visible) {
        List<ItemSequence> histories = new ArrayList<>();
        for (int user = 0; user < visible.userCount(); user++) {
            histories.add(ItemSequence.of(visible.history(user), visible.itemCount()));
        }
        if (histories.stream().noneMatch(history -> history.length() > 2)) {
            throw new IllegalArgumentException(settings.name()
                    + " needs a history of three items or more: two to learn from and one to choose the epoch by; this"
                    + " log has none");
        }
        return histories;
    }

    private record Fit(NextItem model, int epochs) {}

    private Fit train(
            NativeRuntime runtime,
            Dataset visible,
            List<ItemSequence> histories,
            @Nullable NextItemValidation validation,
            int epochs) {
        int items = visible.itemCount();
        Placement place = settings.place();
        List<ParameterShape> shapes = NextItemNetwork.shapes(settings.trunk(), items);
        try (FlatParameters parameters = new FlatParameters(runtime, shapes, settings.seed(), sparse(items))) {
            NextItemNetwork network = new NextItemNetwork(settings.trunk(), parameters);
            Supplier<SortedMap<String, Double>> measure =
                    () -> validation == null ? new TreeMap<>() : validation.of(network, parameters);
            NextItemLessons lessons = new NextItemLessons(
                    histories,
                    visible.hasClock(),
                    settings.length(),
                    settings.batch(),
                    Math.max(2, settings.threads()),
                    settings.seed(),
                    measure);
            float[] shares = SampledItems.shares(
                    histories.stream()
                            .flatMapToInt(
                                    history -> Arrays.stream(history.items()).skip(1)),
                    items);
            TrainingLoop<NextItemPart> loop =
                    new TrainingLoop<>(runtime, parameters, training(validation != null, epochs), listener);
            TrainingLoop.Outcome outcome = loop.run(
                    lessons,
                    own -> new NextItemObjective(
                            new NextItemNetwork(settings.trunk(), own),
                            own,
                            loss(runtime, items, shares, place),
                            settings.dropout(),
                            1.0 / lessons.stepRows(),
                            precision(place)),
                    resume(validation != null, items, lessons.rows()));
            NextItem model = new NextItem(settings.name(), settings.trunk(), parameters.stored(), settings.length());
            return new Fit(model, outcome.bestEpoch());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private TrainingSettings training(boolean validated, int epochs) {
        NextItemRecipe recipe = settings.recipe();
        TrainingSettings.Monitor monitor =
                validated ? new TrainingSettings.Monitor(NextItemValidation.NDCG, true, recipe.patience()) : null;
        return new TrainingSettings(
                epochs,
                settings.optimizer(),
                settings.clip(),
                settings.seed(),
                monitor,
                schedule(),
                recipe.averaging(),
                settings.place());
    }

    private Schedule schedule() {
        return new Schedule(settings.recipe().warmUp(), .05);
    }

    private TrainingLoop.@Nullable Resume resume(boolean validated, int items, long rows) throws IOException {
        String run = checkpoints.run() + " " + settings + " on " + rows + " transitions between " + items + " items, "
                + precision(settings.place());
        return checkpoints
                .file(validated ? settings.name() : settings.name() + "-refit")
                .map(file -> new TrainingLoop.Resume(file, run))
                .orElse(null);
    }

    private NextItemLoss loss(NativeRuntime runtime, int items, float[] shares, Placement place) {
        FloatKernels kernels = FloatKernels.fastest();
        NextItemRecipe recipe = settings.recipe();
        int draws = recipe.negatives();
        float[] none = {};
        return switch (recipe.loss()) {
            case SOFTMAX -> place.apart() ? new PlacedSoftmax() : new NextItemSoftmax(runtime, items, precision(place));
            case SAMPLED_SOFTMAX -> new SampledLoss(new RowLoss.Softmax(kernels), draws, items, shares, true);
            case BCE -> new SampledLoss(new RowLoss.Binary(kernels, 1), draws, items, none, false);
            case GBCE -> {
                double beta = RowLoss.Binary.beta(draws, items, recipe.calibration());
                yield new SampledLoss(new RowLoss.Binary(kernels, beta), draws, items, none, false);
            }
        };
    }

    /** The embeddings, where a step changes few of them. */
    private @Nullable String sparse(int items) {
        boolean samples = settings.recipe().loss() != NextItemRecipe.Loss.SOFTMAX;
        return samples && items >= LARGE_CATALOGUE ? NextItem.ITEMS : null;
    }

    private Precision precision(Placement place) {
        return Autocast.usable(settings.recipe().compute().precision(), place);
    }
}
