package dev.tidecast.model.activity;

import dev.tidecast.event.Behaviour;
import dev.tidecast.model.Model;
import dev.tidecast.model.Trainer;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.Target;
import java.util.List;

/**
 * Fits {@link LogisticRegression}s of purchase and of activity to {@link UserFeatures} at weekly anchors.
 *
 * @param ridge the penalty on squared weights, in rows: a column's weight shrinks as by that many rows
 * @param mostAnchors how many weekly anchors before the cut are taken
 */
public record LogisticRegressionTrainer(double ridge, int mostAnchors) implements Trainer {
    public LogisticRegressionTrainer {
        if (!(ridge > 0) || mostAnchors < 1) {
            throw new IllegalArgumentException(
                    "ridge " + ridge + ", " + mostAnchors + " anchors: more than 0 and at least 1 are allowed");
        }
    }

    /** Ridge 10, 12 anchors. */
    public static LogisticRegressionTrainer standard() {
        return new LogisticRegressionTrainer(10, 12);
    }

    @Override
    public String name() {
        return ActivityModel.NAME;
    }

    @Override
    public Model fit(Dataset visible, Target target) {
        List<Behaviour> behaviours = UserFeatures.behaviours(visible);
        List<Long> anchors = ActivityExamples.anchors(visible, target, mostAnchors);
        UserFeatures features = new UserFeatures(visible, target, behaviours);
        ActivityExamples examples = ActivityExamples.of(visible, target, features, anchors);
        if (examples.rows() == 0) {
            throw new IllegalArgumentException(name() + " needs a user with a history at an anchor "
                    + target.horizonDays() + " days before the cut and a third of the log before it; this log has none:"
                    + " take a shorter horizon or a longer log");
        }
        return new ActivityModel(
                target,
                behaviours,
                LogisticRegression.fit(examples.values(), examples.columns(), examples.acted(), ridge),
                LogisticRegression.fit(examples.values(), examples.columns(), examples.active(), ridge));
    }
}
