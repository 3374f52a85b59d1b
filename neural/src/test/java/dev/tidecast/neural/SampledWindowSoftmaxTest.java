package dev.tidecast.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class SampledWindowSoftmaxTest {
    private static final NativeRuntime RUNTIME = NativeRuntime.start(2);
    private static final int A = 300; // more than a chunk
    private static final int V = 37;
    private static final int D = 6;
    private static final int DRAWS = 25;
    private static final long SEED = 5;

    private final Random random = new Random(29);
    private final float[] h = floats(A * D);
    private final float[] e = floats(V * D);
    private final float[] bias = floats(V);
    private final float[] base = floats(A * V);
    private final int[] candidates = random.ints(A, 12, V + 1).toArray();
    private final int[] from = IntStream.rangeClosed(0, A)
            .map(a -> IntStream.range(0, a).map(before -> before % 4).sum()) // none for each fourth
            .toArray();
    private final int[] items = new int[from[A]];
    private final float[] counts = new float[from[A]];

    SampledWindowSoftmaxTest() {
        for (int a = 0; a < A; a++) {
            for (int k = from[a]; k < from[a + 1]; k++) {
                items[k] = (k - from[a]) * 4 + random.nextInt(4);
                counts[k] = 1 + random.nextInt(3);
            }
        }
    }

    private float[] floats(int size) {
        float[] values = new float[size];
        for (int k = 0; k < size; k++) {
            values[k] = (float) (.7 * random.nextGaussian());
        }
        return values;
    }

    private float[] shares() {
        float[] shares = new float[V];
        for (int item : items) {
            shares[item] += 1f / items.length;
        }
        return shares;
    }

    private WindowTargets targets() {
        return new WindowTargets(candidates, from, items, counts, 1.0 / A);
    }

    private record Gradients(double value, float[] h, float[] e, float[] bias) {}

    private static float[] copy(Tensor tensor) {
        float[] values = new float[(int) tensor.numel()];
        tensor.data_ptr_float().get(values);
        return values;
    }

    private Gradients gradients(WindowCriterion criterion, long seed) {
        try (PointerScope scope = new PointerScope()) {
            Tensor ofE = Tensor.create(new float[V * D], V, D);
            Tensor ofBias = Tensor.create(new float[V], V);
            WindowLogits logits = new WindowLogits(V)
                    .factors(Tensor.create(h, A, D), Tensor.create(e, V, D), ofE)
                    .bias(Tensor.create(bias, V), ofBias)
                    .base((a, row) -> {
                        for (int i = 0; i < V; i++) {
                            row[i] += base[a * V + i];
                        }
                    });
            WindowSoftmax.WindowLoss loss = criterion.withGradient(logits, targets(), seed);
            return new Gradients(loss.value(), copy(loss.requireHidden()), copy(ofE), copy(ofBias));
        }
    }

    private double logit(int a, int item) {
        double z = (double) base[a * V + item] + bias[item];
        for (int k = 0; k < D; k++) {
            z += (double) h[a * D + k] * e[item * D + k];
        }
        return z;
    }

    @Test
    void it_follows_its_formula() {
        SampledItems drawn =
                SampledItems.draw(items, DRAWS, Arrays.stream(candidates).max().orElseThrow(), shares(), SEED);
        double expected = 0;
        for (int a = 0; a < A; a++) {
            int anchor = a;
            int[] own = Arrays.copyOfRange(items, from[a], from[a + 1]);
            double sum = Arrays.stream(own)
                    .mapToDouble(item -> Math.exp(logit(anchor, item)))
                    .sum();
            for (int k = 0; k < drawn.items().length; k++) {
                int item = (int) drawn.items()[k];
                if (item < candidates[a] && Arrays.stream(own).noneMatch(target -> target == item)) {
                    sum += Math.exp(logit(a, item) - drawn.logExpected()[k]);
                }
            }
            for (int k = from[a]; k < from[a + 1]; k++) {
                expected += counts[k] * (Math.log(sum) - logit(a, items[k])) / A / Math.sqrt(own.length);
            }
        }
        try (WindowCriterion sampled = new SampledWindowSoftmax(DRAWS, shares())) {
            assertThat(gradients(sampled, SEED).value()).isCloseTo(expected, within(1e-5));
        }
    }

    @Test
    void gradients_are_those_of_finite_differences() {
        try (WindowCriterion sampled = new SampledWindowSoftmax(DRAWS, shares())) {
            Gradients exact = gradients(sampled, SEED);
            assertGradient("h", h, exact.h(), sampled);
            assertGradient("E", e, exact.e(), sampled);
            assertGradient("bias", bias, exact.bias(), sampled);
        }
    }

    private void assertGradient(String name, float[] parameter, float[] gradient, WindowCriterion criterion) {
        for (int k = 0; k < parameter.length; k += Math.max(1, parameter.length / 60)) {
            float was = parameter[k];
            parameter[k] = was + .02f;
            double up = gradients(criterion, SEED).value();
            parameter[k] = was - .02f;
            double down = gradients(criterion, SEED).value();
            parameter[k] = was;
            double slope = (up - down) / .04;
            assertThat((double) gradient[k])
                    .as(name + "[" + k + "]")
                    .isCloseTo(slope, within(2e-5 + .005 * Math.abs(slope)));
        }
    }

    @Test
    void with_many_draws_it_is_the_full_softmax() {
        try (WindowCriterion sampled = new SampledWindowSoftmax(10_000, shares());
                WindowCriterion full = new WindowSoftmax(RUNTIME, V)) {
            Gradients wanted = gradients(full, 0);
            Gradients estimated = gradients(sampled, SEED);
            assertThat(estimated.value()).isCloseTo(wanted.value(), within(.006 * wanted.value()));
            assertThat(distance(estimated.h(), wanted.h())).isLessThan(.06);
            assertThat(distance(estimated.e(), wanted.e())).isLessThan(.06);
            assertThat(distance(estimated.bias(), wanted.bias())).isLessThan(.06);
        }
    }

    /** The norm of the difference, as a share of the norm of {@code of}. */
    private static double distance(float[] is, float[] of) {
        double apart = 0;
        double whole = 0;
        for (int k = 0; k < of.length; k++) {
            apart += ((double) is[k] - of[k]) * (is[k] - of[k]);
            whole += (double) of[k] * of[k];
        }
        return Math.sqrt(apart / whole);
    }

    @Test
    void own_terms_are_refused() {
        try (WindowCriterion sampled = new SampledWindowSoftmax(DRAWS, shares())) {
            WindowLogits logits = new WindowLogits(V).own(new int[A + 1], new int[0], new float[0]);
            assertThatThrownBy(() -> sampled.withGradient(logits, targets(), 1))
                    .hasMessageContaining("without factors")
                    .hasMessageContaining("with own terms");
        }
    }
}
