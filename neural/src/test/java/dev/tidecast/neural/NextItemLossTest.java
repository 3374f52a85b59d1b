package dev.tidecast.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidecast.model.Precision;
import dev.tidecast.model.inference.FloatKernels;
import java.util.Arrays;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NextItemLossTest {
    private static final NativeRuntime RUNTIME = NativeRuntime.start(2);
    private static final int A = 300; // more than a chunk
    private static final int V = 40;
    private static final int D = 6;
    private static final int DRAWS = 15;
    private static final long SEED = 5;
    private static final double SCALE = 1.0 / A;

    private final Random random = new Random(3);
    private final float[] h = floats(A * D);
    private final float[] e = floats(V * D);
    private final int[] targets = random.ints(A, 0, V).toArray();

    private float[] floats(int size) {
        float[] values = new float[size];
        for (int k = 0; k < size; k++) {
            values[k] = (float) (.7 * random.nextGaussian());
        }
        return values;
    }

    private NextItemLoss loss(String name) {
        FloatKernels kernels = FloatKernels.fastest();
        return switch (name) {
            case "softmax" -> new NextItemSoftmax(RUNTIME, V, Precision.SINGLE);
            case "sampled" -> new SampledLoss(new RowLoss.Softmax(kernels), DRAWS, V, shares(), true);
            case "bce" -> new SampledLoss(new RowLoss.Binary(kernels, 1), DRAWS, V, new float[0], false);
            case "gbce" ->
                new SampledLoss(
                        new RowLoss.Binary(kernels, RowLoss.Binary.beta(DRAWS, V, .75)), DRAWS, V, new float[0], false);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private float[] shares() {
        float[] shares = new float[V];
        for (int target : targets) {
            shares[target] += 1f / A;
        }
        return shares;
    }

    /** Loss, dH and dE at directions {@code hidden} and embeddings {@code items}. */
    private record Gradients(double value, float[] hidden, float[] items) {}

    private Gradients gradients(NextItemLoss loss, float[] hidden, float[] items) {
        try (PointerScope scope = new PointerScope()) {
            Tensor gradient = torch.zeros(V, D);
            ItemRows rows = new ItemRows(Tensor.create(items, V, D), gradient, null);
            NextItemLoss.Result result = loss.of(Tensor.create(hidden, A, D), targets, rows, SCALE, SEED);
            float[] dh = new float[A * D];
            float[] de = new float[V * D];
            result.hidden().data_ptr_float().get(dh);
            gradient.data_ptr_float().get(de);
            return new Gradients(result.value(), dh, de);
        }
    }

    @Test
    void the_full_softmax_is_torchs_cross_entropy() {
        try (NextItemLoss loss = loss("softmax");
                PointerScope scope = new PointerScope()) {
            Gradients ours = gradients(loss, h, e);
            Tensor th = Tensor.create(h, A, D).set_requires_grad(true);
            Tensor te = Tensor.create(e, V, D).set_requires_grad(true);
            Tensor wanted =
                    AttentionStack.longs(Arrays.stream(targets).asLongStream().toArray(), A);
            Tensor theirs = torch.cross_entropy_loss(th.matmul(te.t()), wanted);
            theirs.backward();
            assertThat(ours.value()).isCloseTo(theirs.item_double(), within(1e-5));
            assertThat(worst(ours.hidden(), th.grad())).isLessThan(1e-6);
            assertThat(worst(ours.items(), te.grad())).isLessThan(1e-5);
        }
    }

    private static double worst(float[] ours, Tensor theirs) {
        float[] values = new float[ours.length];
        theirs.contiguous().data_ptr_float().get(values);
        double worst = 0;
        for (int k = 0; k < ours.length; k++) {
            worst = Math.max(worst, Math.abs(ours[k] - values[k]));
        }
        return worst;
    }

    @ParameterizedTest
    @ValueSource(strings = {"softmax", "sampled", "bce", "gbce"})
    void gradients_are_those_of_finite_differences(String name) {
        try (NextItemLoss loss = loss(name)) {
            Gradients exact = gradients(loss, h, e);
            float step = .02f;
            for (int k = 0; k < 60; k++) {
                int inH = random.nextInt(A * D);
                float[] up = h.clone();
                float[] down = h.clone();
                up[inH] += step;
                down[inH] -= step;
                double slope = (gradients(loss, up, e).value()
                                - gradients(loss, down, e).value())
                        / (up[inH] - down[inH]);
                assertThat((double) exact.hidden()[inH]).as("h " + inH).isCloseTo(slope, within(1e-5));
                int inE = random.nextInt(V * D);
                float[] more = e.clone();
                float[] less = e.clone();
                more[inE] += step;
                less[inE] -= step;
                double by = (gradients(loss, h, more).value()
                                - gradients(loss, h, less).value())
                        / (more[inE] - less[inE]);
                assertThat((double) exact.items()[inE]).as("e " + inE).isCloseTo(by, within(2e-4));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sampled", "bce", "gbce"})
    void sampled_losses_follow_their_formulas(String name) {
        boolean corrected = name.equals("sampled");
        SampledItems sampled = SampledItems.draw(targets, DRAWS, V, corrected ? shares() : new float[0], SEED);
        double expected = 0;
        for (int a = 0; a < A; a++) {
            double own = logit(a, targets[a]) - (corrected ? sampled.targetLogExpected()[a] : 0);
            double sum = Math.exp(own);
            double binary = Math.log1p(Math.exp(-own)) * (name.equals("gbce") ? gbceBeta() : 1);
            for (int k = 0; k < sampled.items().length; k++) {
                int item = (int) sampled.items()[k];
                if (item != targets[a]) {
                    double logit = logit(a, item) - (corrected ? sampled.logExpected()[k] : 0);
                    sum += Math.exp(logit);
                    binary += Math.log1p(Math.exp(logit));
                }
            }
            expected += SCALE * (corrected ? Math.log(sum) - own : binary / (DRAWS + 1));
        }
        try (NextItemLoss loss = loss(name)) {
            assertThat(gradients(loss, h, e).value()).isCloseTo(expected, within(1e-5));
        }
    }

    private double logit(int a, int item) {
        double sum = 0;
        for (int k = 0; k < D; k++) {
            sum += (double) h[a * D + k] * e[item * D + k];
        }
        return sum;
    }

    /** Petrov and Macdonald 2023, equation of beta, with a = DRAWS / (V - 1) and t = .75. */
    private static double gbceBeta() {
        double a = DRAWS / (V - 1.0);
        return a * (.75 * (1 - 1 / a) + 1 / a);
    }

    @Test
    void calibration_goes_from_plain_cross_entropy_to_the_share_of_drawn_items() {
        assertThat(RowLoss.Binary.beta(10, 101, 0)).isCloseTo(1, within(1e-12));
        assertThat(RowLoss.Binary.beta(10, 101, 1)).isCloseTo(.1, within(1e-12));
    }

    @Test
    void log_q_counts_uniform_draws_and_targets_of_the_part() {
        SampledItems sampled = SampledItems.draw(new int[] {3, 3, 7}, 4, 20, shares(), SEED);
        assertThat(sampled.items()).hasSize(6).endsWith(3L, 7L);
        double expected = 4 / 20.0 + 1 - Math.pow(1 - shares()[3], 3);
        assertThat((double) sampled.logExpected()[4]).isCloseTo(Math.log(expected), within(1e-5));
        assertThat(sampled.targetLogExpected()[0]).isEqualTo(sampled.logExpected()[4]);
    }
}
