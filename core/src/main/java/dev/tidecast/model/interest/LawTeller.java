package dev.tidecast.model.interest;

import dev.tidecast.event.Behaviour;
import dev.tidecast.model.CountLaw;
import dev.tidecast.model.ProbabilityScorer;
import dev.tidecast.sequence.History;
import dev.tidecast.sequence.Target;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Tells whether and how much from a law of counts, and ranks nothing; keeps the law of the history asked last. */
final class LawTeller implements ProbabilityScorer {
    private final WindowLaw law;
    private final WindowLaw raw;
    private final Target target;
    private @Nullable History last;
    private @Nullable CountLaw lastLaw;

    LawTeller(WindowLaw law, Target target) {
        this.law = law;
        this.raw = law.uncalibrated();
        this.target = target;
    }

    @Override
    public void score(History history, float[] scores) {
        Arrays.fill(scores, 0f);
    }

    @Override
    public boolean ranks() {
        return false;
    }

    @Override
    public double anyInWindow(History history) {
        return within(history, target.horizonDays(), 1);
    }

    @Override
    public double uncalibratedAnyInWindow(History history) {
        return new LawTeller(raw, target).anyInWindow(history);
    }

    @Override
    public double activeInWindow(History history) {
        return law(history).anyProbability(target.horizonDays());
    }

    @Override
    public double within(History history, int days, double share) {
        return law(history).probability(target.behaviour(), days, share);
    }

    @Override
    public double spendInWindow(History history) {
        SpendLaw spend = law.spend();
        return spend == null
                ? Double.NaN
                : spend.mean(history, law(history).expected(Behaviour.PURCHASE, law.horizonDays(), 1))
                        * law(history).probability(Behaviour.PURCHASE, law.horizonDays(), 1);
    }

    @Override
    public CountLaw law(History history) {
        if (history == last && lastLaw != null) {
            return lastLaw;
        }
        CountLaw told = law.of(history);
        last = history;
        lastLaw = told;
        return told;
    }
}
