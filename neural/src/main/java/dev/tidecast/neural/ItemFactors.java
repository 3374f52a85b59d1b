package dev.tidecast.neural;

import dev.tidecast.model.StoredTensor;
import dev.tidecast.model.content.ItemContent;
import dev.tidecast.model.content.Modality;
import dev.tidecast.model.interest.ExploreTerm;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/**
 * E [V x d], with which items are read and scored: an embedding of each item's own, the embeddings of its labels, and its
 * content C [V x D] through a projection P [D x d] with a gate, sigmoid(C w + b) [V x 1]. An item without some content
 * gets nothing from it. In training a whole modality is left out now and then, so that the others learn to do without.
 *
 * <p>Tensors of content are shared by the threads of a step and only read.
 */
final class ItemFactors implements AutoCloseable {
    private static final ParameterShape.Start SMALL = new ParameterShape.Start.Normal(.05f);
    private static final ParameterShape.Start ZERO = new ParameterShape.Start.Constant(0);
    static final String PREFIX = "content.";
    private static final double LEFT_OUT = .2;

    private final List<Content> contents = new ArrayList<>();

    /** A modality's name and its vectors [V x D]; or a label's name, its numbers [V] and which are known [V x 1]. */
    private record Content(String name, Tensor values, Tensor known, boolean labels) {}

    /** Keeps the content until {@link #close}. */
    ItemFactors(ItemContent content) {
        try (PointerScope scope = new PointerScope()) {
            for (Modality modality : content.modalities()) {
                contents.add(new Content(modality.name(), matrix(modality), FlatTensor.kept(torch.zeros(1)), false));
            }
            for (ItemContent.Labels labels : content.labels()) {
                contents.add(labels(labels));
            }
        }
    }

    private static Tensor matrix(Modality modality) {
        return FlatTensor.kept(
                torch.from_blob(new FloatPointer(modality.values()), new long[] {modality.items(), modality.width()})
                        .clone());
    }

    private static Content labels(ItemContent.Labels labels) {
        int items = labels.of().length;
        long[] numbers = new long[items];
        float[] known = new float[items];
        for (int item = 0; item < items; item++) {
            numbers[item] = Math.max(0, labels.of()[item]);
            known[item] = labels.of()[item] < 0 ? 0 : 1;
        }
        TensorOptions whole = new TensorOptions(torch.ScalarType.Long);
        Tensor values = torch.from_blob(new org.bytedeco.javacpp.LongPointer(numbers), new long[] {items}, whole)
                .clone();
        Tensor mask =
                torch.from_blob(new FloatPointer(known), new long[] {items, 1}).clone();
        return new Content(labels.name(), FlatTensor.kept(values), FlatTensor.kept(mask), true);
    }

    /** What is learned of content, d wide. */
    static List<ParameterShape> shapes(ItemContent content, int embedding) {
        List<ParameterShape> shapes = new ArrayList<>();
        for (Modality modality : content.modalities()) {
            long width = modality.width();
            shapes.add(new ParameterShape(projection(modality.name()), new long[] {width, embedding}, SMALL));
            shapes.add(new ParameterShape(gate(modality.name()), new long[] {width, 1}, ZERO));
            shapes.add(new ParameterShape(gateShift(modality.name()), new long[] {1}, ZERO));
        }
        for (ItemContent.Labels labels : content.labels()) {
            shapes.add(new ParameterShape(projection(labels.name()), new long[] {labels.count(), embedding}, SMALL));
        }
        return shapes;
    }

    private static String projection(String name) {
        return PREFIX + name;
    }

    private static String gate(String name) {
        return PREFIX + name + ".gate";
    }

    private static String gateShift(String name) {
        return PREFIX + name + ".gate.shift";
    }

    /** Whether E is more than the items' own embeddings. */
    boolean composed() {
        return !contents.isEmpty();
    }

    /** E [V x d], part of autograd; the items' own embeddings themselves where there is no content. */
    Tensor of(FlatParameters parameters, Dropout dropout) {
        Tensor all = parameters.parameter(ExploreTerm.ITEMS);
        for (Content content : contents) {
            if (!dropout.leavesOut(LEFT_OUT)) {
                all = all.add(content.labels ? labels(content, parameters) : vectors(content, parameters));
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

    private static Tensor labels(Content content, FlatParameters parameters) {
        return parameters
                .parameter(projection(content.name))
                .index_select(0, content.values)
                .mul(content.known);
    }

    private static Tensor vectors(Content content, FlatParameters parameters) {
        Tensor gate = content.values
                .matmul(parameters.parameter(gate(content.name)))
                .add(parameters.parameter(gateShift(content.name)))
                .sigmoid(); // [V x 1]
        return content.values
                .matmul(parameters.parameter(projection(content.name)))
                .mul(gate); // [V x d]
    }

    @Override
    public void close() {
        for (Content content : contents) {
            content.values.releaseReference();
            content.known.releaseReference();
        }
    }
}
