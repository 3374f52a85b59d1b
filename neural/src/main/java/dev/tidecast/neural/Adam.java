package dev.tidecast.neural;

import dev.tidecast.model.StoredTensor;
import java.util.Map;
import java.util.SortedMap;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Adam and AdamW in torch.optim's order of operations, on flat tensors. */
final class Adam implements Optimizer {
    private final FlatParameters parameters;
    private final AdamSettings settings;
    private final OptimizerState state;
    private final FlatTensor mean; // decayed mean of gradients
    private final FlatTensor square; // decayed mean of their squares
    private final FlatTensor room;

    Adam(FlatParameters parameters, AdamSettings settings) {
        this.parameters = parameters;
        this.settings = settings;
        this.state = new OptimizerState(parameters.size());
        this.mean = state.remember("mean");
        this.square = state.remember("square");
        this.room = new FlatTensor(parameters.size());
    }

    @Override
    public void step(double share) {
        long steps = state.count();
        try (PointerScope scope = new PointerScope()) {
            Tensor p = parameters.values(); // [P]
            Tensor g = parameters.gradients(); // [P]
            decay(p, g, share);
            Tensor m = mean.tensor().lerp_(g, new Scalar(1 - settings.beta1())); // [P]
            Tensor s = square.tensor().mul_(new Scalar(settings.beta2())); // [P]
            s.addcmul_(g, g, new Scalar(1 - settings.beta2()));
            double correction = Math.sqrt(1 - Math.pow(settings.beta2(), steps));
            Tensor d = torch.sqrt_out(room.tensor(), s); // [P]
            d.div_(new Scalar(correction)).add_(new Scalar(settings.epsilon()));
            double rate = share * settings.learningRate() / (1 - Math.pow(settings.beta1(), steps));
            p.addcdiv_(m, d, new Scalar(-rate));
        }
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
        room.close();
    }
}
