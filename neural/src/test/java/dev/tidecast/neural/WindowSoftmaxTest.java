package dev.tidecast.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.tidecast.model.Precision;
import java.util.Arrays;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowSoftmaxTest {
    private static final NativeRuntime RUNTIME = NativeRuntime.start(2);
    private static final int V = 37;
    private static final int D = 6;

    private final Random random = new Random(23);

    private float[] floats(int size) {
        float[] values = new float[size];
        for (int k = 0; k < size; k++) {
            values[k] = (float) random.nextGaussian();
        }
        return values;
    }

    /** A random problem of {@code anchors} anchors, kept in plain arrays. */
    private final class Problem {
        private final int anchors;
        private final float[] h;
        private final float[] e = floats(V * D);
        private final float[] bias = floats(V);
        private final float[] base;
        private final int[] candidates;
        private final int[] from;
        private final int[] items;
        private final float[] counts;
        private final int[] ownFrom;
        private final int[] ownItems;
        private final float[] own;

        Problem(int anchors) {
            this.anchors = anchors;
            this.h = floats(anchors * D);
            this.base = floats(anchors * V);
            this.candidates = random.ints(anchors, 9, V + 1).toArray();
            this.from = new int[anchors + 1];
            this.ownFrom = new int[anchors + 1];
            for (int a = 0; a < anchors; a++) {
                from[a + 1] = from[a] + a % 4; // none for each fourth
                ownFrom[a + 1] = ownFrom[a] + 2;
            }
            this.items = new int[from[anchors]];
            this.counts = new float[items.length];
            for (int a = 0; a < anchors; a++) {
                for (int k = from[a]; k < from[a + 1]; k++) {
                    items[k] = (k - from[a]) * 3 + random.nextInt(3);
                    counts[k] = 1 + random.nextInt(3);
                }
            }
            this.ownItems = new int[2 * anchors];
            for (int k = 0; k < ownItems.length; k++) {
                ownItems[k] = k % 2 == 0 ? random.nextInt(9) : V - 1; // the last is beyond some anchors' candidates
            }
            this.own = floats(2 * anchors);
        }

        WindowTargets targets() {
            return new WindowTargets(candidates, from, items, counts, .7);
        }

        /** The loss in double arithmetic, written out. */
        double expected() {
            double loss = 0;
            for (int a = 0; a < anchors; a++) {
                double[] z = logits(a);
                double sum = Arrays.stream(z).map(Math::exp).sum();
                for (int k = from[a]; k < from[a + 1]; k++) {
                    loss += .7 / Math.sqrt(from[a + 1] - from[a]) * counts[k] * (Math.log(sum) - z[items[k]]);
                }
            }
            return loss;
        }

        private double[] logits(int a) {
            double[] z = new double[candidates[a]];
            for (int i = 0; i < z.length; i++) {
                z[i] = (double) base[a * V + i] + bias[i];
                for (int k = 0; k < D; k++) {
                    z[i] += (double) h[a * D + k] * e[i * D + k];
                }
            }
            for (int k = ownFrom[a]; k < ownFrom[a + 1]; k++) {
                if (ownItems[k] < z.length) {
                    z[ownItems[k]] += own[k];
                }
            }
            return z;
        }

        void assertGradient(String name, float[] parameter, float[] gradient) {
            for (int k = 0; k < parameter.length; k += Math.max(1, parameter.length / 60)) {
                float was = parameter[k];
                parameter[k] = was + 1e-3f;
                double up = expected();
                parameter[k] = was - 1e-3f;
                double down = expected();
                parameter[k] = was;
                double slope = (up - down) / 2e-3;
                assertThat((double) gradient[k])
                        .as(name + "[" + k + "]")
                        .isCloseTo(slope, within(1e-3 * Math.max(1, Math.abs(slope))));
            }
        }
    }

    private static float[] copy(Tensor tensor) {
        float[] values = new float[(int) tensor.numel()];
        tensor.data_ptr_float().get(values);
        return values;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 300})
    void loss_and_gradients_equal_finite_differences(int anchors) {
        Problem problem = new Problem(anchors);
        try (PointerScope scope = new PointerScope();
                WindowSoftmax softmax = new WindowSoftmax(RUNTIME, V)) {
            Tensor h = Tensor.create(problem.h, anchors, D);
            Tensor dE = Tensor.create(new float[V * D], V, D);
            Tensor dBias = Tensor.create(new float[V], V);
            WindowLogits logits = new WindowLogits(V)
                    .factors(h, Tensor.create(problem.e, V, D), dE)
                    .bias(Tensor.create(problem.bias, V), dBias)
                    .own(problem.ownFrom, problem.ownItems, problem.own)
                    .base((a, row) -> {
                        for (int i = 0; i < V; i++) {
                            row[i] += problem.base[a * V + i];
                        }
                    });
            WindowSoftmax.WindowLoss loss = softmax.withGradient(logits, problem.targets());
            double expected = problem.expected();
            assertThat(loss.value()).isCloseTo(expected, within(1e-5 * Math.max(1, expected)));
            assertThat(softmax.value(logits, problem.targets())).isEqualTo(loss.value());
            problem.assertGradient("h", problem.h, copy(loss.requireHidden()));
            problem.assertGradient("E", problem.e, copy(dE));
            problem.assertGradient("bias", problem.bias, copy(dBias));
            problem.assertGradient("own", problem.own, loss.own());
        }
    }

    @Test
    void mixed_precision_stays_within_the_rounding_of_its_factors() {
        Problem problem = new Problem(300);
        try (PointerScope scope = new PointerScope();
                WindowSoftmax single = new WindowSoftmax(RUNTIME, V);
                WindowSoftmax mixed = new WindowSoftmax(RUNTIME, V, Precision.MIXED)) {
            Tensor h = Tensor.create(problem.h, 300, D);
            Tensor e = Tensor.create(problem.e, V, D);
            Tensor exact = Tensor.create(new float[V * D], V, D);
            Tensor rounded = Tensor.create(new float[V * D], V, D);
            WindowSoftmax.WindowLoss wanted =
                    single.withGradient(new WindowLogits(V).factors(h, e, exact), problem.targets());
            WindowSoftmax.WindowLoss loss =
                    mixed.withGradient(new WindowLogits(V).factors(h, e, rounded), problem.targets());
            assertThat(loss.value()).isCloseTo(wanted.value(), withinPercentage(1));
            assertThat(distance(loss.requireHidden(), wanted.requireHidden())).isBetween(1e-9, .02);
            assertThat(distance(rounded, exact)).isBetween(1e-9, .02);
        }
    }

    /** The norm of the difference, as a share of the norm of {@code of}. */
    private static double distance(Tensor is, Tensor of) {
        return is.sub(of).norm().item_float() / of.norm().item_float();
    }

    @Test
    void the_gradient_is_carried_back_through_h_and_added_to_what_is_there() {
        Problem problem = new Problem(5);
        try (PointerScope scope = new PointerScope();
                WindowSoftmax softmax = new WindowSoftmax(RUNTIME, V)) {
            Tensor leaf = Tensor.create(problem.h, 5, D);
            leaf.set_requires_grad(true);
            Tensor h = leaf.mul(new org.bytedeco.pytorch.Scalar(2.0));
            Tensor dE = Tensor.create(new float[V * D], V, D);
            WindowLogits logits = new WindowLogits(V).factors(h, Tensor.create(problem.e, V, D), dE);
            WindowSoftmax.WindowLoss loss = softmax.withGradient(logits, problem.targets());
            float[] once = copy(dE);
            softmax.withGradient(logits, problem.targets());
            loss.carryBack(h);
            float[] direct = copy(loss.requireHidden());
            float[] carried = copy(leaf.grad());
            for (int k = 0; k < direct.length; k++) {
                assertThat(carried[k]).isEqualTo(2 * direct[k]);
            }
            float[] twice = copy(dE);
            for (int k = 0; k < once.length; k++) {
                assertThat(twice[k]).isCloseTo(2 * once[k], within(1e-5f));
            }
        }
    }

    @Test
    void no_term_at_all_is_the_uniform_distribution() {
        try (WindowSoftmax softmax = new WindowSoftmax(RUNTIME, V)) {
            WindowTargets targets =
                    new WindowTargets(new int[] {20}, new int[] {0, 1}, new int[] {4}, new float[] {1}, 1);
            assertThat(softmax.value(new WindowLogits(V), targets)).isCloseTo(Math.log(20), within(1e-6));
        }
    }

    @Test
    void huge_logits_stay_finite() {
        try (WindowSoftmax softmax = new WindowSoftmax(RUNTIME, V)) {
            WindowTargets targets =
                    new WindowTargets(new int[] {V}, new int[] {0, 1}, new int[] {4}, new float[] {1}, 1);
            WindowLogits logits = new WindowLogits(V).base((a, row) -> row[3] = 1e6f);
            assertThat(softmax.value(logits, targets)).isCloseTo(1e6, within(1.0));
        }
    }

    @Test
    void a_target_beyond_the_candidates_is_refused() {
        assertThatThrownBy(() -> new WindowTargets(new int[] {4}, new int[] {0, 1}, new int[] {4}, new float[] {1}, 1))
                .hasMessageContaining("target item 4")
                .hasMessageContaining("4 candidates");
    }
}
