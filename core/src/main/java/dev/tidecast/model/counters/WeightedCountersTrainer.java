package dev.tidecast.model.counters;

import dev.tidecast.event.Behaviour;
import dev.tidecast.model.ActiveDays;
import dev.tidecast.model.Popularity;
import dev.tidecast.model.SymmetricInverse;
import dev.tidecast.model.Trainer;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.History;
import dev.tidecast.sequence.Target;
import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Fits {@link WeightedCounters}: conditional logit over anchors whose windows end before the cut, with co-occurrence
 * fitted on what lies before the earliest of them; then co-occurrence again on all that is visible, for scoring.
 */
public final class WeightedCountersTrainer implements Trainer {
    /** Candidates of all rows together that training may hold; beyond it anchors' rows are thinned evenly. */
    private static final long ROOM = 80_000_000;

    /** The same where they are not held, for the time that they take. */
    private static final long ROOM_NOT_HELD = 300_000_000;

    /** From so many events of an active day on, they are counted too. */
    private static final double MANY_EVENTS = 1.5;

    private final SymmetricInverse inverse;
    private final UnaryOperator<CounterSettings> tuning;

    public WeightedCountersTrainer(SymmetricInverse inverse) {
        this(inverse, UnaryOperator.identity());
    }

    /** A trainer with settings changed by {@code tuning}. */
    public WeightedCountersTrainer(SymmetricInverse inverse, UnaryOperator<CounterSettings> tuning) {
        this.inverse = inverse;
        this.tuning = tuning;
    }

    @Override
    public String name() {
        return WeightedCounters.NAME;
    }

    /** What was fitted last, while memory allows: another model may start from the same counting. */
    private SoftReference<@Nullable Fitted> last = new SoftReference<>(null);

    /**
     * Weights with the rows that they were fitted to.
     *
     * @param visible what was fitted
     */
    public record Fitted(Dataset visible, Target target, WeightedCounters counters, List<CounterRow> rows) {}

    @Override
    public WeightedCounters fit(Dataset visible, Target target) {
        return fitted(visible, target).counters();
    }

    /** Fits the weights, or gives what it fitted to the same dataset just before. */
    public synchronized Fitted fitted(Dataset visible, Target target) {
        Fitted known = last.get();
        if (known != null && known.visible == visible && known.target.equals(target)) {
            return known;
        }
        CounterSettings settings = settings(visible);
        List<CounterRow> rows = rows(visible, target, settings);
        Fitted fitted = new Fitted(visible, target, fit(visible, target, settings, rows), rows);
        last = new SoftReference<>(fitted);
        return fitted;
    }

    private WeightedCounters fit(Dataset visible, Target target, CounterSettings settings, List<CounterRow> rows) {
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("weighted-counters needs a user with history and a "
                    + target.behaviour().word() + " in a window of " + target.horizonDays()
                    + " days before the cut; this log has none: take a"
                    + " shorter horizon or a longer log");
        }
        CounterLogits logits = new ConditionalLogit(rows, settings).fit();
        return new WeightedCounters(target, settings, logits, Support.fit(visible, settings, inverse));
    }

    /** The settings for this log: the behaviours that it has with items. */
    public CounterSettings settings(Dataset visible) {
        CounterSettings standard = CounterSettings.of(behaviours(visible));
        boolean many = eventsOfADay(visible, standard) >= MANY_EVENTS;
        CounterSettings counted = many ? standard.withEventsOfADay() : standard;
        CounterSettings asked = tuning.apply(CategoryLean.isTold(visible) ? counted.withCategories() : counted);
        return asked.newness() && !Trends.tellNewness(visible) ? asked.withNewness(false) : asked;
    }

    /** Events of an active day with an item and a behaviour, on average. */
    private static double eventsOfADay(Dataset visible, CounterSettings settings) {
        long events = 0;
        long days = 0;
        for (Behaviour behaviour : settings.behaviours()) {
            ActiveDays active = new ActiveDays(visible, behaviour);
            for (int user = 0; user < visible.userCount(); user++) {
                History history = visible.history(user);
                days += active.read(history).size();
                for (int p = 0; p < history.size(); p++) {
                    events += history.item(p) >= 0 && history.behaviour(p) == behaviour ? history.repeats(p) : 0;
                }
            }
        }
        return events / Math.max(1.0, days);
    }

    private static List<Behaviour> behaviours(Dataset visible) {
        boolean[] found = new boolean[Behaviour.values().length];
        long rows = visible.interactions().rows();
        for (long row = 0; row < rows; row++) {
            if (visible.interactions().time().get(row) <= visible.asOf()
                    && visible.interactions().item().get(row) >= 0) {
                found[visible.interactions().behaviour().get(row)] = true;
            }
        }
        List<Behaviour> behaviours = new ArrayList<>(Arrays.asList(Behaviour.values()));
        behaviours.removeIf(behaviour -> !found[behaviour.ordinal()]);
        if (behaviours.isEmpty()) {
            throw new IllegalArgumentException("no interaction with an item before the cut: nothing can be counted");
        }
        return behaviours;
    }

    /** Training rows at anchors a week apart, the latest window ending at the dataset's instant. */
    private List<CounterRow> rows(Dataset visible, Target target, CounterSettings settings) {
        List<Long> anchors = anchors(visible, target, settings.anchors());
        Popularity popularity = Popularity.of(visible, target.behaviour());
        Dataset before = visible.asOf(anchors.getLast());
        if (before.itemCount() == 0) {
            return List.of();
        }
        Support coOccurrence = Support.fit(before, settings, inverse);
        Trends trends = new Trends(settings, visible, popularity, target);
        List<CounterRow> rows = new ArrayList<>();
        for (long anchor : anchors) {
            int items = visible.items().seenBy(anchor);
            CounterRow.Trend trend = trends.at(anchor, items);
            int most = (int) Math.max(1, mostRows(items) / anchors.size());
            rows.addAll(new CounterRows(settings, coOccurrence, trend).training(visible, target, most));
        }
        return rows;
    }

    /** Rows of all anchors together that are learnt from at most; beyond it they are thinned evenly. */
    public static long mostRows(int items) {
        return (items > RowSupport.MOST_HELD ? ROOM_NOT_HELD : ROOM) / Math.max(1, items);
    }

    /** Anchors, latest first: as many as asked, or as leave half of the log before them. */
    public static List<Long> anchors(Dataset visible, Target target, int most) {
        long latest = visible.asOf() - target.seconds();
        long earliest = visible.firstTime() + (visible.asOf() - visible.firstTime()) / 2;
        List<Long> anchors = new ArrayList<>(List.of(latest));
        while (anchors.size() < most && anchors.getLast() - TimeUnit.DAYS.toSeconds(7) >= earliest) {
            anchors.add(anchors.getLast() - TimeUnit.DAYS.toSeconds(7));
        }
        return anchors;
    }
}
