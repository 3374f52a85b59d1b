package dev.tidecast.neural;

import dev.tidecast.model.content.ItemContent;
import dev.tidecast.model.content.Modality;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** What one kind of content adds to the items' own embeddings. Its tensors live until it is closed. */
sealed interface ItemPart extends AutoCloseable {
    ParameterShape.Start SMALL = new ParameterShape.Start.Normal(.05f);
    ParameterShape.Start ZERO = new ParameterShape.Start.Constant(0);

    /** Its share of E, [V x d], part of autograd. */
    Tensor of(FlatParameters parameters);

    @Override
    void close();

    /** Vectors C [V x D] through a projection P [D x d] with a gate, sigmoid(C w + b) [V x 1]. */
    record Vectors(String name, Tensor values) implements ItemPart {
        static Vectors of(Modality modality) {
            try (PointerScope scope = new PointerScope()) {
                long[] shape = {modality.items(), modality.width()};
                Tensor values = torch.from_blob(new FloatPointer(modality.values()), shape);
                return new Vectors(ItemFactors.PREFIX + modality.name(), FlatTensor.kept(values.clone()));
            }
        }

        static List<ParameterShape> shapes(Modality modality, int embedding) {
            String name = ItemFactors.PREFIX + modality.name();
            long width = modality.width();
            return List.of(
                    new ParameterShape(name, new long[] {width, embedding}, SMALL),
                    new ParameterShape(name + ".gate", new long[] {width, 1}, ZERO),
                    new ParameterShape(name + ".gate.shift", new long[] {1}, ZERO));
        }

        @Override
        public Tensor of(FlatParameters parameters) {
            Tensor gate = values.matmul(parameters.parameter(name + ".gate"))
                    .add(parameters.parameter(name + ".gate.shift"))
                    .sigmoid();
            return values.matmul(parameters.parameter(name)).mul(gate);
        }

        @Override
        public void close() {
            values.releaseReference();
        }
    }

    /** An embedding [K x d] of each label; {@code numbers} [V] say which, {@code known} [V x 1] is 0 where none is. */
    record Labels(String name, Tensor numbers, Tensor known) implements ItemPart {
        static Labels of(ItemContent.Labels labels) {
            int items = labels.of().length;
            long[] numbers = new long[items];
            float[] known = new float[items];
            for (int item = 0; item < items; item++) {
                numbers[item] = Math.max(0, labels.of()[item]);
                known[item] = labels.of()[item] < 0 ? 0 : 1;
            }
            try (PointerScope scope = new PointerScope()) {
                Tensor mask = torch.from_blob(new FloatPointer(known), new long[] {items, 1});
                return new Labels(
                        ItemFactors.PREFIX + labels.name(),
                        FlatTensor.kept(AttentionStack.longs(numbers, items)),
                        FlatTensor.kept(mask.clone()));
            }
        }

        static ParameterShape shape(ItemContent.Labels labels, int embedding) {
            return new ParameterShape(
                    ItemFactors.PREFIX + labels.name(), new long[] {labels.count(), embedding}, SMALL);
        }

        @Override
        public Tensor of(FlatParameters parameters) {
            return parameters.parameter(name).index_select(0, numbers).mul(known);
        }

        @Override
        public void close() {
            numbers.releaseReference();
            known.releaseReference();
        }
    }
}
