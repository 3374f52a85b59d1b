package dev.tidecast.neural;

import dev.tidecast.event.Behaviour;
import dev.tidecast.model.Precision;
import dev.tidecast.model.Trainer;
import dev.tidecast.model.activity.UserFeatures;
import dev.tidecast.model.inference.TrunkShape;
import dev.tidecast.model.purchase.DailyCounts;
import dev.tidecast.model.purchase.PurchaseNetwork;
import dev.tidecast.progress.Progress;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.History;
import dev.tidecast.sequence.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Trains the article's program: one instant, the horizon before the cut; every user with a history by then is an example,
 * read over the last days before it, labelled by whether the target behaviour came after it. A fixed number of epochs.
 */
public final class PurchaseTrainer implements Trainer {
    private final PurchaseSettings settings;
    private final Progress progress;
    private final Checkpoints checkpoints;

    public PurchaseTrainer(PurchaseSettings settings, Progress progress, Checkpoints checkpoints) {
        this.settings = settings;
        this.progress = progress;
        this.checkpoints = checkpoints;
    }

    @Override
    public String name() {
        return PurchaseNetwork.NAME;
    }

    @Override
    public PurchaseNetwork fit(Dataset visible, Target target) {
        List<Behaviour> behaviours = UserFeatures.behaviours(visible);
        long anchor = visible.asOf() - target.seconds();
        List<float[]> days = new ArrayList<>();
        List<Boolean> came = new ArrayList<>();
        if (!behaviours.isEmpty()) {
            DailyCounts reading = new DailyCounts(behaviours, settings.days());
            for (int user = 0; user < visible.userCount(); user++) {
                History after = visible.history(user);
                History before = after.asOf(anchor);
                if (!before.isEmpty()) {
                    days.add(reading.of(before));
                    came.add(after.hasAfter(anchor, target.behaviour()));
                }
            }
        }
        if (days.isEmpty()) {
            throw new IllegalArgumentException(name() + " needs a user with a history " + target.horizonDays()
                    + " days before the cut; this log has none: take a shorter horizon or a longer log");
        }
        return train(new DailyCounts(behaviours, settings.days()), days, came);
    }

    private PurchaseNetwork train(DailyCounts reading, List<float[]> days, List<Boolean> came) {
        NativeRuntime runtime = NativeRuntime.start(settings.threads());
        TrunkShape shape = settings.trunk(reading.width());
        Placement place = Placement.of(settings.compute().device());
        Precision precision = Autocast.usable(settings.compute().precision(), place);
        Autocast.tell(progress, name(), settings.compute().precision(), place);
        float[] labels = new float[came.size()];
        for (int user = 0; user < labels.length; user++) {
            labels[user] = came.get(user) ? 1 : 0;
        }
        try (FlatParameters parameters =
                new FlatParameters(runtime, PurchaseObjective.shapes(shape), settings.seed())) {
            int parts = Math.clamp(settings.threads(), 1, 2);
            PurchaseLessons lessons =
                    new PurchaseLessons(days, labels, reading.width(), settings.batch(), parts, settings.seed());
            TrainingSettings training = new TrainingSettings(
                    settings.epochs(),
                    settings.optimizer(),
                    settings.clip(),
                    settings.seed(),
                    null,
                    Schedule.constant(),
                    0,
                    place);
            new TrainingLoop<PurchasePart>(runtime, parameters, training, epoch -> progress.line(epoch.line()))
                    .run(
                            lessons,
                            own -> new PurchaseObjective(shape, own, settings.dropout(), precision, lessons.right()),
                            checkpoints.resume(name()));
            return new PurchaseNetwork(shape, reading, parameters.stored());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
