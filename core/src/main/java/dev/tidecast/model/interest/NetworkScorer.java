package dev.tidecast.model.interest;

import dev.tidecast.model.CountLaw;
import dev.tidecast.model.ProbabilityScorer;
import dev.tidecast.model.Scorer;
import dev.tidecast.model.counters.CounterRows;
import dev.tidecast.sequence.History;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Scores and probabilities of the interest network as of one instant; confined to one thread. */
final class NetworkScorer implements ProbabilityScorer {
    private static final int[] NO_TARGETS = {};
    private static final float[] NO_STATE = {};

    private final InterestNetwork network;
    private final CounterRows rows;
    private final ExploreTerm explore;
    private final LawTeller teller;
    private final StateMemory states;
    private final Map<Asked, float[]> expected = new HashMap<>();

    /** Which history of the scorer's dataset. */
    private record Asked(int user, long asOf, int size) {
        static Asked of(History history) {
            return new Asked(history.user(), history.asOf(), history.size());
        }
    }

    /** The network's explore term reads the queries of the rows' dataset. */
    NetworkScorer(InterestNetwork network, CounterRows rows, ExploreTerm explore) {
        this.network = network;
        this.rows = rows;
        this.explore = explore;
        this.states = new StateMemory(explore);
        this.teller = new LawTeller(network.law(), network.counters().target());
    }

    /** States of many histories cost a fraction of as many single ones: the weights are read once for all. */
    @Override
    public void expect(List<History> next) {
        if (network.exploreScale() > 0) {
            keep(next, explore.states(next));
        }
    }

    /** The trunk passes most earlier states on its way to the later ones. */
    @Override
    public void expect(List<History> next, Scorer then, long instant) {
        if (network.exploreScale() > 0 && then instanceof NetworkScorer other && other.network == network) {
            float[][][] states = explore.states(next, instant);
            keep(next, states[0]);
            other.keep(next.stream().map(history -> history.asOf(instant)).toList(), states[1]);
        } else {
            ProbabilityScorer.super.expect(next, then, instant);
        }
    }

    private void keep(List<History> next, float[][] states) {
        expected.clear();
        for (int k = 0; k < states.length; k++) {
            expected.put(Asked.of(next.get(k)), states[k]);
        }
    }

    @Override
    public void score(History history, float[] scores) {
        network.logits(rows.row(history, NO_TARGETS), state(history), scores);
        if (network.temperature() != 1) {
            float factor = (float) (1 / network.temperature());
            for (int i = 0; i < scores.length; i++) {
                scores[i] *= factor;
            }
        }
    }

    private float[] state(History history) {
        if (network.exploreScale() <= 0) {
            return NO_STATE;
        }
        float[] state = expected.get(Asked.of(history));
        return state == null ? states.state(history) : state;
    }

    @Override
    public Scale scale() {
        return Scale.LOGIT;
    }

    @Override
    public double anyInWindow(History history) {
        return teller.anyInWindow(history);
    }

    @Override
    public double uncalibratedAnyInWindow(History history) {
        return teller.uncalibratedAnyInWindow(history);
    }

    @Override
    public double activeInWindow(History history) {
        return teller.activeInWindow(history);
    }

    @Override
    public double within(History history, int days, double share) {
        return teller.within(history, days, share);
    }

    @Override
    public double spendInWindow(History history) {
        return teller.spendInWindow(history);
    }

    @Override
    public CountLaw law(History history) {
        return teller.law(history);
    }
}
