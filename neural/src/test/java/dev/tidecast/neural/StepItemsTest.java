package dev.tidecast.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidecast.model.Recipe;
import dev.tidecast.model.content.ItemContent;
import dev.tidecast.model.inference.TrunkShape;
import dev.tidecast.model.interest.ExploreTerm;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.bytedeco.javacpp.PointerScope;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StepItemsTest {
    private static final NativeRuntime RUNTIME = NativeRuntime.start(2);
    private static final int V = 30;
    private static final TrunkNetwork.Settings NETWORK = new TrunkNetwork.Settings(
            V, TrunkShape.recurrent(Recipe.Trunk.GRU, 4, 5, 1), false, ItemContent.none(), StepContent.none());

    /** Loss of a history of two days that reads items 2, 7 and 7, and all gradients by name. */
    private record Gradients(double loss, Map<String, float[]> byName) {}

    private static Gradients gradients(@Nullable String sparse) {
        TrunkBatch batch = OneAnchor.twoDays(new TrunkBatch.Bags(new long[] {0, 2}, new long[] {2, 7, 7}));
        float[] shares = new float[V];
        shares[1] = .5f;
        shares[3] = .5f;
        try (FlatParameters parameters = new FlatParameters(RUNTIME, NETWORK.shapes(), 3, sparse);
                TrunkFactors factors = TrunkFactors.of(NETWORK)) {
            moved(parameters);
            double loss =
                    OneAnchor.backward(new SampledWindowSoftmax(6, shares), NETWORK, parameters, factors, batch, 11);
            Map<String, float[]> byName = new TreeMap<>();
            for (String name : parameters.names()) {
                float[] values = new float[(int) parameters.gradient(name).numel()];
                parameters.gradient(name).data_ptr_float().get(values);
                byName.put(name, values);
            }
            return new Gradients(loss, byName);
        }
    }

    /** Away from the zeros at which nothing is read. */
    private static void moved(FlatParameters parameters) {
        try (PointerScope scope = new PointerScope()) {
            for (String name : parameters.names()) {
                float[] values = new float[(int) parameters.parameter(name).numel()];
                for (int k = 0; k < values.length; k++) {
                    values[k] = .3f * (float) Math.sin(k + name.length());
                }
                parameters.parameter(name).data_ptr_float().put(values);
            }
        }
    }

    @Test
    void with_sparse_updates_a_step_has_the_same_loss_and_gradients() {
        Gradients dense = gradients(null);
        Gradients sparse = gradients(ExploreTerm.ITEMS);
        assertThat(sparse.loss()).isEqualTo(dense.loss());
        dense.byName().forEach((name, wanted) -> {
            assertThat(sparse.byName().get(name)).as(name).containsExactly(wanted, within(1e-6f));
        });
        float[] ofItems = Objects.requireNonNull(dense.byName().get(ExploreTerm.ITEMS));
        assertThat(ofItems[7 * 4]).as("of an item that is read").isNotZero();
    }
}
