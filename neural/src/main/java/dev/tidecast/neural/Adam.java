package dev.tidecast.neural;

import dev.tidecast.model.StoredTensor;
import java.util.Map;
import java.util.SortedMap;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** Adam and AdamW in torch.optim's order of operations, on flat tensors. */
final class Adam implements Optimizer {
    private final FlatParameters parameters;
    private final AdamSettings settings;
    private final OptimizerState state;

    Adam(FlatParameters parameters, AdamSettings settings) {
        this.parameters = parameters;
        this.settings = settings;
        this.state = new OptimizerState(parameters.size());
        state.remember("mean");
        state.remember("square");
    }

    @Override
    public void step(double share) {
        long steps = state.count();
        double correction = Math.sqrt(1 - Math.pow(settings.beta2(), steps));
        double rate = share * settings.learningRate() / (1 - Math.pow(settings.beta1(), steps));
        state.update(parameters, (p, g, memory) -> {
            decay(p, g, share);
            Tensor m = memory.get(0).lerp_(g, new Scalar(1 - settings.beta1())); // decayed mean of gradients
            Tensor s = memory.get(1).mul_(new Scalar(settings.beta2())); // decayed mean of their squares
            s.addcmul_(g, g, new Scalar(1 - settings.beta2()));
            Tensor d = s.sqrt().div_(new Scalar(correction)).add_(new Scalar(settings.epsilon()));
            p.addcdiv_(m, d, new Scalar(-rate));
        });
    }

    private void decay(Tensor p, Tensor g, double share) {
        if (settings.weightDecay() == 0) {
            return;
        }
        if (settings.decoupled()) {
            p.mul_(new Scalar(1 - share * settings.learningRate() * settings.weightDecay()));
        } else {
            g.add_(p, new Scalar(settings.weightDecay()));
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
