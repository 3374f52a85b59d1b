package dev.tidecast.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tidecast.model.StoredTensor;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FlatParametersTest {
    private static final NativeRuntime RUNTIME = NativeRuntime.start(2);
    private static final List<ParameterShape> SHAPES = List.of(
            new ParameterShape("w", new long[] {2, 3}, new ParameterShape.Start.Uniform(1)),
            new ParameterShape("b", new long[] {3}, new ParameterShape.Start.Constant(.5f)));

    private static void backward(FlatParameters parameters) {
        try (PointerScope scope = new PointerScope()) {
            parameters.parameter("w").mul(parameters.parameter("b")).sum().backward();
        }
    }

    @Test
    void gradients_are_summed_up_in_the_flat_tensor() {
        try (FlatParameters parameters = new FlatParameters(RUNTIME, SHAPES, 1)) {
            backward(parameters);
            backward(parameters);
            float[] values = parameters.copyOfValues();
            float[] gradients = parameters.copyOfGradients();
            assertThat(gradients[0]).isEqualTo(1f); // 2 x .5
            assertThat(gradients[6]).isCloseTo(2 * (values[0] + values[3]), within(1e-6f));
            parameters.zeroGradients();
            backward(parameters);
            assertThat(parameters.copyOfGradients()[0]).isEqualTo(.5f);
        }
    }

    @Test
    void a_twin_shares_values_and_has_gradients_of_its_own() {
        try (FlatParameters parameters = new FlatParameters(RUNTIME, SHAPES, 1);
                FlatParameters twin = parameters.twin()) {
            parameters.setValues(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9});
            assertThat(twin.copyOfValues()).isEqualTo(parameters.copyOfValues());
            backward(twin);
            assertThat(parameters.copyOfGradients()).containsOnly(0);
            parameters.addGradientsOf(twin);
            assertThat(parameters.copyOfGradients()).containsExactly(7, 8, 9, 7, 8, 9, 5, 7, 9);
        }
    }

    @Test
    void the_same_seed_gives_the_same_start_and_names_are_kept() {
        try (FlatParameters one = new FlatParameters(RUNTIME, SHAPES, 3);
                FlatParameters same = new FlatParameters(RUNTIME, SHAPES, 3);
                FlatParameters other = new FlatParameters(RUNTIME, SHAPES, 4)) {
            assertThat(same.copyOfValues()).isEqualTo(one.copyOfValues()).isNotEqualTo(other.copyOfValues());
            other.load(one.stored());
            assertThat(other.copyOfValues()).isEqualTo(one.copyOfValues());
            assertThat(Checkpoint.require(one.stored(), "w").shape()).containsExactly(2, 3);
            assertThatThrownBy(() -> one.load(Map.of("w", StoredTensor.of(new float[4], 4))))
                    .hasMessageContaining("'w' is [4]")
                    .hasMessageContaining("[2, 3]");
            assertThatThrownBy(() -> one.parameter("v")).hasMessageContaining("there are [w, b]");
        }
    }

    @Test
    void clipping_keeps_the_direction() {
        try (FlatParameters parameters = new FlatParameters(RUNTIME, SHAPES, 1)) {
            parameters.setValues(new float[] {0, 0, 0, 0, 0, 0, 3, 4, 0});
            backward(parameters); // gradient of w: twice (3, 4, 0)
            assertThat(parameters.clipGradients(100)).isCloseTo(Math.sqrt(50), within(1e-6));
            parameters.clipGradients(1);
            float[] clipped = parameters.copyOfGradients();
            assertThat(clipped[0] / clipped[1]).isCloseTo(.75f, within(1e-6f));
            assertThat(parameters.clipGradients(1)).isCloseTo(1, within(1e-6));
        }
    }

    @Test
    void the_first_bad_tensor_is_named() {
        try (FlatParameters parameters = new FlatParameters(RUNTIME, SHAPES, 1)) {
            assertThat(parameters.firstNotFinite()).isNull();
            parameters.setValues(new float[] {1, 1, 1, 1, 1, 1, 1, Float.NaN, 1});
            assertThat(parameters.firstNotFinite()).isEqualTo("parameter b[3], element 1 = NaN");
        }
    }

    static List<Optimizer.Settings> optimizers() {
        return List.of(
                new Optimizer.SgdSettings(.1, 0, 0),
                new Optimizer.SgdSettings(.1, .9, .01),
                Optimizer.AdamSettings.adam(.1),
                new Optimizer.AdamSettings(.1, .8, .99, 1e-6, .1, false),
                Optimizer.AdamSettings.adamW(.1, .1));
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void optimisers_follow_their_equations(Optimizer.Settings settings) {
        try (FlatParameters parameters = new FlatParameters(RUNTIME, SHAPES, 1);
                Optimizer optimizer = settings.of(parameters)) {
            double[] p = doubles(parameters.copyOfValues());
            double[] first = new double[p.length];
            double[] second = new double[p.length];
            for (int step = 1; step <= 5; step++) {
                parameters.zeroGradients();
                backward(parameters);
                double[] g = doubles(parameters.copyOfGradients());
                for (int k = 0; k < p.length; k++) {
                    expect(settings, step, p, g, first, second, k);
                }
                optimizer.step();
            }
            float[] actual = parameters.copyOfValues();
            for (int k = 0; k < p.length; k++) {
                assertThat((double) actual[k])
                        .as(settings.description() + " " + k)
                        .isCloseTo(p[k], within(2e-5));
            }
        }
    }

    private static void expect(
            Optimizer.Settings settings, int step, double[] p, double[] g, double[] first, double[] second, int k) {
        switch (settings) {
            case Optimizer.SgdSettings sgd -> {
                first[k] = sgd.momentum() * first[k] + g[k] + sgd.weightDecay() * p[k];
                p[k] -= sgd.learningRate() * first[k];
            }
            case Optimizer.AdamSettings adam -> {
                double gradient = g[k] + (adam.decoupled() ? 0 : adam.weightDecay() * p[k]);
                p[k] -= adam.decoupled() ? adam.learningRate() * adam.weightDecay() * p[k] : 0;
                first[k] = adam.beta1() * first[k] + (1 - adam.beta1()) * gradient;
                second[k] = adam.beta2() * second[k] + (1 - adam.beta2()) * gradient * gradient;
                double mean = first[k] / (1 - Math.pow(adam.beta1(), step));
                double square = second[k] / (1 - Math.pow(adam.beta2(), step));
                p[k] -= adam.learningRate() * mean / (Math.sqrt(square) + adam.epsilon());
            }
        }
    }

    private static double[] doubles(float[] values) {
        double[] doubles = new double[values.length];
        for (int k = 0; k < values.length; k++) {
            doubles[k] = values[k];
        }
        return doubles;
    }
}
