package dev.tidecast.neural;

import dev.tidecast.model.StoredTensor;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** Gradient descent with momentum in torch.optim.SGD's order: v = momentum v + g; p = p - rate v. */
final class Sgd implements Optimizer {
    private final FlatParameters parameters;
    private final SgdSettings settings;
    private final FlatTensor velocity;
    private long steps;

    Sgd(FlatParameters parameters, SgdSettings settings) {
        this.parameters = parameters;
        this.settings = settings;
        this.velocity = new FlatTensor(parameters.size());
    }

    @Override
    public void step(double share) {
        steps++;
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
        return steps;
    }

    @Override
    public SortedMap<String, StoredTensor> stored() {
        SortedMap<String, StoredTensor> stored = new TreeMap<>();
        stored.put("steps", StoredTensor.of(new long[] {steps}));
        stored.put("velocity", StoredTensor.of(velocity.copy(), parameters.size()));
        return stored;
    }

    @Override
    public void load(Map<String, StoredTensor> stored) {
        steps = Checkpoint.require(stored, "steps").longs()[0];
        velocity.set(Checkpoint.require(stored, "velocity").floats());
    }

    @Override
    public void close() {
        velocity.close();
    }
}
