package dev.tidecast.model.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LstmInferenceTest {
    private static final int D = 5;
    private static final int H = 12;

    private final Random random = new Random(11);

    private float[] floats(int size) {
        float[] values = new float[size];
        for (int k = 0; k < size; k++) {
            values[k] = (float) random.nextGaussian() / 2;
        }
        return values;
    }

    private LstmInference trunk(int depth, FloatKernels kernels) {
        List<LstmLayer> layers = new ArrayList<>();
        List<LayerNorm> norms = new ArrayList<>();
        for (int l = 0; l < depth; l++) {
            int inputs = l == 0 ? D : H;
            layers.add(new LstmLayer(inputs, H, floats(4 * H * inputs), floats(4 * H * H), floats(4 * H)));
            if (depth >= LstmInference.RESIDUAL_DEPTH) {
                norms.add(new LayerNorm(floats(H), floats(H)));
            }
        }
        return new LstmInference(layers, norms, kernels);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void step_by_step_equals_all_at_once(int depth) {
        LstmInference trunk = trunk(depth, FloatKernels.fastest());
        List<float[]> histories = new ArrayList<>();
        for (int k = 0; k < 70; k++) {
            histories.add(floats(D * random.nextInt(9)));
        }
        float[][] together = trunk.encode(histories);
        for (int k = 0; k < histories.size(); k++) {
            LstmState state = trunk.start();
            for (int from = 0; from < histories.get(k).length; from += D) {
                state = trunk.step(state, Arrays.copyOfRange(histories.get(k), from, from + D));
            }
            for (int j = 0; j < H; j++) {
                assertThat(together[k][j]).as("history " + k).isCloseTo(state.output()[j], within(1e-5f));
            }
        }
    }

    @Test
    void a_layer_follows_its_equations() {
        float[] w = {.1f, .2f, .3f, .4f};
        LstmLayer one = new LstmLayer(1, 1, w, new float[] {.5f, .6f, .7f, .8f}, new float[] {.01f, .02f, .03f, .04f});
        LstmInference trunk = new LstmInference(List.of(one), List.of(), FloatKernels.scalar());
        LstmState state = new LstmState(new float[] {.5f}, new float[] {-.25f}, new float[] {.5f});
        double i = sigmoid(.1 * 2 + .5 * .5 + .01);
        double f = sigmoid(.2 * 2 + .6 * .5 + .02);
        double g = Math.tanh(.3 * 2 + .7 * .5 + .03);
        double o = sigmoid(.4 * 2 + .8 * .5 + .04);
        double c = f * -.25 + i * g;
        LstmState next = trunk.step(state, new float[] {2});
        assertThat(next.cell()[0]).isCloseTo((float) c, within(1e-6f));
        assertThat(next.output()[0]).isCloseTo((float) (o * Math.tanh(c)), within(1e-6f));
        assertThat(state.hidden()[0]).as("the given state is left as it was").isEqualTo(.5f);
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    @Test
    void wrong_sizes_are_named() {
        assertThatThrownBy(() -> new LstmLayer(2, 3, new float[23], new float[36], new float[12]))
                .hasMessageContaining("23")
                .hasMessageContaining("24");
        LstmInference trunk = trunk(2, FloatKernels.scalar());
        assertThatThrownBy(() -> trunk.encode(List.of(new float[7]))).hasMessageContaining("history 0 has 7");
        assertThatThrownBy(() -> trunk.step(trunk.start(), new float[4])).hasMessageContaining("reads 5");
    }
}
