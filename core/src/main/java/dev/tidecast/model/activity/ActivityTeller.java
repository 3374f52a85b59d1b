package dev.tidecast.model.activity;

import dev.tidecast.model.UnrankedScorer;
import dev.tidecast.sequence.History;
import java.util.function.ToDoubleFunction;

/** Tells from a user's features, by one function whether the user does the target behaviour, by another whether any. */
public final class ActivityTeller implements UnrankedScorer {
    private final UserFeatures features;
    private final ToDoubleFunction<float[]> acted;
    private final ToDoubleFunction<float[]> active;
    private final float[] row;

    /** Both functions take a row of {@code features} and give a probability. */
    public ActivityTeller(UserFeatures features, ToDoubleFunction<float[]> acted, ToDoubleFunction<float[]> active) {
        this.features = features;
        this.acted = acted;
        this.active = active;
        this.row = new float[features.size()];
    }

    @Override
    public double anyInWindow(History history) {
        features.write(history, row);
        return acted.applyAsDouble(row);
    }

    @Override
    public double activeInWindow(History history) {
        features.write(history, row);
        return Math.max(acted.applyAsDouble(row), active.applyAsDouble(row)); // whoever buys is active
    }
}
