package dev.tidecast.evaluate;

import dev.tidecast.model.Model;
import dev.tidecast.model.Scorer;
import dev.tidecast.model.Trainer;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.Target;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.Function;

/** A model that is given, for judging the judge. */
record Given(String name, Function<Dataset, Scorer> scorers) implements Trainer, Model {
    @Override
    public Model fit(Dataset visible, Target target) {
        return this;
    }

    @Override
    public Scorer scorer(Dataset visible) {
        return scorers.apply(visible);
    }

    @Override
    public void save(Path folder) {}

    /** Ranks by seeded chance. */
    static Given random(long seed) {
        return new Given("random", visible -> (history, scores) -> {
            Random random = new Random(seed + history.user());
            for (int i = 0; i < scores.length; i++) {
                scores[i] = random.nextFloat();
            }
        });
    }

    /** Scores all alike. */
    static Given constant() {
        return new Given("constant", visible -> (history, scores) -> java.util.Arrays.fill(scores, 3));
    }
}
