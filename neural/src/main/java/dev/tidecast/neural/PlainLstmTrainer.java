package dev.tidecast.neural;

import dev.tidecast.model.Trainer;
import dev.tidecast.model.WindowRecipe;
import dev.tidecast.model.counters.WeightedCountersTrainer;
import dev.tidecast.model.interest.PlainLstm;
import dev.tidecast.progress.Progress;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.Target;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Trains a plain LSTM with a softmax over the items of the window, the article's way: no counting, fixed epochs. */
public final class PlainLstmTrainer implements Trainer {
    /** Candidates of all anchors together. */
    private static final long ROOM = 2_000_000_000;

    private final NetworkSettings settings;
    private final Progress progress;
    private final Checkpoints checkpoints;

    public PlainLstmTrainer(NetworkSettings settings, Progress progress) {
        this(settings, progress, Checkpoints.none());
    }

    /** A trainer that goes on from where a killed one of the same run was. */
    public PlainLstmTrainer(NetworkSettings settings, Progress progress, Checkpoints checkpoints) {
        this.settings = settings;
        this.progress = progress;
        this.checkpoints = checkpoints;
    }

    @Override
    public String name() {
        return PlainLstm.NAME;
    }

    @Override
    public PlainLstm fit(Dataset visible, Target target) {
        NativeRuntime runtime = NativeRuntime.start(settings.threads());
        Autocast.tell(progress, name(), settings.compute().precision(), Placement.HOST);
        List<Long> instants = WeightedCountersTrainer.anchors(visible, target, settings.anchors());
        List<TrainingAnchor> anchors = TrainingAnchor.of(visible, target, instants);
        if (anchors.isEmpty()) {
            throw new IllegalArgumentException(
                    "lstm needs a user with history and a " + target.behaviour().word() + " in a window of "
                            + target.horizonDays() + " days before the cut; this log has none");
        }
        TrunkStage.Trained trained = new TrunkStage(runtime, settings, progress, checkpoints)
                .train(
                        visible,
                        thinned(anchors, visible.itemCount()),
                        (anchor, logits) -> {},
                        true,
                        settings.epochs(),
                        null,
                        null,
                        "lstm");
        return new PlainLstm(trained.term());
    }

    /** All anchors; for a softmax over all of a large catalogue as many, evenly spread, as don't take hours. */
    private List<TrainingAnchor> thinned(List<TrainingAnchor> anchors, int items) {
        int all = anchors.size();
        int most = (int) Math.clamp(ROOM / items, 1, all);
        if (most == all || settings.window().loss() == WindowRecipe.Loss.SAMPLED_SOFTMAX) {
            return anchors;
        }
        progress.line(String.format(
                Locale.ROOT,
                "lstm: a large catalogue, %,d items: it learns from %,d of %,d windows of users, evenly spread; with"
                        + " network.window.loss: sampled-softmax from all",
                items,
                most,
                all));
        return IntStream.range(0, most)
                .mapToObj(k -> anchors.get((int) ((long) k * all / most)))
                .toList();
    }
}
