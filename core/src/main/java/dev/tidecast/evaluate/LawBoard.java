package dev.tidecast.evaluate;

import dev.tidecast.evaluate.BacktestDetails.CountResult;
import dev.tidecast.evaluate.BacktestDetails.DirectionResult;
import dev.tidecast.model.CountLaw;
import dev.tidecast.model.Model;
import dev.tidecast.model.ProbabilityScorer;
import dev.tidecast.model.Scorer;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.History;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How well laws of counts tell which interests rise and fade, and whether their intervals hold. Judged are the users with
 * a history; of each, the values with an event in the two horizons before the cut, whatever comes after it.
 */
final class LawBoard {
    static final String PERSISTENCE = "persistence";
    private static final double NOMINAL = .9;

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
        this.before = Truncation.stale(
                cases.visible(), cases.visible().asOf() - cases.target().seconds());
        directions.add(result(PERSISTENCE, persistence()));
    }

    List<DirectionResult> directions() {
        return directions;
    }

    List<CountResult> intervals() {
        return intervals;
    }

    /** Judges a model if it tells laws of counts; otherwise nothing is added. */
    void judge(Model model, int threads) {
        if (!(model.scorer(cases.visible()) instanceof ProbabilityScorer teller) || !tells(teller)) {
            return;
        }
        DirectionScore score = new DirectionScore();
        long[] held = new long[3];
        IntStream.range(0, threads).parallel().forEach(part -> {
            DirectionScore own = new DirectionScore();
            long[] ownHeld = new long[3];
            judge(model, part, threads, own, ownHeld);
            score.add(own);
            synchronized (held) {
                for (int i = 0; i < held.length; i++) {
                    held[i] += ownHeld[i];
                }
            }
        });
        if (held[0] > 0) {
            double users = held[0];
            intervals.add(new CountResult(cut, model.name(), (int) held[0], NOMINAL, held[1] / users, held[2] / users));
        }
        if (score.cases() > 0) {
            directions.add(result(model.name(), score));
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
    private void judge(Model model, int part, int parts, DirectionScore score, long[] held) {
        Shares now = new Shares(
                (ProbabilityScorer) model.scorer(cases.visible()),
                cases.visible().itemCount());
        Shares then = new Shares((ProbabilityScorer) model.scorer(before), before.itemCount());
        for (int user = part; user < cases.visible().userCount(); user += parts) {
            if (cases.hasHistory(user)) {
                count(now.law(user, cases.visible().asOf()), user, held);
                if (now.ranks()) {
                    judge(user, now, then, score);
                }
            }
        }
    }

    private void judge(int user, Shares now, Shares then, DirectionScore score) {
        int[][] windows = windows(user);
        if (IntStream.range(0, facet.size()).noneMatch(value -> windows[0][value] + windows[1][value] > 0)) {
            return;
        }
        double[] after = now.probabilities(user, cases.visible().asOf());
        double[] earlier =
                then.probabilities(user, cases.visible().asOf() - cases.target().seconds());
        for (int value = 0; value < facet.size(); value++) {
            if (windows[0][value] + windows[1][value] > 0) {
                Direction told = Direction.between(earlier[value], after[value]);
                score.add(told, Direction.ofCounts(windows[1][value], windows[2][value]));
            }
        }
    }

    private DirectionScore persistence() {
        DirectionScore score = new DirectionScore();
        for (int user = 0; user < cases.visible().userCount(); user++) {
            int[][] windows = windows(user);
            for (int value = 0; value < facet.size(); value++) {
                if (windows[0][value] + windows[1][value] > 0) {
                    score.add(
                            Direction.ofCounts(windows[0][value], windows[1][value]),
                            Direction.ofCounts(windows[1][value], windows[2][value]));
                }
            }
        }
        return score;
    }

    /** Counts by value of the two windows before the cut and the one after it. */
    private int[][] windows(int user) {
        long at = cases.visible().asOf();
        long horizon = cases.target().seconds();
        History known = cases.visible().history(user);
        return new int[][] {
            counts.byValue(known, at - 2 * horizon, at - horizon),
            counts.byValue(known, at - horizon, at),
            counts.byValue(cases.judged().history(user), at, at + horizon)
        };
    }

    private void count(CountLaw law, int user, long[] held) {
        long at = cases.visible().asOf();
        int came =
                counts.all(cases.judged().history(user), at, at + cases.target().seconds());
        int days = cases.target().horizonDays();
        int low = law.quantile((1 - NOMINAL) / 2, cases.target().behaviour(), days, 1);
        int high = law.quantile((1 + NOMINAL) / 2, cases.target().behaviour(), days, 1);
        held[0]++;
        held[1] += came >= low && came <= high ? 1 : 0;
        held[2] += high - low;
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
            facet.sum(scores, Scorer.Scale.LOGIT, sums, values);
            double total = 0;
            for (double each : sums) {
                total += each;
            }
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
