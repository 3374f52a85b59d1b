package dev.tidecast.model.interest;

import dev.tidecast.model.ProbabilityScorer;
import dev.tidecast.model.counters.CounterRows;
import dev.tidecast.sequence.History;

/** Scores and probabilities of the interest network as of one instant; confined to one thread. */
final class NetworkScorer implements ProbabilityScorer {
    private static final int[] NO_TARGETS = {};

    private final InterestNetwork network;
    private final CounterRows rows;

    NetworkScorer(InterestNetwork network, CounterRows rows) {
        this.network = network;
        this.rows = rows;
    }

    @Override
    public void score(History history, float[] scores) {
        network.logits(rows.row(history, NO_TARGETS), history, scores);
    }

    @Override
    public Scale scale() {
        return Scale.LOGIT;
    }

    @Override
    public double anyInWindow(History history) {
        return within(history, network.counters().target().horizonDays(), 1);
    }

    @Override
    public double within(History history, int days, double share) {
        WindowLaw law = network.law();
        double[] features =
                ActivityFeatures.of(history, network.counters().target().behaviour());
        return law.of(features).probability(law.binsWithin(days), share);
    }
}
