package dev.tidecast.neural;

import dev.tidecast.model.inference.TrunkShape;
import dev.tidecast.model.interest.ExploreTerm;
import dev.tidecast.model.interest.HistorySteps;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/**
 * Step encoder, trunk and explore head, with E shared between what is read and what is scored. From steps of B
 * histories of equal length T to a direction [A x d] at A anchors.
 */
final class TrunkNetwork {
    private static final float ITEM_DEVIATION = .05f;
    private static final long MEAN = 1;

    /**
     * Size of the network.
     *
     * @param items V
     * @param trunk kind and size; its inputs are d
     * @param bias whether items have a bias of their own: a plain LSTM needs one, the explore term must not
     */
    record Settings(int items, TrunkShape trunk, boolean bias) {
        int embedding() {
            return trunk.inputs();
        }

        List<ParameterShape> shapes() {
            ParameterShape.Start zero = new ParameterShape.Start.Constant(0);
            List<ParameterShape> shapes = new ArrayList<>(Trunk.shapes(ExploreTerm.TRUNK, trunk));
            int embedding = embedding();
            shapes.add(new ParameterShape(
                    ExploreTerm.ITEMS, new long[] {items, embedding}, new ParameterShape.Start.Normal(ITEM_DEVIATION)));
            shapes.add(new ParameterShape(
                    ExploreTerm.FEATURES,
                    new long[] {HistorySteps.FEATURES, embedding},
                    new ParameterShape.Start.Normal(.1f)));
            shapes.add(new ParameterShape(ExploreTerm.SHIFT, new long[] {embedding}, zero));
            // At 0 the network says nothing, so that the first epoch starts from the frozen logits.
            shapes.add(new ParameterShape(ExploreTerm.EXPLORE, new long[] {trunk.hidden(), embedding}, zero));
            if (bias) {
                shapes.add(new ParameterShape(ExploreTerm.BIAS, new long[] {items}, zero));
            }
            return shapes;
        }
    }

    private final FlatParameters parameters;
    private final Trunk trunk;
    private final Settings settings;

    TrunkNetwork(Settings settings, FlatParameters parameters) {
        this.settings = settings;
        this.parameters = parameters;
        this.trunk = Trunk.of(ExploreTerm.TRUNK, settings.trunk(), parameters);
    }

    /** Directions [A x d] at the batch's anchors; call within a {@code PointerScope}. */
    Tensor directions(TrunkBatch batch, Dropout dropout) {
        Tensor states = trunk.forward(steps(batch), batch.times(), dropout); // [T x B x H]
        Tensor flat = states.reshape(
                (long) batch.steps() * batch.histories(), settings.trunk().hidden()); // [TB x H]
        Tensor picked = flat.index_select(0, longs(batch.anchorSteps())); // [A x H]
        return picked.matmul(parameters.parameter(ExploreTerm.EXPLORE)); // [A x d]
    }

    private Tensor steps(TrunkBatch batch) {
        long rows = (long) batch.steps() * batch.histories();
        Tensor bags = torch.embedding_bag(
                        parameters.parameter(ExploreTerm.ITEMS),
                        longs(batch.items()),
                        longs(batch.starts()),
                        false,
                        MEAN,
                        false,
                        new TensorOptional(),
                        false)
                .get0(); // [TB x d]
        Tensor features = torch.from_blob(new FloatPointer(batch.features()), new long[] {rows, HistorySteps.FEATURES})
                .clone(); // [TB x F]
        return features.matmul(parameters.parameter(ExploreTerm.FEATURES))
                .add(parameters.parameter(ExploreTerm.SHIFT))
                .add(bags)
                .reshape(batch.steps(), batch.histories(), settings.embedding());
    }

    private static Tensor longs(long[] values) {
        TensorOptions options = new TensorOptions(torch.ScalarType.Long);
        return torch.from_blob(new LongPointer(values), new long[] {values.length}, options)
                .clone();
    }

    /** The logits' learned terms at the batch's directions, which must be contiguous and cut from autograd. */
    WindowLogits logits(Tensor directions, WindowLogits.BaseLogits base) {
        WindowLogits logits = new WindowLogits(settings.items())
                .base(base)
                .factors(
                        directions,
                        parameters.parameter(ExploreTerm.ITEMS).detach(),
                        parameters.gradient(ExploreTerm.ITEMS));
        if (settings.bias()) {
            logits.bias(parameters.parameter(ExploreTerm.BIAS).detach(), parameters.gradient(ExploreTerm.BIAS));
        }
        return logits;
    }
}
