package dev.tidecast.trees;

import dev.tidecast.event.Behaviour;
import dev.tidecast.model.Model;
import dev.tidecast.model.Trainer;
import dev.tidecast.model.activity.ActivityExamples;
import dev.tidecast.model.activity.UserFeatures;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Fits {@link BoostedTrees} of purchase and of activity to the features of users at weekly anchors. The number of trees
 * is found on the latest anchor, learning from those whose windows end before it; then all anchors are learnt from.
 *
 * @param settings of both; its rounds are the most
 * @param mostAnchors how many weekly anchors before the cut are taken
 */
public record BoostedTreesTrainer(BoostSettings settings, int mostAnchors) implements Trainer {
    /** Trees where the log is too short to find their number. */
    private static final int UNTRIED = 60;

    public BoostedTreesTrainer {
        if (mostAnchors < 1) {
            throw new IllegalArgumentException(mostAnchors + " anchors: at least 1 is allowed");
        }
    }

    /** At most 300 trees of depth 4, rate .05, leaves of weight 10, .8 of rows and columns; 12 anchors. */
    public static BoostedTreesTrainer standard(long seed, int threads) {
        return new BoostedTreesTrainer(new BoostSettings(300, 4, .05, 10, .8, .8, seed, threads), 12);
    }

    @Override
    public String name() {
        return BoostedTrees.NAME;
    }

    @Override
    public Model fit(Dataset visible, Target target) {
        List<Behaviour> behaviours = UserFeatures.behaviours(visible);
        UserFeatures features = new UserFeatures(visible, target, behaviours);
        List<Long> anchors = ActivityExamples.anchors(visible, target, mostAnchors);
        ActivityExamples examples = ActivityExamples.of(visible, target, features, anchors);
        if (examples.rows() == 0) {
            throw new IllegalArgumentException(name() + " needs a user with a history at an anchor "
                    + target.horizonDays() + " days before the cut and a third of the log before it; this log has none:"
                    + " take a shorter horizon or a longer log");
        }
        List<Long> earlier = anchors.stream()
                .filter(anchor -> anchor <= anchors.getFirst() - target.seconds())
                .toList();
        ActivityExamples fit = ActivityExamples.of(visible, target, features, earlier);
        ActivityExamples later = ActivityExamples.of(visible, target, features, anchors.subList(0, 1));
        try {
            byte[] acted = grow(rows(examples, true), rows(fit, true), rows(later, true));
            byte[] active = grow(rows(examples, false), rows(fit, false), rows(later, false));
            return BoostedTrees.of(target, behaviours, acted, active);
        } catch (IOException wrong) {
            throw new UncheckedIOException("xgboost's trees can't be read", wrong);
        }
    }

    private byte[] grow(Boosting.Rows all, Boosting.Rows fit, Boosting.Rows later) throws IOException {
        int rounds = fit.came().length == 0 || later.came().length == 0
                ? Math.min(UNTRIED, settings.rounds())
                : Boosting.rounds(fit, later, settings);
        return Boosting.json(all, settings.withRounds(rounds));
    }

    private static Boosting.Rows rows(ActivityExamples examples, boolean acted) {
        float[] came = new float[examples.rows()];
        for (int row = 0; row < came.length; row++) {
            came[row] = (acted ? examples.acted() : examples.active())[row] ? 1 : 0;
        }
        return new Boosting.Rows(examples.columns(), examples.values(), came);
    }
}
