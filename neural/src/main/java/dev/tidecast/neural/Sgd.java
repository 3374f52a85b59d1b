package dev.tidecast.neural;

import dev.tidecast.model.StoredTensor;
import java.util.Map;
import java.util.SortedMap;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** Gradient descent with momentum in torch.optim.SGD's order: v = momentum v + g; p = p - rate v. */
final class Sgd implements Optimizer {
    private final FlatParameters parameters;
    private final SgdSettings settings;
    private final OptimizerState state;

    Sgd(FlatParameters parameters, SgdSettings settings) {
        this.parameters = parameters;
        this.settings = settings;
        this.state = new OptimizerState(parameters.size());
        state.remember("velocity");
    }

    @Override
    public void step(double share) {
        state.count();
        state.update(parameters, (p, g, memory) -> {
            if (settings.weightDecay() > 0) {
                g.add_(p, new Scalar(settings.weightDecay()));
            }
            Tensor along = settings.momentum() > 0
                    ? memory.getFirst().mul_(new Scalar(settings.momentum())).add_(g)
                    : g;
            p.add_(along, new Scalar(-share * settings.learningRate()));
        });
    }

    @Override
    public long steps() {
        return state.steps();
    }

    @Override
    public SortedMap<String, StoredTensor> stored() {
        return state.stored();
    }

    @Override
    public void load(Map<String, StoredTensor> stored) {
        state.load(stored);
    }

    @Override
    public void close() {
        state.close();
    }
}
