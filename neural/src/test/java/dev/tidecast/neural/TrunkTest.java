package dev.tidecast.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tidecast.model.Recipe;
import dev.tidecast.model.inference.FloatKernels;
import dev.tidecast.model.inference.TimedSteps;
import dev.tidecast.model.inference.TrunkInference;
import dev.tidecast.model.inference.TrunkShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TrunkTest {
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

    private static final int L = 45;

    static Stream<Arguments> shapes() {
        Stream<TrunkShape> recurrent = Stream.of(Recipe.Trunk.LSTM, Recipe.Trunk.GRU, Recipe.Trunk.RNN)
                .flatMap(kind -> IntStream.of(1, 3, 4, 6).mapToObj(depth -> TrunkShape.recurrent(kind, D, H, depth)));
        Stream<TrunkShape> plain = Stream.of(new TrunkShape(Recipe.Trunk.GRU, D, H, 4, false, 1, 0));
        Stream<TrunkShape> attention = Stream.of(Recipe.Trunk.TRANSFORMER, Recipe.Trunk.LIGR, Recipe.Trunk.HSTU)
                .flatMap(kind -> IntStream.of(1, 3).mapToObj(depth -> TrunkShape.attention(kind, 24, depth, 3, L)));
        return Stream.of(recurrent, plain, attention)
                .flatMap(each -> each)
                .flatMap(shape -> Stream.of(Arguments.of(shape, false), Arguments.of(shape, true)));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void inference_in_java_equals_libtorch(TrunkShape shape, boolean clock) {
        int d = shape.inputs();
        int h = shape.hidden();
        try (FlatParameters parameters = new FlatParameters(RUNTIME, Trunk.shapes("trunk", shape), 7);
                PointerScope scope = new PointerScope()) {
            parameters.setValues(random(parameters.size(), .2, 1));
            float[] x = random(T * B * d, 2, 2);
            long[] times = times();
            Tensor y = Trunk.of("trunk", shape, parameters)
                    .forward(Tensor.create(x, T, B, d), clock ? times : null, Dropout.none());
            float[] expected = new float[T * B * h];
            y.contiguous().data_ptr_float().get(expected);
            for (FloatKernels kernels : List.of(FloatKernels.fastest(), FloatKernels.scalar())) {
                TrunkInference inference = TrunkInference.of(shape, "trunk", parameters.stored(), kernels);
                double[] worst = new double[1];
                inference.encode(histories(x, d, clock ? times : new long[0]), (b, t, outputs, from) -> {
                    for (int k = 0; k < h; k++) {
                        worst[0] = Math.max(worst[0], Math.abs(outputs[from + k] - expected[(t * B + b) * h + k]));
                    }
                });
                assertThat(worst[0]).as(kernels.name()).isLessThan(1e-4);
            }
        }
    }

    private static long[] times() {
        Random random = new Random(4);
        long[] times = new long[T * B];
        for (int t = 1; t < T; t++) {
            for (int b = 0; b < B; b++) {
                times[t * B + b] = times[(t - 1) * B + b] + (long) Math.exp(14 * random.nextDouble());
            }
        }
        return times;
    }

    private static List<TimedSteps> histories(float[] x, int d, long[] times) {
        List<TimedSteps> histories = new ArrayList<>();
        for (int b = 0; b < B; b++) {
            float[] history = new float[T * d];
            long[] own = new long[times.length / B];
            for (int t = 0; t < T; t++) {
                System.arraycopy(x, (t * B + b) * d, history, t * d, d);
                if (own.length > 0) {
                    own[t] = times[t * B + b];
                }
            }
            histories.add(new TimedSteps(history, own));
        }
        return histories;
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void every_parameter_of_the_trunk_gets_a_gradient(TrunkShape shape, boolean clock) {
        try (FlatParameters parameters = new FlatParameters(RUNTIME, Trunk.shapes("trunk", shape), 7);
                PointerScope scope = new PointerScope()) {
            Tensor x = Tensor.create(random(T * B * shape.inputs(), 1, 3), T, B, shape.inputs());
            Tensor y = Trunk.of("trunk", shape, parameters).forward(x, clock ? times() : null, new Dropout(.2, 5));
            y.mul(torch.randn_like(y)).sum().backward();
            for (String name : parameters.names()) {
                double norm = parameters.gradient(name).norm().item_float();
                boolean unread = !clock && name.endsWith(".time");
                assertThat(norm > 0 && Double.isFinite(norm))
                        .as(name + ": " + norm)
                        .isEqualTo(!unread);
            }
            assertThat(parameters.copyOfGradients())
                    .as("in the flat tensor")
                    .isNotEqualTo(new float[parameters.size()]);
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void no_state_depends_on_a_later_step_or_its_time(TrunkShape shape, boolean clock) {
        int d = shape.inputs();
        try (FlatParameters parameters = new FlatParameters(RUNTIME, Trunk.shapes("trunk", shape), 7);
                PointerScope scope = new PointerScope()) {
            Trunk trunk = Trunk.of("trunk", shape, parameters);
            float[] x = random(T * B * d, 1, 3);
            long[] times = times();
            Tensor before = trunk.forward(Tensor.create(x, T, B, d), clock ? times : null, Dropout.none());
            for (int b = 0; b < B; b++) {
                times[(T - 1) * B + b] += 1_000_000;
                x[((T - 1) * B + b) * d] += 3;
            }
            Tensor after = trunk.forward(Tensor.create(x, T, B, d), clock ? times : null, Dropout.none());
            Tensor change = after.sub(before).abs();
            assertThat(change.narrow(0, 0, T - 1).max().item_float()).isLessThan(1e-6f);
            assertThat(change.select(0, T - 1).max().item_float()).isGreaterThan(1e-3f);
        }
    }

    @Test
    void of_a_long_history_attention_reads_the_last_steps() {
        TrunkShape shape = TrunkShape.attention(Recipe.Trunk.TRANSFORMER, 24, 1, 3, 10);
        try (FlatParameters parameters = new FlatParameters(RUNTIME, Trunk.shapes("trunk", shape), 7)) {
            TrunkInference trunk = TrunkInference.of(shape, "trunk", parameters.stored(), FloatKernels.fastest());
            float[] x = random(30 * 24, 1, 3);
            float[][] states = trunk.encode(
                    List.of(TimedSteps.untimed(x), TimedSteps.untimed(Arrays.copyOfRange(x, 20 * 24, 30 * 24))));
            assertThat(states[0]).isEqualTo(states[1]);
        }
    }

    @Test
    void a_step_of_another_width_is_refused() {
        TrunkShape shape = TrunkShape.recurrent(Recipe.Trunk.LSTM, D, H, 1);
        try (FlatParameters parameters = new FlatParameters(RUNTIME, Trunk.shapes("trunk", shape), 7);
                PointerScope scope = new PointerScope()) {
            Trunk trunk = Trunk.of("trunk", shape, parameters);
            assertThatThrownBy(() -> trunk.forward(torch.zeros(2, 3, 4), null, Dropout.none()))
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
