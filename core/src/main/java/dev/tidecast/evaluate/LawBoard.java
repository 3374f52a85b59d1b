package dev.tidecast.evaluate;

import dev.tidecast.evaluate.BacktestDetails.CountResult;
import dev.tidecast.evaluate.BacktestDetails.DirectionResult;
import dev.tidecast.forecast.Direction;
import dev.tidecast.model.CountLaw;
import dev.tidecast.model.Model;
import dev.tidecast.model.ProbabilityScorer;
import dev.tidecast.model.Scorer;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.History;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * How well laws of counts tell which interests rise and fade, as forecasts tell it, and whether their intervals hold.
 * Intervals are judged on all users with a history; directions on those with one a horizon earlier, and of each on the
 * values with an event in the two horizons before the cut, whatever comes after it.
 */
final class LawBoard {
    static final String PERSISTENCE = "persistence";

    private final CutCases cases;
    private final String cut;
    private final FacetCandidates facet;
    private final FacetCounts counts;
    private final Dataset before;
    private final List<DirectionResult> directions = new ArrayList<>();
    private final List<CountResult> intervals = new ArrayList<>();

    /** A board of one cut, by the values of {@code facet}. */
    LawBoard(CutCases cases, String cut, FacetCandidates facet) {
        this.cases = cases;
        this.cut = cut;
        this.facet = facet;
        this.counts = new FacetCounts(
                facet, cases.target().behaviour(), cases.visible().zone());
        this.before =
                cases.visible().asOf(cases.visible().asOf() - cases.target().seconds());
        DirectionScore persistence = persistence();
        if (persistence.cases() > 0) {
            directions.add(result(PERSISTENCE, persistence));
        }
    }

    List<DirectionResult> directions() {
        return directions;
    }

    List<CountResult> intervals() {
        return intervals;
    }

    /** Judges a model, called {@code name} here, if it tells laws of counts; otherwise nothing is added. */
    void judge(String name, Model model, int threads) {
        if (!(model.scorer(cases.visible()) instanceof ProbabilityScorer teller) || !tells(teller)) {
            return;
        }
        DirectionScore score = new DirectionScore();
        CountScore much = new CountScore();
        IntStream.range(0, threads).parallel().forEach(part -> {
            DirectionScore own = new DirectionScore();
            CountScore ownMuch = new CountScore();
            judge(model, part, threads, own, ownMuch);
            score.add(own);
            much.add(ownMuch);
        });
        if (much.cases() > 0) {
            intervals.add(much.result(cut, name));
        }
        if (score.cases() > 0) {
            directions.add(result(name, score));
        }
    }

    private boolean tells(ProbabilityScorer teller) {
        int first = IntStream.range(0, cases.visible().userCount())
                .filter(cases::hasHistory)
                .findFirst()
                .orElse(-1);
        CountLaw law = first < 0 ? null : teller.law(cases.visible().history(first));
        return law != null && law.mostDays() >= cases.target().horizonDays();
    }

    /** Judges every {@code parts}-th user. */
    private void judge(Model model, int part, int parts, DirectionScore score, CountScore much) {
        Shares now = new Shares(
                (ProbabilityScorer) model.scorer(cases.visible()),
                cases.visible().itemCount());
        Shares then = new Shares((ProbabilityScorer) model.scorer(before), before.itemCount());
        for (int user = part; user < cases.visible().userCount(); user += parts) {
            if (cases.hasHistory(user)) {
                count(now.law(user, cases.visible().asOf()), user, much);
                if (now.ranks()) {
                    judge(user, now, then, score);
                }
            }
        }
    }

    private void judge(int user, Shares now, Shares then, DirectionScore score) {
        Windows windows = windows(user);
        if (windows.asked().isEmpty()) {
            return;
        }
        double[] after = now.probabilities(user, cases.visible().asOf());
        double[] earlier = then.probabilities(user, before.asOf());
        for (int value : windows.asked()) {
            score.add(Direction.of(after[value], earlier[value]), windows.came(value));
        }
    }

    private DirectionScore persistence() {
        DirectionScore score = new DirectionScore();
        for (int user = 0; user < cases.visible().userCount(); user++) {
            Windows windows = windows(user);
            for (int value : windows.asked()) {
                score.add(windows.was(value), windows.came(value));
            }
        }
        return score;
    }

    /** Counts by value of the two windows before the cut and the one after it. */
    private record Windows(
            Set<Integer> asked,
            Map<Integer, Integer> first,
            Map<Integer, Integer> second,
            Map<Integer, Integer> after) {
        private static final double HALF = .5;

        Direction was(int value) {
            return direction(first, second, value);
        }

        Direction came(int value) {
            return direction(second, after, value);
        }

        /** Half an event is added to each count, so that none is nothing. */
        private static Direction direction(Map<Integer, Integer> before, Map<Integer, Integer> after, int value) {
            return Direction.of(after.getOrDefault(value, 0) + HALF, before.getOrDefault(value, 0) + HALF);
        }
    }

    /** Nothing is asked of a user without a history one horizon before the cut. */
    private Windows windows(int user) {
        long at = cases.visible().asOf();
        long horizon = cases.target().seconds();
        History known = cases.visible().history(user);
        if (known.asOf(before.asOf()).isEmpty()) {
            return new Windows(Set.of(), Map.of(), Map.of(), Map.of());
        }
        Map<Integer, Integer> first = counts.byValue(known, at - 2 * horizon, at - horizon);
        Map<Integer, Integer> second = counts.byValue(known, at - horizon, at);
        Set<Integer> asked = new TreeSet<>(first.keySet());
        asked.addAll(second.keySet());
        return new Windows(asked, first, second, counts.byValue(cases.judged().history(user), at, at + horizon));
    }

    private void count(CountLaw law, int user, CountScore much) {
        long at = cases.visible().asOf();
        int came =
                counts.all(cases.judged().history(user), at, at + cases.target().seconds());
        much.add(law.part(cases.target().behaviour(), 1), cases.target().horizonDays(), came);
    }

    private DirectionResult result(String name, DirectionScore score) {
        return new DirectionResult(
                cut, facet.facet().word(), name, score.cases(), score.macroF1(), score.byDirection());
    }

    /** What a scorer tells of the values of the facet; confined to one thread. */
    private final class Shares {
        private static final double LEAST = 1e-12;

        private final ProbabilityScorer scorer;
        private final float[] scores;
        private final float[] values;
        private final double[] sums;

        Shares(ProbabilityScorer scorer, int items) {
            this.scorer = scorer;
            this.scores = new float[items];
            this.values = new float[facet.size()];
            this.sums = new double[facet.size()];
        }

        boolean ranks() {
            return scorer.ranks() && scorer.scale() == Scorer.Scale.LOGIT;
        }

        CountLaw law(int user, long instant) {
            return java.util.Objects.requireNonNull(
                    scorer.law(cases.visible().history(user).asOf(instant)), "a law for every user");
        }

        /** By value, the probability of at least one event within the horizon; above 0. */
        double[] probabilities(int user, long instant) {
            History history = cases.visible().history(user).asOf(instant);
            CountLaw law = law(user, instant);
            scorer.score(history, scores);
            double total = facet.sum(scores, Scorer.Scale.LOGIT, sums, values);
            double[] probabilities = new double[sums.length];
            for (int value = 0; value < sums.length; value++) {
                double share = Math.min(1, sums[value] / total);
                double told = law.probability(
                        cases.target().behaviour(), cases.target().horizonDays(), share);
                probabilities[value] = Math.max(LEAST, told);
            }
            return probabilities;
        }
    }
}
