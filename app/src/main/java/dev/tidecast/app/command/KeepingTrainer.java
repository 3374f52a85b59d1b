package dev.tidecast.app.command;

import dev.tidecast.model.Model;
import dev.tidecast.model.Trainer;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.Target;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Trains as another does and keeps the model of the last cut, for what a backtest shows beside its figures. */
final class KeepingTrainer implements Trainer {
    private final Trainer trainer;
    private @Nullable Model last;

    KeepingTrainer(Trainer trainer) {
        this.trainer = trainer;
    }

    @Override
    public String name() {
        return trainer.name();
    }

    @Override
    public Model fit(Dataset visible, Target target) {
        last = null;
        Model model = trainer.fit(visible, target);
        last = model;
        return model;
    }

    /** The model of the last fit, empty if that was refused. */
    Optional<Model> last() {
        return Optional.ofNullable(last);
    }
}
