package dev.tidecast.trees;

import dev.tidecast.event.Behaviour;
import dev.tidecast.model.ItemKnnTrainer;
import dev.tidecast.model.Model;
import dev.tidecast.model.Popularity;
import dev.tidecast.model.SparseRows;
import dev.tidecast.model.Trainer;
import dev.tidecast.model.activity.ActivityExamples;
import dev.tidecast.model.activity.CandidateFeatures;
import dev.tidecast.model.activity.ItemTrends;
import dev.tidecast.model.activity.UserFeatures;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Fits a {@link BoostedRanker}: trees that tell for each candidate of a user whether it is taken in the window. Anchors
 * lie before the cut, co-occurrence for training is fitted on what lies before the earliest of them, and again on all
 * that is visible for scoring.
 *
 * @param settings of the trees
 * @param anchors how many, latest first
 * @param weeks between two anchors
 * @param popular candidates from popularity
 * @param supported candidates from co-occurrence
 * @param share of the candidates that neither came nor are own, which are learnt from
 */
public record BoostedRankerTrainer(
        BoostSettings settings, int anchors, int weeks, int popular, int supported, double share) implements Trainer {
    public BoostedRankerTrainer {
        if (anchors < 1 || weeks < 1 || popular < 1 || supported < 0 || !(share > 0 && share <= 1)) {
            throw new IllegalArgumentException(
                    anchors + " anchors, " + weeks + " weeks apart, " + popular + " popular, "
                            + supported + " supported, share " + share
                            + ": at least 1, 1, 1, 0 and above 0 to 1 are allowed");
        }
    }

    /** 150 trees of depth 6, rate .1; 4 anchors two weeks apart; 100 popular, 100 supported, .2 of them learnt from. */
    public static BoostedRankerTrainer standard(long seed, int threads) {
        return new BoostedRankerTrainer(new BoostSettings(150, 6, .1, 20, .8, .8, seed, threads), 4, 2, 100, 100, .2);
    }

    @Override
    public String name() {
        return BoostedRanker.NAME;
    }

    @Override
    public Model fit(Dataset visible, Target target) {
        List<Behaviour> behaviours = UserFeatures.behaviours(visible);
        List<Long> weekly = ActivityExamples.anchors(visible, target, anchors * weeks);
        List<Long> taken = weekly.stream()
                .filter(anchor -> weekly.indexOf(anchor) % weeks == 0)
                .toList();
        Boosting.Rows rows = rows(visible, target, behaviours, taken);
        if (rows.came().length == 0) {
            throw new IllegalArgumentException(name() + " needs a user with a history and a "
                    + target.behaviour().word() + " in a window of " + target.horizonDays()
                    + " days before the cut; this log has none: take a shorter horizon or a longer log");
        }
        try {
            return BoostedRanker.of(
                    new BoostedRanker.Asked(target, behaviours, popular, supported),
                    ItemKnnTrainer.standard().similarities(visible, target.behaviour()),
                    Boosting.json(rows, settings));
        } catch (IOException wrong) {
            throw new UncheckedIOException("xgboost's trees can't be read", wrong);
        }
    }

    private Boosting.Rows rows(Dataset visible, Target target, List<Behaviour> behaviours, List<Long> taken) {
        RankerExamples examples = new RankerExamples(visible, target, share, settings.seed());
        if (!taken.isEmpty()) {
            Popularity popularity = Popularity.of(visible, target.behaviour());
            Dataset before = visible.asOf(taken.getLast());
            SparseRows coOccurrence = ItemKnnTrainer.standard().similarities(before, target.behaviour());
            for (long anchor : taken) {
                Dataset at = visible.asOf(anchor);
                ItemTrends trends = new ItemTrends(at, target, popularity);
                examples.add(
                        anchor,
                        new CandidateFeatures(at, target, behaviours, coOccurrence, trends, popular, supported));
            }
        }
        return examples.rows();
    }
}
