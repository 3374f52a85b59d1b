package dev.tidecast.neural;

import dev.tidecast.model.StoredTensor;
import dev.tidecast.model.content.ItemContent;
import dev.tidecast.model.inference.TrunkShape;
import dev.tidecast.model.interest.ExploreTerm;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
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
     * @param content what is known of the items beside
     * @param steps what is read of steps beside
     */
    record Settings(int items, TrunkShape trunk, boolean bias, ItemContent content, StepContent steps) {
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
                    new long[] {steps.features(), embedding},
                    new ParameterShape.Start.Normal(.1f)));
            shapes.add(new ParameterShape(ExploreTerm.SHIFT, new long[] {embedding}, zero));
            // At 0 the network says nothing, so that the first epoch starts from the frozen logits.
            shapes.add(new ParameterShape(ExploreTerm.EXPLORE, new long[] {trunk.hidden(), embedding}, zero));
            shapes.addAll(ItemFactors.shapes(content, embedding));
            shapes.addAll(QueryFactors.shapes(steps.queries(), embedding));
            if (bias) {
                shapes.add(new ParameterShape(ExploreTerm.BIAS, new long[] {items}, zero));
            }
            return shapes;
        }

        /** What was learned as inference reads it: with E and what words add as they are, whatever they are made of. */
        ExploreTerm term(FlatParameters parameters, TrunkFactors factors, int mostSteps) {
            SortedMap<String, StoredTensor> stored = parameters.stored();
            if (factors.items().composed()) {
                stored.keySet().removeIf(name -> name.startsWith(ItemFactors.PREFIX));
                stored.put(ExploreTerm.ITEMS, factors.items().stored(parameters));
            }
            if (factors.queries().any()) {
                stored.remove(QueryFactors.PROJECTION);
                stored.put(ExploreTerm.WORDS, factors.queries().stored(parameters));
            }
            return new ExploreTerm(trunk, stored, mostSteps, steps.inputs());
        }
    }

    private final FlatParameters parameters;
    private final Trunk trunk;
    private final Settings settings;
    private final TrunkFactors factors;

    TrunkNetwork(Settings settings, FlatParameters parameters, TrunkFactors factors) {
        this.settings = settings;
        this.factors = factors;
        this.parameters = parameters;
        this.trunk = Trunk.of(ExploreTerm.TRUNK, settings.trunk(), parameters);
    }

    /** E as a step on {@code batch} reads it; call within a {@code PointerScope}. */
    StepItems items(TrunkBatch batch, Dropout dropout) {
        return StepItems.of(parameters, factors.items(), batch.items(), dropout);
    }

    /** Directions [A x d] at the batch's anchors; call within a {@code PointerScope}. */
    Tensor directions(TrunkBatch batch, StepItems items, Dropout dropout) {
        Tensor states = trunk.forward(steps(batch, items, dropout), batch.times(), dropout); // [T x B x H]
        Tensor flat = states.reshape(
                (long) batch.steps() * batch.histories(), settings.trunk().hidden()); // [TB x H]
        Tensor picked =
                flat.index_select(0, AttentionStack.longs(batch.anchorSteps(), batch.anchorSteps().length)); // [A x H]
        return picked.matmul(parameters.parameter(ExploreTerm.EXPLORE)); // [A x d]
    }

    private Tensor steps(TrunkBatch batch, StepItems items, Dropout dropout) {
        long rows = (long) batch.steps() * batch.histories();
        long width = settings.steps().features();
        Tensor features = torch.from_blob(new FloatPointer(batch.features()), new long[] {rows, width})
                .clone(); // [TB x F]
        Tensor told = features.matmul(parameters.parameter(ExploreTerm.FEATURES))
                .add(parameters.parameter(ExploreTerm.SHIFT))
                .add(means(items.table(), items.bags())); // [TB x d]
        return factors.queries()
                .addTo(told, batch.words(), parameters, dropout)
                .reshape(batch.steps(), batch.histories(), settings.embedding());
    }

    /** The mean of a table's rows that each of N bags names, [N x width]; zeros for an empty one. */
    static Tensor means(Tensor table, TrunkBatch.Bags bags) {
        return torch.embedding_bag(
                        table,
                        AttentionStack.longs(bags.numbers(), bags.numbers().length),
                        AttentionStack.longs(bags.starts(), bags.starts().length),
                        false,
                        MEAN,
                        false,
                        new TensorOptional(),
                        false)
                .get0();
    }

    /** The logits' learned terms at directions [A x d], which must be contiguous and cut from autograd. */
    WindowLogits logits(Tensor directions, StepItems items, WindowLogits.BaseLogits base) {
        WindowLogits logits = new WindowLogits(settings.items()).base(base).factors(directions, items.scored());
        if (settings.bias()) {
            logits.bias(parameters.parameter(ExploreTerm.BIAS).detach(), parameters.gradient(ExploreTerm.BIAS));
        }
        return logits;
    }
}
