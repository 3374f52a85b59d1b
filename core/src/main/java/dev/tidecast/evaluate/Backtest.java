package dev.tidecast.evaluate;

import dev.tidecast.clean.CleaningRules;
import dev.tidecast.event.Behaviour;
import dev.tidecast.model.Judging;
import dev.tidecast.model.Trainer;
import dev.tidecast.progress.Progress;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.FittedRules;
import dev.tidecast.sequence.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The door of this room: fits every trainer to what was known at each cut and judges it on the window after it.
 * Candidates are all items first seen by the cut, never sampled.
 */
public final class Backtest {
    private final Dataset whole;
    private final Target target;
    private final BacktestSettings settings;
    private final Progress progress;
    private final List<Panel> panels = new ArrayList<>();
    private final List<BacktestDetails.CutDetail> cuts = new ArrayList<>();
    private @Nullable Facets facets;

    private Backtest(
            Dataset whole, Target target, List<Trainer> trainers, BacktestSettings settings, Progress progress) {
        this.whole = whole;
        this.target = target;
        this.settings = settings;
        this.progress = progress;
        Budget budget = new Budget(Duration.ofMinutes(settings.judging().budgetMinutes()), settings.baseline());
        List<Behaviour> behaviours = new ArrayList<>(List.of(target.behaviour()));
        settings.judging().behaviours().stream()
                .filter(each -> !behaviours.contains(each))
                .forEach(behaviours::add);
        for (Behaviour behaviour : behaviours) {
            panels.add(new Panel(new Target(behaviour, target.horizonDays()), trainers, settings, budget, progress));
        }
    }

    /**
     * Judges all trainers at all cuts.
     *
     * @param whole the log to its end
     * @param rules whose fitted part is fitted anew at each cut
     * @param cuts epoch seconds; each window (cut, cut + H] lies within the log. Leave-one-out needs none, sessions are
     *     judged after the last
     * @throws IllegalArgumentException if the log has no clock where one is needed, a window does not lie in the log,
     *     nobody can be judged, or two trainers have one name
     */
    public static BacktestReport run(
            Dataset whole,
            CleaningRules rules,
            List<Long> cuts,
            Target target,
            List<Trainer> trainers,
            BacktestSettings settings,
            Progress progress) {
        Judging.Protocol protocol = settings.judging().protocol();
        check(whole, cuts, trainers, protocol);
        TargetCheck.require(whole, target.behaviour());
        Backtest backtest = new Backtest(whole, target, trainers, settings, progress);
        switch (protocol) {
            case WINDOW -> {
                for (long cut : cuts.stream().sorted().toList()) {
                    FittedRules fitted = FittedRules.fit(whole.asOf(cut), rules);
                    backtest.judge(fitted.apply(whole), cut);
                }
            }
            case LEAVE_ONE_OUT -> backtest.judge(LeaveOneOut.of(whole, target.behaviour()));
            case SESSION -> backtest.judge(SessionCases.of(whole, cuts.getLast(), target.behaviour()));
        }
        return backtest.report();
    }

    private static void check(Dataset whole, List<Long> cuts, List<Trainer> trainers, Judging.Protocol protocol) {
        if (protocol != Judging.Protocol.LEAVE_ONE_OUT && !whole.hasClock()) {
            throw new IllegalArgumentException("the log " + whole.name()
                    + " has order but no clock: a horizon and a cut for all users need times. Judge it with"
                    + " --protocol leave-one-out");
        }
        if (protocol != Judging.Protocol.LEAVE_ONE_OUT && cuts.isEmpty()) {
            throw new IllegalArgumentException("no cut is given: give at least one");
        }
        long names = trainers.stream().map(Trainer::name).distinct().count();
        if (names != trainers.size()) {
            throw new IllegalArgumentException("two trainers have one name among "
                    + trainers.stream().map(Trainer::name).toList() + ": name each differently");
        }
    }

    private void judge(Dataset known, long cut) {
        if (facets == null) {
            facets = Facets.of(known.asOf(cut), settings.judging().facets(), progress);
        }
        for (Panel panel : panels) {
            CutCases here = CutCases.of(known, cut, panel.target());
            if (here.size() == 0 && known.items().size() > 0) {
                throw new IllegalArgumentException("nobody with a history by " + Instant.ofEpochSecond(cut) + " did "
                        + panel.target().behaviour().word() + " a known item in the " + target.horizonDays()
                        + " days after it: choose another cut or a longer horizon");
            }
            if (panel == panels.getFirst()) {
                cuts.add(detail(cut, here));
            }
            panel.judge(Instant.ofEpochSecond(cut).toString(), here, facets.at(here.visible()));
        }
    }

    private void judge(HeldOut held) {
        facets = Facets.of(held.visible(), List.of(dev.tidecast.sequence.Facet.ITEM), Progress.silent());
        cuts.add(new BacktestDetails.CutDetail(
                Instant.ofEpochSecond(held.visible().asOf()).toString(),
                held.size(),
                held.visible().itemCount(),
                held.size(),
                held.dropped(),
                0,
                0,
                Sanity.oracle(held, settings.threads()),
                Sanity.random(held, settings.threads(), settings.seed()),
                Sanity.randomExpected(held)));
        panels.getFirst().judge(cuts.getFirst().cut(), held, facets.at(held.visible()));
    }

    private BacktestDetails.CutDetail detail(long cut, CutCases here) {
        int active = 0;
        int asked = 0;
        for (int user = 0; user < here.visible().userCount(); user++) {
            active += here.isActive(user) ? 1 : 0;
            asked += here.hasHistory(user) ? 1 : 0;
        }
        return new BacktestDetails.CutDetail(
                Instant.ofEpochSecond(cut).toString(),
                whole.items().size() == 0 ? asked : here.size(),
                here.visible().itemCount(),
                here.labels(),
                here.droppedLabels(),
                here.cold().users().length,
                active,
                Sanity.oracle(here, settings.threads()),
                Sanity.random(here, settings.threads(), settings.seed()),
                Sanity.randomExpected(here));
    }

    private BacktestReport report() {
        return new ReportAssembly(whole, panels, settings)
                .report(cuts, facets == null ? java.util.Map.of() : facets.untold());
    }
}
