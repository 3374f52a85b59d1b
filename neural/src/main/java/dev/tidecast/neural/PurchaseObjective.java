package dev.tidecast.neural;

import dev.tidecast.model.Precision;
import dev.tidecast.model.inference.TrunkShape;
import dev.tidecast.model.purchase.PurchaseNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorArrayRefOptional;
import org.bytedeco.pytorch.global.torch;

/** Binary cross entropy of the sigmoid head on the trunk's last state, its gradient by the logit by hand. */
final class PurchaseObjective implements Objective<PurchasePart> {
    private final FlatParameters parameters;
    private final Trunk trunk;
    private final TrunkShape shape;
    private final double dropout;
    private final Precision precision;
    private final AtomicInteger right;

    /** Counts users told right into {@code right}. */
    PurchaseObjective(
            TrunkShape shape, FlatParameters parameters, double dropout, Precision precision, AtomicInteger right) {
        this.parameters = parameters;
        this.trunk = Trunk.of(PurchaseNetwork.TRUNK, shape, parameters);
        this.shape = shape;
        this.dropout = dropout;
        this.precision = precision;
        this.right = right;
    }

    static List<ParameterShape> shapes(TrunkShape shape) {
        float bound = (float) Math.sqrt(6.0 / (shape.hidden() + 1)); // Glorot and Bengio 2010
        List<ParameterShape> shapes = new ArrayList<>(Trunk.shapes(PurchaseNetwork.TRUNK, shape));
        shapes.add(new ParameterShape(
                PurchaseNetwork.WEIGHT, new long[] {1, shape.hidden()}, new ParameterShape.Start.Uniform(bound)));
        shapes.add(new ParameterShape(PurchaseNetwork.BIAS, new long[] {1}, new ParameterShape.Start.Constant(0)));
        return shapes;
    }

    @Override
    public double backward(PurchasePart part, long seed) {
        Tensor z = logits(part, new Dropout(dropout, seed)); // [B x 1]
        int count = part.came().length;
        float[] values = new float[count];
        z.detach().cpu().contiguous().data_ptr_float().get(values);
        float[] gradient = new float[count];
        double loss = 0;
        int correct = 0;
        for (int b = 0; b < count; b++) {
            double signed = part.came()[b] > 0 ? -values[b] : values[b];
            loss += Math.max(0, signed) + Math.log1p(Math.exp(-Math.abs(signed)));
            gradient[b] = (float) ((1 / (1 + Math.exp(-values[b])) - part.came()[b]) * part.scale());
            correct += signed < 0 ? 1 : 0;
        }
        right.addAndGet(correct);
        Tensor byLogit = Placement.beside(z, Tensor.create(gradient, count, 1)); // [B x 1]
        z.backward(byLogit, new BoolOptional(), false, new TensorArrayRefOptional());
        return loss * part.scale();
    }

    private Tensor logits(PurchasePart part, Dropout dropped) {
        Tensor values = Tensor.create(part.x(), part.days(), part.came().length, shape.inputs()); // [T x B x F]
        Tensor x = Placement.beside(parameters.values(), values);
        Tensor last = states(x, dropped).select(0, part.days() - 1L).to(torch.ScalarType.Float); // [B x H]
        return last.matmul(parameters.parameter(PurchaseNetwork.WEIGHT).t()) // [B x 1]
                .add(parameters.parameter(PurchaseNetwork.BIAS));
    }

    private Tensor states(Tensor x, Dropout dropped) {
        try (Autocast cast = new Autocast(precision, x.device().type())) {
            return trunk.forward(x, null, dropped); // [T x B x H]
        }
    }
}
