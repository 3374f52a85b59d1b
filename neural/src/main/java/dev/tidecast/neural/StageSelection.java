package dev.tidecast.neural;

import dev.tidecast.model.counters.CounterRow;
import dev.tidecast.model.counters.WeightedCounters;
import dev.tidecast.model.counters.WeightedCountersTrainer;
import dev.tidecast.model.interest.ExploreTerm;
import dev.tidecast.model.interest.InterestNetwork;
import dev.tidecast.model.interest.RepeatTerm;
import dev.tidecast.model.interest.StageRecord;
import dev.tidecast.neural.InterestNetworkTrainer.Choice;
import dev.tidecast.neural.InterestNetworkTrainer.Side;
import dev.tidecast.progress.Progress;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.History;
import dev.tidecast.sequence.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Chooses each stage's epochs and scale on the window (C - H, C], with everything fitted on what lies before C - H. A
 * scale counts only if it raises NDCG@10 clearly and does not lower that of new items; where none does, the stage is left
 * out.
 */
final class StageSelection {
    private static final double[] REPEAT_SCALES = {.5, .75, 1};
    private static final double[] EXPLORE_SCALES = {.125, .25, .5, .75, 1};
    private static final String MONITOR = "val_score";
    private static final int PATIENCE = 3;

    private final NativeRuntime runtime;
    private final NetworkSettings settings;
    private final WeightedCountersTrainer base;
    private final Progress progress;
    private final Checkpoints checkpoints;

    StageSelection(
            NativeRuntime runtime,
            NetworkSettings settings,
            WeightedCountersTrainer base,
            Progress progress,
            Checkpoints checkpoints) {
        this.runtime = runtime;
        this.settings = settings;
        this.base = base;
        this.progress = progress;
        this.checkpoints = checkpoints;
    }

    Choice choose(Dataset visible, Target target) {
        requireTwoHorizons(visible, target);
        Dataset before = visible.asOf(visible.asOf() - target.seconds());
        Side side = Side.of(before, target, base);
        List<CounterRow> judged = side.after(before, visible, target);
        SelectionWindow window = SelectionWindow.of(judged, side.counters().logits());
        SelectionWindow.Figures counting = window.figures((row, logits) -> {});
        List<StageRecord> stages = new ArrayList<>();
        stages.add(new StageRecord("base", List.of(), 1, 1, counting.all(), counting.fresh()));
        progress.line(String.format(
                Locale.ROOT,
                "stage base: counting alone on the selection window: ndcg@10 %.4f, of new items %.4f (%d users)",
                counting.all(),
                counting.fresh(),
                judged.size()));
        Repeat repeat = repeat(side, window, counting, stages);
        SelectionWindow next = window.with(
                (row, logits) -> InterestNetwork.addRepeat(repeat.term, repeat.scale, judged.get(row), logits));
        return explore(side, before, next, repeat, stages);
    }

    private static void requireTwoHorizons(Dataset visible, Target target) {
        double days = (visible.asOf() - visible.firstTime()) / 86_400.0;
        int horizon = target.horizonDays();
        if (days <= 2 * horizon) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%s chooses on the %d days before the cut what it fitted to windows of %d days before those, so it needs"
                            + " more than %d days of log; this one has %.0f: take a shorter horizon or %s",
                    InterestNetwork.NAME,
                    horizon,
                    horizon,
                    2 * horizon,
                    days,
                    WeightedCounters.NAME));
        }
    }

    /** The repeat term as it is after each epoch, members averaged, and the best of them. */
    private record Repeat(RepeatTerm term, int epochs, double scale) {}

    private Repeat repeat(
            Side side, SelectionWindow window, SelectionWindow.Figures counting, List<StageRecord> stages) {
        List<List<RepeatTerm.Member>> byEpoch = new ArrayList<>();
        List<Double> losses = new ArrayList<>();
        RepeatTerm last = new RepeatMembers(runtime, settings, checkpoints, "repeat-select")
                .train(side, settings.repeatEpochs(), (member, trained) -> {
                    for (int epoch = 0; epoch < trained.members().size(); epoch++) {
                        if (member == 0) {
                            byEpoch.add(new ArrayList<>());
                            losses.add(0.0);
                        }
                        byEpoch.get(epoch).add(trained.members().get(epoch));
                        double loss = trained.losses().get(epoch) / settings.repeatMembers();
                        losses.set(epoch, losses.get(epoch) + loss);
                    }
                });
        List<StageRecord.Epoch> epochs = new ArrayList<>();
        Repeat best = new Repeat(last, 0, 0);
        SelectionWindow.Figures figures = counting;
        for (int epoch = 1; epoch <= byEpoch.size(); epoch++) {
            RepeatTerm term = new RepeatTerm(last.mean(), last.deviation(), byEpoch.get(epoch - 1));
            float[][] terms = window.rows().parallelStream().map(term::of).toArray(float[][]::new);
            for (double scale : REPEAT_SCALES) {
                SelectionWindow.Figures now = window.figures((row, logits) -> InterestNetwork.addRepeat(
                        terms[row], scale, window.rows().get(row), logits));
                if (now.all() > figures.all() && now.clearlyAbove(counting)) {
                    figures = now;
                    best = new Repeat(term, epoch, scale);
                }
                if (scale == 1) {
                    epochs.add(new StageRecord.Epoch(epoch, losses.get(epoch - 1), now.all(), now.fresh(), 0));
                    progress.line(String.format(
                            Locale.ROOT,
                            "stage repeat: Epoch %d/%d - loss: %.4f - val_ndcg@10: %.4f",
                            epoch,
                            byEpoch.size(),
                            losses.get(epoch - 1),
                            now.all()));
                }
            }
        }
        stages.add(new StageRecord("repeat", epochs, best.epochs, best.scale, figures.all(), figures.fresh()));
        return best;
    }

    private Choice explore(Side side, Dataset before, SelectionWindow window, Repeat repeat, List<StageRecord> stages) {
        SelectionWindow.Figures start = window.figures((row, logits) -> {});
        List<History> histories = new ArrayList<>();
        window.rows().forEach(row -> histories.add(before.history(row.user())));
        TrainingSettings.Monitor monitor = new TrainingSettings.Monitor(MONITOR, true, PATIENCE);
        Unmet unmet = side.unmet();
        TrunkStage.Trained trained = new TrunkStage(runtime, settings, progress, checkpoints)
                .train(
                        before,
                        unmet.anchors(),
                        unmet.frozen(),
                        false,
                        settings.epochs(),
                        term -> figures(best(term, histories, window, start)),
                        monitor,
                        "explore-select");
        Scaled best = best(trained.term(), histories, window, start);
        List<StageRecord.Epoch> epochs = trained.history().stream()
                .map(epoch -> new StageRecord.Epoch(
                        epoch.epoch(),
                        epoch.metric("loss"),
                        epoch.metric("val_ndcg@10"),
                        epoch.metric("val_new_ndcg@10"),
                        epoch.seconds()))
                .toList();
        stages.add(new StageRecord(
                "explore", epochs, trained.epochs(), best.scale, best.figures.all(), best.figures.fresh()));
        float[][] states = trained.term().states(histories);
        double temperature = window.with((row, logits) -> InterestNetwork.addExplore(
                        trained.term(), best.scale, states[row], window.rows().get(row), logits))
                .temperature();
        return new Choice(repeat.epochs, repeat.scale, trained.epochs(), best.scale, temperature, stages);
    }

    /** The best allowed scale of a term, 0 with the figures without it where none is allowed. */
    private record Scaled(double scale, SelectionWindow.Figures figures) {
        double score() {
            return figures.all() + figures.fresh();
        }
    }

    private static Scaled best(
            ExploreTerm term, List<History> histories, SelectionWindow window, SelectionWindow.Figures start) {
        float[][] states = term.states(histories);
        Scaled best = new Scaled(0, start);
        for (double scale : EXPLORE_SCALES) {
            Scaled now = new Scaled(
                    scale,
                    window.figures((row, logits) -> InterestNetwork.addExplore(
                            term, scale, states[row], window.rows().get(row), logits)));
            if (now.figures.clearlyAbove(start) && now.score() > best.score()) {
                best = now;
            }
        }
        return best;
    }

    private static SortedMap<String, Double> figures(Scaled best) {
        return new TreeMap<>(java.util.Map.of(
                "val_ndcg@10",
                best.figures.all(),
                "val_new_ndcg@10",
                best.figures.fresh(),
                "val_scale",
                best.scale,
                MONITOR,
                best.score()));
    }
}
