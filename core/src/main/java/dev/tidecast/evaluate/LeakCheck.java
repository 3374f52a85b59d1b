package dev.tidecast.evaluate;

import dev.tidecast.model.ProbabilityScorer;
import dev.tidecast.model.Scorer;
import dev.tidecast.model.Trainer;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.History;
import dev.tidecast.sequence.Target;
import java.util.Arrays;
import java.util.Optional;

/**
 * Catches a model that looks past the cut: fitted to a view of the whole log, and to a copy in which nothing after the
 * cut exists, it must score alike.
 */
public final class LeakCheck {
    private LeakCheck() {}

    /** Tells the first user whose scores depend on what came after the cut; empty if there is none. */
    public static Optional<String> leak(Trainer trainer, Dataset whole, long cut, Target target) {
        Dataset view = whole.asOf(cut);
        Dataset copy = Truncation.copy(view);
        Scorer seeing = trainer.fit(view, target).scorer(view);
        Scorer blind = trainer.fit(copy, target).scorer(copy);
        for (int user = 0; user < view.userCount(); user++) {
            float[] seen = told(seeing, view.history(user), view.itemCount());
            float[] unseen = told(blind, copy.history(user), view.itemCount());
            int item = Arrays.mismatch(seen, unseen);
            if (item >= 0) {
                String what = item < view.itemCount() ? "item " + item + " scores " : "a probability is ";
                return Optional.of("model " + trainer.name() + " leaks: user " + user + ", " + what + seen[item]
                        + ", and " + unseen[item] + " where the log ends at the cut");
            }
        }
        return Optional.empty();
    }

    private static float[] told(Scorer scorer, History history, int items) {
        float[] scores = new float[items];
        scorer.score(history, scores);
        return scorer instanceof ProbabilityScorer teller
                ? ModelPromise.withProbabilities(scores, teller, history)
                : scores;
    }
}
