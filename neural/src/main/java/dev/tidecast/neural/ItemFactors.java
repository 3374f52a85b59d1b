package dev.tidecast.neural;

import dev.tidecast.model.StoredTensor;
import dev.tidecast.model.content.ItemContent;
import dev.tidecast.model.interest.ExploreTerm;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/**
 * E [V x d], with which items are read and scored: an embedding of each item's own and what each kind of its content adds.
 * An item without some content gets nothing from it. In training a whole modality is left out now and then, so that the
 * others learn to do without.
 *
 * <p>Tensors of content are shared by the threads of a step and only read.
 */
final class ItemFactors implements AutoCloseable {
    static final String PREFIX = "content.";
    /** How often a modality is left out. */
    static final double LEFT_OUT = .2;

    private final List<ItemPart> parts = new ArrayList<>();

    /** Keeps the content until {@link #close}. */
    ItemFactors(ItemContent content) {
        content.modalities().forEach(modality -> parts.add(ItemPart.Vectors.of(modality)));
        content.labels().forEach(labels -> parts.add(ItemPart.Labels.of(labels)));
    }

    /** What is learned of content, d wide. */
    static List<ParameterShape> shapes(ItemContent content, int embedding) {
        List<ParameterShape> shapes = new ArrayList<>();
        content.modalities().forEach(modality -> shapes.addAll(ItemPart.Vectors.shapes(modality, embedding)));
        content.labels().forEach(labels -> shapes.add(ItemPart.Labels.shape(labels, embedding)));
        return shapes;
    }

    /** Whether E is more than the items' own embeddings. */
    boolean composed() {
        return !parts.isEmpty();
    }

    /** E [V x d], part of autograd; the items' own embeddings themselves where there is no content. */
    Tensor of(FlatParameters parameters, Dropout dropout) {
        Tensor all = parameters.parameter(ExploreTerm.ITEMS);
        for (ItemPart part : parts) {
            if (!dropout.leavesOut(LEFT_OUT)) {
                all = all.add(part.of(parameters));
            }
        }
        return all;
    }

    /** E as it is without dropout. */
    StoredTensor stored(FlatParameters parameters) {
        try (PointerScope scope = new PointerScope()) {
            Tensor all = of(parameters, Dropout.none()).detach().contiguous();
            float[] values = new float[Math.toIntExact(all.numel())];
            all.data_ptr_float().get(values);
            return StoredTensor.of(values, (int) all.size(0), (int) all.size(1));
        }
    }

    @Override
    public void close() {
        parts.forEach(ItemPart::close);
    }
}
