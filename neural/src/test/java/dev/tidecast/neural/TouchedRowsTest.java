package dev.tidecast.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TouchedRowsTest {
    private static final NativeRuntime RUNTIME = NativeRuntime.start(2);
    private static final List<ParameterShape> SHAPES = List.of(
            new ParameterShape("e", new long[] {5, 2}, new ParameterShape.Start.Uniform(1)),
            new ParameterShape("w", new long[] {3}, new ParameterShape.Start.Uniform(1)));

    private static FlatParameters sparse() {
        return new FlatParameters(RUNTIME, SHAPES, 1, "e");
    }

    private static void give(FlatParameters parameters, long... rows) {
        float[] gradients = new float[2 * rows.length];
        for (int k = 0; k < gradients.length; k++) {
            gradients[k] = rows[k / 2] + 1 + k % 2;
        }
        try (PointerScope scope = new PointerScope()) {
            parameters.rows("e").add(rows, Tensor.create(gradients, rows.length, 2));
            parameters.gradient("w").fill_(new org.bytedeco.pytorch.Scalar(2.0));
        }
    }

    private static float[] values(FlatParameters parameters, String name) {
        return Checkpoint.require(parameters.stored(), name).floats();
    }

    static List<Optimizer.Settings> optimizers() {
        return FlatParametersTest.optimizers();
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void with_every_row_touched_a_step_is_that_of_a_dense_parameter(Optimizer.Settings settings) {
        try (FlatParameters dense = new FlatParameters(RUNTIME, SHAPES, 1);
                FlatParameters sparse = sparse();
                Optimizer one = settings.of(dense);
                Optimizer other = settings.of(sparse)) {
            assertThat(values(sparse, "e")).as("the same start").isEqualTo(values(dense, "e"));
            for (FlatParameters each : List.of(dense, sparse)) {
                for (int step = 0; step < 3; step++) {
                    each.zeroGradients();
                    give(each, 3, 1, 0, 4, 2, 3);
                    assertThat(each.clipGradients(5)).isGreaterThan(5);
                    (each == dense ? one : other).step();
                }
            }
            for (String name : List.of("e", "w")) {
                assertThat(values(sparse, name)).containsExactly(values(dense, name), within(1e-6f));
            }
        }
    }

    @Test
    void rows_without_a_gradient_stand_still() {
        try (FlatParameters parameters = sparse();
                Optimizer optimizer = Optimizer.AdamSettings.adamW(.1, .1).of(parameters)) {
            float[] before = values(parameters, "e");
            give(parameters, 0, 1, 2, 3, 4);
            parameters.zeroGradients();
            assertThat(parameters.copyOfGradients()).containsOnly(0);
            give(parameters, 2);
            optimizer.step();
            float[] after = values(parameters, "e");
            for (int k = 0; k < before.length; k++) {
                if (k / 2 == 2) {
                    assertThat(after[k]).isNotEqualTo(before[k]);
                } else {
                    assertThat(after[k]).as("element " + k).isEqualTo(before[k]);
                }
            }
        }
    }

    @Test
    void gradients_of_a_twin_are_added_row_by_row() {
        try (FlatParameters parameters = sparse();
                FlatParameters twin = parameters.twin()) {
            give(parameters, 1);
            give(twin, 4, 1, 1);
            parameters.addGradientsOf(twin);
            assertThat(parameters.copyOfGradients()).containsExactly(4, 4, 4, 0, 0, 6, 9, 0, 0, 0, 0, 5, 6);
            assertThat(parameters.clipGradients(1e9)).isCloseTo(Math.sqrt(48 + 36 + 81 + 25 + 36), within(1e-5));
        }
    }
}
