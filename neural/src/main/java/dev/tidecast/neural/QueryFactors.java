package dev.tidecast.neural;

import dev.tidecast.model.StoredTensor;
import dev.tidecast.model.content.QueryVectors;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * What the words of a step's queries add to it: the mean of their vectors T [W x D] through a projection P [D x d]; nothing
 * where none is known. In training they are left out as a whole now and then, as content of items is.
 *
 * <p>T is shared by the threads of a step and only read.
 */
final class QueryFactors implements AutoCloseable {
    static final String PROJECTION = "query.projection";
    private static final ParameterShape.Start SMALL = new ParameterShape.Start.Normal(.1f);

    private final boolean empty;
    private final Tensor words;

    /** Keeps the vectors until {@link #close}. */
    QueryFactors(QueryVectors vectors) {
        this.empty = vectors.isEmpty();
        try (PointerScope scope = new PointerScope()) {
            long[] shape = {vectors.words().words().size(), vectors.width()};
            Tensor all = torch.from_blob(new FloatPointer(vectors.values()), shape);
            this.words = FlatTensor.kept(empty ? torch.zeros(shape) : all.clone());
        }
    }

    /** What is learned of queries, d wide. */
    static List<ParameterShape> shapes(QueryVectors vectors, int embedding) {
        long[] shape = {vectors.width(), embedding};
        return vectors.isEmpty() ? List.of() : List.of(new ParameterShape(PROJECTION, shape, SMALL));
    }

    /** Whether anything is read of queries. */
    boolean any() {
        return !empty;
    }

    /** Steps [TB x d] with what was searched for in them added; call within a {@code PointerScope}. */
    Tensor addTo(Tensor steps, TrunkBatch.Bags queries, FlatParameters parameters, Dropout dropout) {
        if (empty || dropout.leavesOut(ItemFactors.LEFT_OUT) || queries.numbers().length == 0) {
            return steps;
        }
        Tensor means = TrunkNetwork.means(words, queries); // [TB x D]
        return steps.add(means.matmul(parameters.parameter(PROJECTION)));
    }

    /** T P [W x d]: what each word adds. */
    StoredTensor stored(FlatParameters parameters) {
        try (PointerScope scope = new PointerScope()) {
            Tensor added = words.matmul(parameters.parameter(PROJECTION).detach());
            float[] values = new float[Math.toIntExact(added.numel())];
            added.data_ptr_float().get(values);
            return StoredTensor.of(values, (int) added.size(0), (int) added.size(1));
        }
    }

    @Override
    public void close() {
        words.releaseReference();
    }
}
