package dev.tidecast.model.interest;

import dev.tidecast.model.CountLaw;
import dev.tidecast.model.ProbabilityScorer;
import dev.tidecast.model.counters.CounterRows;
import dev.tidecast.sequence.History;

/** Scores and probabilities of the interest network as of one instant; confined to one thread. */
final class NetworkScorer implements ProbabilityScorer {
    private static final int[] NO_TARGETS = {};

    private final InterestNetwork network;
    private final CounterRows rows;
    private final LawTeller teller;

    NetworkScorer(InterestNetwork network, CounterRows rows) {
        this.network = network;
        this.rows = rows;
        this.teller = new LawTeller(network.law(), network.counters().target());
    }

    @Override
    public void score(History history, float[] scores) {
        network.logits(rows.row(history, NO_TARGETS), history, scores);
        if (network.temperature() != 1) {
            float factor = (float) (1 / network.temperature());
            for (int i = 0; i < scores.length; i++) {
                scores[i] *= factor;
            }
        }
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
