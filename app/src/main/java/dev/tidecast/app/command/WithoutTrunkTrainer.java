package dev.tidecast.app.command;

import dev.tidecast.model.Model;
import dev.tidecast.model.Trainer;
import dev.tidecast.model.interest.InterestNetwork;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.Target;

/** The interest network that was fitted just before, its trunk switched off: shows what each stage adds. */
final class WithoutTrunkTrainer implements Trainer {
    static final String NAME = "interest-network-without-trunk";

    private final KeepingTrainer whole;

    WithoutTrunkTrainer(KeepingTrainer whole) {
        this.whole = whole;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Model fit(Dataset visible, Target target) {
        if (whole.last().orElse(null) instanceof InterestNetwork network) {
            return new InterestNetwork(
                    network.counters(),
                    network.repeat(),
                    network.repeatScale(),
                    network.explore(),
                    0,
                    network.temperature(),
                    network.law(),
                    network.stages());
        }
        throw new IllegalArgumentException("the interest network itself was not fitted");
    }
}
