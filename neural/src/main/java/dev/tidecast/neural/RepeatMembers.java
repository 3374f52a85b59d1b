package dev.tidecast.neural;

import dev.tidecast.model.counters.CounterRows;
import dev.tidecast.model.interest.RepeatTerm;
import dev.tidecast.neural.InterestNetworkTrainer.Side;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Trains the members of the repeat term from different seeds, going on after those that a killed training had. */
final class RepeatMembers {
    private static final int BATCH = 256;
    private static final double RATE = .003;
    private static final double DECAY = .001;

    private final NativeRuntime runtime;
    private final NetworkSettings settings;
    private final Checkpoints checkpoints;
    private final String name;

    /** Members whose files are called {@code name}. */
    RepeatMembers(NativeRuntime runtime, NetworkSettings settings, Checkpoints checkpoints, String name) {
        this.runtime = runtime;
        this.settings = settings;
        this.checkpoints = checkpoints;
        this.name = name;
    }

    /** Told of each member once it is trained. */
    @FunctionalInterface
    interface Watcher {
        void member(int member, RepeatEpochs epochs);
    }

    /** The members as they are after the last epoch, averaged. */
    RepeatTerm train(Side side, int epochs, Watcher watcher) {
        int width = CounterRows.repeatFeatures(side.counters().settings());
        RepeatTerm blank = RepeatStage.blank(side.rows(), width);
        List<RepeatTerm.Member> members = new ArrayList<>();
        for (int m = 0; m < settings.repeatMembers(); m++) {
            RepeatEpochs trained = kept(m, side, epochs, blank);
            watcher.member(m, trained);
            members.add(trained.members().getLast());
        }
        return new RepeatTerm(blank.mean(), blank.deviation(), members);
    }

    private RepeatEpochs kept(int m, Side side, int epochs, RepeatTerm blank) {
        try {
            Optional<Path> file = checkpoints.file(name + "-" + m);
            if (file.isPresent()) {
                Optional<RepeatEpochs> found = RepeatEpochs.read(file.get(), checkpoints.run());
                if (found.isPresent()) {
                    return found.get();
                }
            }
            RepeatStage.Settings stage = new RepeatStage.Settings(settings.repeatUnits(), epochs, BATCH, RATE, DECAY);
            RepeatEpochs trained = new RepeatStage(runtime, stage)
                    .train(blank, side.rows(), side.counters().logits(), side.items(), settings.seed() + m);
            if (file.isPresent()) {
                trained.write(file.get(), checkpoints.run());
            }
            return trained;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
