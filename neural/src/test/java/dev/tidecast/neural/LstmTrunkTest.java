package dev.tidecast.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tidecast.model.inference.FloatKernels;
import dev.tidecast.model.inference.LstmInference;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LstmTrunkTest {
    private static final NativeRuntime RUNTIME = NativeRuntime.start(2);
    private static final int T = 40;
    private static final int B = 9;
    private static final int D = 21;
    private static final int H = 50;

    private static float[] random(int size, double spread, int seed) {
        Random random = new Random(seed);
        float[] values = new float[size];
        for (int k = 0; k < size; k++) {
            values[k] = (float) (spread * random.nextGaussian());
        }
        return values;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 6})
    void inference_in_java_equals_libtorch(int depth) {
        LstmTrunk.Settings settings = new LstmTrunk.Settings("trunk", D, H, depth);
        try (FlatParameters parameters = new FlatParameters(RUNTIME, settings.shapes(), 7);
                PointerScope scope = new PointerScope()) {
            parameters.setValues(random(parameters.size(), .3, 1));
            float[] x = random(T * B * D, 2, 2);
            Tensor y = new LstmTrunk(settings, parameters).forward(Tensor.create(x, T, B, D), Dropout.none());
            float[] expected = new float[T * B * H];
            y.contiguous().data_ptr_float().get(expected);
            List<float[]> histories = new ArrayList<>();
            for (int b = 0; b < B; b++) {
                float[] history = new float[T * D];
                for (int t = 0; t < T; t++) {
                    System.arraycopy(x, (t * B + b) * D, history, t * D, D);
                }
                histories.add(history);
            }
            for (FloatKernels kernels : List.of(FloatKernels.fastest(), FloatKernels.scalar())) {
                LstmInference inference = LstmTrunk.inference(settings, parameters.stored(), kernels);
                inference.encode(histories, (b, t, outputs, from) -> {
                    for (int k = 0; k < H; k++) {
                        assertThat(outputs[from + k])
                                .as(kernels.name() + ", history " + b + ", step " + t)
                                .isCloseTo(expected[(t * B + b) * H + k], within(1e-4f));
                    }
                });
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4})
    void every_parameter_of_the_trunk_gets_a_gradient(int depth) {
        LstmTrunk.Settings settings = new LstmTrunk.Settings("trunk", D, H, depth);
        try (FlatParameters parameters = new FlatParameters(RUNTIME, settings.shapes(), 7);
                PointerScope scope = new PointerScope()) {
            Tensor x = Tensor.create(random(T * B * D, 1, 3), T, B, D);
            Tensor y = new LstmTrunk(settings, parameters).forward(x, new Dropout(.2, 5));
            y.mul(torch.randn_like(y)).sum().backward();
            for (String name : parameters.names()) {
                Tensor gradient = parameters.gradient(name);
                assertThat(gradient.norm().item_float()).as(name).isPositive().isFinite();
            }
            assertThat(parameters.copyOfGradients())
                    .as("in the flat tensor")
                    .isNotEqualTo(new float[parameters.size()]);
        }
    }

    @Test
    void a_step_of_another_width_is_refused() {
        LstmTrunk.Settings settings = new LstmTrunk.Settings("trunk", D, H, 1);
        try (FlatParameters parameters = new FlatParameters(RUNTIME, settings.shapes(), 7);
                PointerScope scope = new PointerScope()) {
            LstmTrunk trunk = new LstmTrunk(settings, parameters);
            assertThatThrownBy(() -> trunk.forward(torch.zeros(2, 3, 4), Dropout.none()))
                    .hasMessageContaining("[T x B x 21]");
        }
    }

    @Test
    void dropout_drops_its_share_and_keeps_the_mean_for_each_seed() {
        try (PointerScope scope = new PointerScope()) {
            Tensor ones = torch.ones(100, 100);
            float[] dropped = new float[10_000];
            new Dropout(.3, 9).apply(ones).data_ptr_float().get(dropped);
            float[] again = new float[10_000];
            new Dropout(.3, 9).apply(ones).data_ptr_float().get(again);
            int zeros = 0;
            double sum = 0;
            for (float value : dropped) {
                zeros += value == 0 ? 1 : 0;
                sum += value;
            }
            assertThat(again).isEqualTo(dropped);
            assertThat(zeros).isBetween(2850, 3150);
            assertThat(sum).isCloseTo(10_000, within(220.0));
            assertThat(Dropout.none().apply(ones)).isSameAs(ones);
        }
    }
}
