package dev.tidecast.neural;

import dev.tidecast.model.StoredTensor;
import java.util.Map;
import java.util.SortedMap;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** Gradient descent with momentum in torch.optim.SGD's order: v = momentum v + g; p = p - rate v. */
final class Sgd implements Optimizer {
    private final FlatParameters parameters;
    private final SgdSettings settings;
    private final OptimizerState state;
    private final FlatTensor velocity;

    Sgd(FlatParameters parameters, SgdSettings settings) {
        this.parameters = parameters;
        this.settings = settings;
        this.state = new OptimizerState(parameters.size());
        this.velocity = state.remember("velocity");
    }

    @Override
    public void step(double share) {
        state.count();
        try (PointerScope scope = new PointerScope()) {
            Tensor p = parameters.values(); // [P]
            Tensor g = parameters.gradients(); // [P]
            Tensor v = velocity.tensor(); // [P]
            if (settings.weightDecay() > 0) {
                g.add_(p, new Scalar(settings.weightDecay()));
            }
            if (settings.momentum() > 0) {
                v.mul_(new Scalar(settings.momentum())).add_(g);
                p.add_(v, new Scalar(-share * settings.learningRate()));
            } else {
                p.add_(g, new Scalar(-share * settings.learningRate()));
            }
        }
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
