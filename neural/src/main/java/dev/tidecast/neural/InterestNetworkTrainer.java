package dev.tidecast.neural;

import dev.tidecast.model.Trainer;
import dev.tidecast.model.counters.CounterRow;
import dev.tidecast.model.counters.CounterRows;
import dev.tidecast.model.counters.CounterSettings;
import dev.tidecast.model.Popularity;
import dev.tidecast.model.counters.WeightedCounters;
import dev.tidecast.model.counters.WeightedCountersTrainer;
import dev.tidecast.model.interest.InterestNetwork;
import dev.tidecast.model.interest.RepeatTerm;
import dev.tidecast.model.interest.StageRecord;
import dev.tidecast.model.interest.WindowLawFit;
import dev.tidecast.progress.Progress;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.Target;
import java.util.ArrayList;
import java.util.List;

/**
 * Trains the interest network in stages that can't harm each other: base, repeat, explore, each on the frozen logits of
 * those before. Epochs and scales are chosen on the window (C - H, C] with everything fitted on what lies before it;
 * then all is fitted again up to the cut C.
 */
public final class InterestNetworkTrainer implements Trainer {
    private final NetworkSettings settings;
    private final Progress progress;

    public InterestNetworkTrainer(NetworkSettings settings, Progress progress) {
        this.settings = settings;
        this.progress = progress;
    }

    @Override
    public String name() {
        return InterestNetwork.NAME;
    }

    @Override
    public InterestNetwork fit(Dataset visible, Target target) {
        NativeRuntime runtime = NativeRuntime.start(settings.threads());
        WeightedCountersTrainer base =
                new WeightedCountersTrainer(new EaseSolver(runtime), tuned -> withAnchors(tuned, settings.anchors()));
        Choice choice = new StageSelection(runtime, settings, base, progress).choose(visible, target);
        progress.line("refit on everything before the cut: repeat " + choice.repeatEpochs() + " epochs at scale "
                + choice.repeatScale() + ", explore " + choice.exploreEpochs() + " epochs at scale "
                + choice.exploreScale());
        Side side = Side.of(visible, target, base);
        RepeatTerm repeat =
                repeat(runtime, settings, side, Math.max(1, choice.repeatEpochs()), (seed, epoch, loss, member) -> {});
        TrunkStage.Trained explore = new TrunkStage(runtime, settings, progress)
                .train(
                        visible,
                        side.anchors(),
                        side.frozen(repeat, choice.repeatScale()),
                        false,
                        Math.max(1, choice.exploreEpochs()),
                        null,
                        null);
        return new InterestNetwork(
                side.counters(),
                repeat,
                choice.repeatScale(),
                explore.term(),
                choice.exploreScale(),
                WindowLawFit.fit(visible, target, WeightedCountersTrainer.anchors(visible, target, settings.anchors())),
                choice.stages());
    }

    static CounterSettings withAnchors(CounterSettings tuned, int anchors) {
        return new CounterSettings(
                tuned.behaviours(),
                tuned.halfLives(),
                tuned.historyHalfLife(),
                tuned.coOccurrenceHalfLife(),
                tuned.coOccurrenceRidge(),
                tuned.neighbours(),
                anchors,
                tuned.ridge());
    }

    /**
     * What selection decided.
     *
     * @param exploreScale 0 where the trunk did not help on the selection window
     */
    record Choice(
            int repeatEpochs, double repeatScale, int exploreEpochs, double exploreScale, List<StageRecord> stages) {}

    /** Counting fitted to one side of a cut, with the rows that it was fitted on. */
    record Side(WeightedCounters counters, List<CounterRow> rows, List<TrainingAnchor> anchors) {
        static Side of(Dataset visible, Target target, WeightedCountersTrainer trainer) {
            CounterSettings counting = trainer.settings(visible);
            List<CounterRow> rows = trainer.rows(visible, target, counting);
            WeightedCounters counters = trainer.fit(visible, target, rows);
            return new Side(
                    counters, rows, rows.stream().map(TrainingAnchor::of).toList());
        }

        int items() {
            return counters.coOccurrence().itemCount();
        }

        /** Rows as of the side's end for the window after it, whose targets {@code later} knows. */
        List<CounterRow> after(Dataset side, Dataset later, Target target) {
            CounterRows rows = counters.rows(side, Popularity.of(side, target.behaviour()));
            return rows.training(later, target, Integer.MAX_VALUE);
        }

        TrunkObjective.AnchorLogits frozen(RepeatTerm repeat, double scale) {
            float[][] terms = new float[rows.size()][];
            for (int r = 0; r < terms.length; r++) {
                terms[r] = scale > 0
                        ? repeat.of(rows.get(r))
                        : new float[rows.get(r).ownItem().length];
            }
            return (row, logits) -> {
                counters.logits().addTo(rows.get(row), logits);
                for (int slot = 0; slot < terms[row].length; slot++) {
                    logits[rows.get(row).ownItem()[slot]] += (float) scale * terms[row][slot];
                }
            };
        }
    }

    /** Told of each epoch of each member. */
    @FunctionalInterface
    interface MemberWatcher {
        void epoch(int member, int epoch, double loss, RepeatTerm.Member network);
    }

    /** The repeat term: members from different seeds, averaged. */
    static RepeatTerm repeat(
            NativeRuntime runtime, NetworkSettings settings, Side side, int epochs, MemberWatcher watcher) {
        int width = CounterRows.repeatFeatures(side.counters().settings());
        RepeatTerm blank = RepeatStage.blank(side.rows(), width);
        RepeatStage stage =
                new RepeatStage(runtime, new RepeatStage.Settings(settings.repeatUnits(), epochs, 256, .003, .001));
        List<RepeatTerm.Member> members = new ArrayList<>();
        for (int m = 0; m < settings.repeatMembers(); m++) {
            int member = m;
            members.add(stage.train(
                    blank,
                    side.rows(),
                    side.counters().logits(),
                    side.items(),
                    settings.seed() + m,
                    (epoch, loss, now) -> {
                        watcher.epoch(member, epoch, loss, now);
                        return true;
                    }));
        }
        return new RepeatTerm(blank.mean(), blank.deviation(), members);
    }
}
