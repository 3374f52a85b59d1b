package dev.tidecast.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tidecast.model.Compute;
import dev.tidecast.model.Device;
import dev.tidecast.model.NextItemRecipe;
import dev.tidecast.model.Precision;
import dev.tidecast.model.Recipe;
import dev.tidecast.model.inference.TrunkShape;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All of the way that a GPU takes but the GPU: a mirror of the parameters, a loss by libtorch's operations. */
class PlacementTest {
    private static final NativeRuntime RUNTIME = NativeRuntime.start(2);
    private static final int V = 40;
    private static final int T = 6;
    private static final int B = 5;

    @Test
    void auto_takes_a_gpu_where_there_is_one_and_cuda_insists() {
        assertThat(Placement.of(Device.AUTO, true).apart()).isTrue();
        assertThat(Placement.of(Device.AUTO, false)).isEqualTo(Placement.HOST);
        assertThat(Placement.of(Device.CPU, true)).isEqualTo(Placement.HOST);
        assertThatThrownBy(() -> Placement.of(Device.CUDA, false))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("sees no GPU")
                .hasMessageContaining("-Pcuda");
    }

    @Test
    void a_loss_that_draws_items_stays_with_the_processors() {
        assertThat(settings(NextItemRecipe.Loss.GBCE, Device.AUTO).place()).isEqualTo(Placement.HOST);
        assertThatThrownBy(() -> settings(NextItemRecipe.Loss.SAMPLED_SOFTMAX, Device.CUDA)
                        .place())
                .hasMessageContaining("sampled-softmax");
    }

    private static NextItemSettings settings(NextItemRecipe.Loss loss, Device device) {
        return new NextItemSettings(
                "next-item",
                TrunkShape.recurrent(Recipe.Trunk.GRU, 4, 4, 1),
                T,
                0,
                1,
                8,
                Optimizer.AdamSettings.adam(.001),
                1,
                new NextItemRecipe(loss, 4, 0, 0, 0, 1, false, new Compute(device, Precision.SINGLE)),
                1,
                2);
    }

    @ParameterizedTest
    @EnumSource
    void a_step_apart_has_the_loss_and_gradients_of_one_here(Recipe.Trunk kind) {
        TrunkShape shape =
                kind.recurrent() ? TrunkShape.recurrent(kind, 8, 12, 2) : TrunkShape.attention(kind, 8, 2, 2, T);
        try (FlatParameters parameters = new FlatParameters(RUNTIME, NextItemNetwork.shapes(shape, V), 3)) {
            double here =
                    step(parameters, shape, Placement.HOST, () -> new NextItemSoftmax(RUNTIME, V, Precision.SINGLE));
            float[] wanted = parameters.copyOfGradients();
            double apart = step(parameters, shape, Placement.APART, PlacedSoftmax::new);
            float[] found = parameters.copyOfGradients();
            assertThat(apart).isCloseTo(here, within(1e-5));
            for (int k = 0; k < wanted.length; k++) {
                assertThat(found[k]).isCloseTo(wanted[k], within(1e-5f));
            }
        }
    }

    private static double step(
            FlatParameters parameters, TrunkShape shape, Placement place, Supplier<NextItemLoss> loss) {
        try (StepThreads<NextItemPart> threads = new StepThreads<>(
                parameters,
                1,
                place,
                own -> new NextItemObjective(
                        new NextItemNetwork(shape, own), own, loss.get(), .2, .1, Precision.SINGLE))) {
            return threads.backward(List.of(part(1), part(2)), 5);
        }
    }

    private static NextItemPart part(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long[] items = random.longs(T * B, 0, V).toArray();
        long[] times = new long[T * B];
        for (int k = 0; k < times.length; k++) {
            times[k] = k / B * 86_400L;
        }
        long[] rows =
                random.ints(0, T * B).distinct().limit(T * B / 2).asLongStream().toArray();
        int[] targets = random.ints(rows.length, 0, V).toArray();
        return new NextItemPart(T, B, items, times, rows, targets);
    }
}
