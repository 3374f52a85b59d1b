package dev.tidecast.neural;

import dev.tidecast.model.Model;
import dev.tidecast.model.Popularity;
import dev.tidecast.model.Trainer;
import dev.tidecast.model.counters.CounterRow;
import dev.tidecast.model.counters.CounterRows;
import dev.tidecast.model.counters.RowSupport;
import dev.tidecast.model.counters.WeightedCounters;
import dev.tidecast.model.counters.WeightedCountersTrainer;
import dev.tidecast.model.interest.InterestNetwork;
import dev.tidecast.model.interest.LawModel;
import dev.tidecast.model.interest.RepeatTerm;
import dev.tidecast.model.interest.StageRecord;
import dev.tidecast.model.interest.WindowLaw;
import dev.tidecast.model.interest.WindowLawTrainer;
import dev.tidecast.progress.Progress;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.Target;
import java.util.List;
import java.util.Locale;

/**
 * Trains the interest network in stages that can't harm each other: base, repeat, explore, each on the frozen logits of
 * those before. Epochs and scales are chosen on the window (C - H, C] with everything fitted on what lies before it;
 * then all is fitted again up to the cut C.
 */
public final class InterestNetworkTrainer implements Trainer {
    /** Candidates of all users of the selection window together where they are not held. */
    private static final long ROOM_NOT_HELD = 150_000_000;

    private final NetworkSettings settings;
    private final Progress progress;
    private final Checkpoints checkpoints;
    private final WeightedCountersTrainer base;

    public InterestNetworkTrainer(NetworkSettings settings, Progress progress) {
        this(settings, progress, Checkpoints.none(), counting(settings));
    }

    private static WeightedCountersTrainer counting(NetworkSettings settings) {
        EaseSolver solver = new EaseSolver(NativeRuntime.start(settings.threads()));
        return new WeightedCountersTrainer(solver, tuned -> tuned.withAnchors(settings.anchors()));
    }

    /**
     * A trainer that goes on from where a killed one of the same run was.
     *
     * @param base fits the counting that it starts from
     */
    public InterestNetworkTrainer(
            NetworkSettings settings, Progress progress, Checkpoints checkpoints, WeightedCountersTrainer base) {
        this.settings = settings;
        this.progress = progress;
        this.checkpoints = checkpoints;
        this.base = base;
    }

    @Override
    public String name() {
        return InterestNetwork.NAME;
    }

    @Override
    public Model fit(Dataset visible, Target target) {
        WindowLaw law = new WindowLawTrainer(progress, settings.seed()).fit(visible, target);
        return visible.itemCount() == 0 ? new LawModel(target, law) : fit(visible, target, law);
    }

    /** Fits all but the law, which was fitted before. */
    public InterestNetwork fit(Dataset visible, Target target, WindowLaw law) {
        NativeRuntime runtime = NativeRuntime.start(settings.threads());
        sayIfLarge(visible.itemCount());
        Autocast.tell(progress, name(), settings.compute().precision(), Placement.HOST);
        Choice choice = new StageSelection(runtime, settings, base, progress, checkpoints).choose(visible, target);
        progress.line("refit on everything before the cut: repeat " + choice.repeatEpochs() + " epochs at scale "
                + choice.repeatScale() + ", explore " + choice.exploreEpochs() + " epochs at scale "
                + choice.exploreScale());
        Side side = Side.of(visible, target, base);
        RepeatTerm repeat = new RepeatMembers(runtime, settings, checkpoints, "repeat")
                .train(side, Math.max(1, choice.repeatEpochs()), (member, epochs) -> {});
        Unmet unmet = side.unmet();
        TrunkStage.Trained explore = new TrunkStage(runtime, settings, progress, checkpoints)
                .train(
                        visible,
                        unmet.anchors(),
                        unmet.frozen(),
                        false,
                        Math.max(1, choice.exploreEpochs()),
                        null,
                        null,
                        "explore");
        return new InterestNetwork(
                side.counters(),
                repeat,
                choice.repeatScale(),
                explore.term(),
                choice.exploreScale(),
                choice.temperature(),
                law,
                choice.stages());
    }

    private void sayIfLarge(int items) {
        if (items > RowSupport.MOST_HELD) {
            progress.line(String.format(
                    Locale.ROOT,
                    "a large catalogue, %,d items: co-occurrence from each item's nearest alone, counting learns from %,d"
                            + " windows of users at most, stages are chosen on %,d users at most, both evenly spread",
                    items,
                    WeightedCountersTrainer.mostRows(items),
                    Side.most(items)));
        }
    }

    /**
     * What selection decided.
     *
     * @param exploreScale 0 where the trunk did not help on the selection window
     * @param temperature under which what was taken in the selection window is likeliest
     */
    record Choice(
            int repeatEpochs,
            double repeatScale,
            int exploreEpochs,
            double exploreScale,
            double temperature,
            List<StageRecord> stages) {}

    /** Counting fitted to one side of a cut, with the rows that it was fitted on. */
    record Side(WeightedCounters counters, List<CounterRow> rows) {
        static Side of(Dataset visible, Target target, WeightedCountersTrainer trainer) {
            WeightedCountersTrainer.Fitted fitted = trainer.fitted(visible, target);
            return new Side(fitted.counters(), fitted.rows());
        }

        int items() {
            return counters.coOccurrence().itemCount();
        }

        /** Rows as of the side's end for the window after it, whose targets {@code later} knows. */
        List<CounterRow> after(Dataset side, Dataset later, Target target) {
            CounterRows rows = counters.rows(side, Popularity.of(side, target.behaviour()));
            return rows.training(later, target, most(items()));
        }

        /** Everybody, or in a large catalogue as many as can be judged again and again. */
        private static int most(int items) {
            return items > RowSupport.MOST_HELD ? (int) Math.max(1, ROOM_NOT_HELD / items) : Integer.MAX_VALUE;
        }

        /** What the explore stage is trained on. */
        Unmet unmet() {
            return Unmet.of(rows, counters.logits());
        }
    }
}
