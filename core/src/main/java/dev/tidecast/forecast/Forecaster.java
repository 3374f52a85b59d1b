package dev.tidecast.forecast;

import dev.tidecast.event.Behaviour;
import dev.tidecast.forecast.Forecast.Interest;
import dev.tidecast.model.CountLaw;
import dev.tidecast.model.Model;
import dev.tidecast.model.ProbabilityScorer;
import dev.tidecast.model.Scorer;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.Facet;
import dev.tidecast.sequence.FacetIndex;
import dev.tidecast.sequence.History;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The door of this room: forecasts users as of a dataset's instant. Confined to one thread; make one a thread. */
public final class Forecaster {
    private static final double LOW = .1;
    private static final double HIGH = .9;

    private final Dataset visible;
    private final Question question;
    private final Scorer scorer;
    private final FacetIndex index;
    private final FacetShares now;
    private final @Nullable Earlier earlier;
    private final boolean[] known;
    private final StrongestValues strongest = new StrongestValues();
    private final float[] unitValues;

    /** The scorer and the shares as they were one horizon before. */
    private record Earlier(Scorer scorer, FacetShares shares, long asOf) {}

    /** A forecaster as of {@code visible.asOf()}. */
    public Forecaster(Model model, Dataset visible, Question question) {
        this.visible = visible;
        this.question = question;
        this.scorer = model.scorer(visible);
        this.index = FacetIndex.of(visible, question.facet());
        if (index.size() == 0 && question.facet() != Facet.ITEM) {
            throw new IllegalArgumentException("the log " + visible.name() + " does not tell the "
                    + question.facet().word() + " of its items: map it in the catalogue, or ask for another facet");
        }
        this.now = new FacetShares(scorer, visible, index);
        this.earlier = scorer.ranks() && scorer instanceof ProbabilityScorer ? earlier(model) : null;
        this.known = new boolean[now.size()];
        this.unitValues =
                question.behaviour() == Behaviour.PURCHASE ? UnitValues.of(visible) : new float[visible.itemCount()];
    }

    private @Nullable Earlier earlier(Model model) {
        long instant = visible.asOf() - question.days() * 86_400L;
        if (instant < visible.firstTime()) {
            return null;
        }
        Dataset before = visible.asOf(instant);
        Scorer scorerThen = model.scorer(before);
        return new Earlier(scorerThen, new FacetShares(scorerThen, before, index), instant);
    }

    /** The values of the facet, for their labels. */
    public FacetIndex index() {
        return index;
    }

    /** Tells that users {@code from} to {@code to} - 1 are asked next, which makes them cheaper; changes no forecast. */
    public void expect(int from, int to) {
        List<History> next =
                IntStream.range(from, to).mapToObj(visible::history).toList();
        if (earlier == null) {
            scorer.expect(next);
        } else {
            scorer.expect(next, earlier.scorer, earlier.asOf);
        }
    }

    /** The forecast of one user, 0 to the dataset's user count - 1. */
    public Forecast of(int user) {
        return of(visible.history(user), question.count(), value -> true);
    }

    /**
     * The forecast of a history that may reach beyond the dataset's instant; popularity and the like are those of the
     * dataset.
     *
     * @param history of items that the dataset knows
     * @param count of interests wanted, in place of the question's
     * @param wanted the values that may be among them
     */
    public Forecast of(History history, int count, IntPredicate wanted) {
        CountLaw law = scorer instanceof ProbabilityScorer teller ? teller.law(history) : null;
        Double active = law == null ? null : (Double) law.anyProbability(question.days());
        Double spend = spend(history, law);
        return new Forecast(
                history.user(),
                history.asOf(),
                question,
                law == null ? any(history) : outlooks(law.part(question.behaviour(), 1)),
                active,
                spend,
                scorer.ranks() ? interests(history, law, spend, strongest(history, count, wanted)) : List.of());
    }

    /** Tells that {@link #chance} of these histories of the dataset is asked next, which makes it cheaper. */
    public void expectChances(List<History> next) {
        scorer.expect(next);
    }

    /**
     * The probability of one value within the longest horizon, or its share where the model tells no probability: that of
     * the forecast, without what a forecast costs beyond it.
     */
    public double chance(History history, int value) {
        if (!scorer.ranks()) {
            return 0;
        }
        CountLaw law = scorer instanceof ProbabilityScorer teller ? teller.law(history) : null;
        now.read(history);
        double share = now.share(value);
        return law == null ? share : law.part(question.behaviour(), share).probability(question.days());
    }

    /**
     * Adds to each value of the facet how many active days with it are expected of a history within the longest
     * horizon, or its share of all where the model tells no counts.
     *
     * @param sums double[values]
     */
    public void addExpected(History history, double[] sums) {
        if (!scorer.ranks()) {
            return;
        }
        CountLaw law = scorer instanceof ProbabilityScorer teller ? teller.law(history) : null;
        now.read(history);
        for (int value = 0; value < now.size(); value++) {
            double share = now.share(value);
            sums[value] += law == null ? share : law.expected(question.behaviour(), question.days(), share);
        }
    }

    /** Whether the model tells probabilities and counts. */
    public boolean tellsCounts() {
        return scorer.ranks() && scorer instanceof ProbabilityScorer;
    }

    /** Of a model that tells whether without how much. */
    private List<Outlook> any(History history) {
        List<Outlook> outlooks = new ArrayList<>();
        if (scorer instanceof ProbabilityScorer teller) {
            double any = teller.anyInWindow(history);
            if (!Double.isNaN(any)) {
                outlooks.add(new Outlook(question.days(), any, any, 0, any > LOW ? 1 : 0));
            }
        }
        return outlooks;
    }

    private List<Outlook> outlooks(CountLaw.Part law) {
        List<Outlook> outlooks = new ArrayList<>();
        for (int days : question.horizons()) {
            outlooks.add(new Outlook(
                    days,
                    law.probability(days),
                    law.expected(days),
                    law.quantile(LOW, days),
                    law.quantile(HIGH, days)));
        }
        return outlooks;
    }

    /** The expected spend of the model's whole window, in proportion to the counts expected within the longest horizon. */
    private @Nullable Double spend(History history, @Nullable CountLaw law) {
        if (law == null
                || question.behaviour() != Behaviour.PURCHASE
                || !(scorer instanceof ProbabilityScorer teller)) {
            return null;
        }
        double whole = teller.spendInWindow(history);
        double counts = law.expected(Behaviour.PURCHASE, law.mostDays(), 1);
        double part = counts > 0 ? law.expected(Behaviour.PURCHASE, question.days(), 1) / counts : 0;
        return Double.isNaN(whole) ? null : (Double) (whole * part);
    }

    private List<Interest> interests(History history, @Nullable CountLaw law, @Nullable Double spend, int[] values) {
        mark(history, true);
        CountLaw lawThen = lawThen(history);
        double worth = spend == null ? 0 : now.weighted(-1, unitValues);
        List<Interest> interests = new ArrayList<>();
        for (int value : values) {
            double share = now.share(value);
            CountLaw.Part part = law == null ? null : law.part(question.behaviour(), share);
            interests.add(new Interest(
                    value,
                    now.score(value),
                    share,
                    known[value],
                    part == null ? List.of() : outlooks(part),
                    part == null ? null : direction(history, value, part, lawThen),
                    spend == null || !(worth > 0) ? null : (Double) (spend * now.weighted(value, unitValues) / worth)));
        }
        mark(history, false);
        return interests;
    }

    private void mark(History history, boolean as) {
        for (int position = 0; position < history.size(); position++) {
            int item = history.item(position);
            if (item >= 0 && index.of(item) >= 0) {
                known[index.of(item)] = as;
            }
        }
    }

    /** The wanted values of highest score, ties by number. */
    private int[] strongest(History history, int most, IntPredicate wanted) {
        now.read(history);
        strongest.begin(most);
        for (int value = 0; value < now.size(); value++) {
            if (wanted.test(value)) {
                strongest.offer(value, (float) now.score(value));
            }
        }
        return Arrays.stream(strongest.values())
                .filter(value -> question.facet() == Facet.ITEM || now.share(value) > 0)
                .toArray();
    }

    /** The law one horizon earlier, with the shares of then read; null where the user was not there yet. */
    private @Nullable CountLaw lawThen(History history) {
        if (earlier == null || !(earlier.scorer instanceof ProbabilityScorer teller)) {
            return null;
        }
        History then = history.asOf(earlier.asOf);
        if (then.isEmpty()) {
            return null;
        }
        earlier.shares.read(then);
        return teller.law(then);
    }

    private @Nullable Direction direction(History history, int value, CountLaw.Part part, @Nullable CountLaw lawThen) {
        if (Regularity.dueAgain(history, index::of, value, question.days())) {
            return Direction.DUE_AGAIN;
        }
        if (earlier == null || lawThen == null) {
            return null;
        }
        return Direction.of(
                part.probability(question.days()),
                lawThen.probability(question.behaviour(), question.days(), earlier.shares.share(value)));
    }
}
