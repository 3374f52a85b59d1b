package dev.tidecast.model.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tidecast.model.Recipe;
import dev.tidecast.model.StoredTensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecurrentInferenceTest {
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

    private RecurrentInference trunk(Recipe.Trunk kind, int depth) {
        TrunkShape shape = TrunkShape.recurrent(kind, D, H, depth);
        Map<String, StoredTensor> weights = new TreeMap<>();
        for (int l = 0; l < depth; l++) {
            String layer = "t." + kind.word() + "." + l;
            int rows = kind.gates() * H;
            weights.put(layer + ".input", StoredTensor.of(floats(rows * (l == 0 ? D : H)), rows, l == 0 ? D : H));
            weights.put(layer + ".state", StoredTensor.of(floats(rows * H), rows, H));
            weights.put(layer + ".bias", StoredTensor.of(floats(rows), rows));
            weights.put(layer + ".stateBias", StoredTensor.of(floats(rows), rows));
            weights.put("t.norm." + l + ".gain", StoredTensor.of(floats(H), H));
            weights.put("t.norm." + l + ".shift", StoredTensor.of(floats(H), H));
        }
        return (RecurrentInference) TrunkInference.of(shape, "t", weights, FloatKernels.fastest());
    }

    @ParameterizedTest
    @CsvSource({"LSTM, 1", "LSTM, 2", "LSTM, 4", "GRU, 2", "GRU, 4", "RNN, 2", "RNN, 4"})
    void step_by_step_equals_all_at_once(Recipe.Trunk kind, int depth) {
        RecurrentInference trunk = trunk(kind, depth);
        List<TimedSteps> histories = new ArrayList<>();
        for (int k = 0; k < 70; k++) {
            histories.add(TimedSteps.untimed(floats(D * random.nextInt(9))));
        }
        float[][] together = trunk.encode(histories);
        for (int k = 0; k < histories.size(); k++) {
            RecurrentState state = trunk.start();
            for (int from = 0; from < histories.get(k).x().length; from += D) {
                state = trunk.step(state, Arrays.copyOfRange(histories.get(k).x(), from, from + D));
            }
            for (int j = 0; j < H; j++) {
                assertThat(together[k][j]).as("history " + k).isCloseTo(state.output()[j], within(1e-5f));
            }
        }
    }

    @Test
    void an_lstm_follows_its_equations() {
        RecurrentInference trunk = one(Recipe.Trunk.LSTM, new float[] {.1f, .2f, .3f, .4f});
        RecurrentState state = new RecurrentState(new float[] {.5f}, new float[] {-.25f}, new float[] {.5f});
        double i = sigmoid(.1 * 2 + .1 * .5 + .1);
        double f = sigmoid(.2 * 2 + .2 * .5 + .2);
        double g = Math.tanh(.3 * 2 + .3 * .5 + .3);
        double o = sigmoid(.4 * 2 + .4 * .5 + .4);
        double c = f * -.25 + i * g;
        RecurrentState next = trunk.step(state, new float[] {2});
        assertThat(next.cell()[0]).isCloseTo((float) c, within(1e-6f));
        assertThat(next.output()[0]).isCloseTo((float) (o * Math.tanh(c)), within(1e-6f));
        assertThat(state.hidden()[0]).as("the given state is left as it was").isEqualTo(.5f);
    }

    @Test
    void a_gru_follows_its_equations() {
        RecurrentInference trunk = one(Recipe.Trunk.GRU, new float[] {.1f, .2f, .3f});
        RecurrentState state = new RecurrentState(new float[] {.5f}, new float[] {0}, new float[] {.5f});
        double r = sigmoid(.1 * 2 + .1 + .1 * .5 + .1);
        double z = sigmoid(.2 * 2 + .2 + .2 * .5 + .2);
        double n = Math.tanh(.3 * 2 + .3 + r * (.3 * .5 + .3));
        RecurrentState next = trunk.step(state, new float[] {2});
        assertThat(next.output()[0]).isCloseTo((float) ((1 - z) * n + z * .5), within(1e-6f));
    }

    /** One unit whose weights and biases all are {@code rows}. */
    private static RecurrentInference one(Recipe.Trunk kind, float[] rows) {
        Map<String, StoredTensor> weights = new TreeMap<>();
        for (String part : List.of("input", "state", "bias", "stateBias")) {
            weights.put("t." + kind.word() + ".0." + part, StoredTensor.of(rows, rows.length));
        }
        TrunkShape shape = TrunkShape.recurrent(kind, 1, 1, 1);
        return (RecurrentInference) TrunkInference.of(shape, "t", weights, FloatKernels.scalar());
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    @Test
    void wrong_sizes_are_named() {
        RecurrentInference trunk = trunk(Recipe.Trunk.LSTM, 2);
        assertThatThrownBy(() -> trunk.encode(List.of(TimedSteps.untimed(new float[7]))))
                .hasMessageContaining("7 values");
        assertThatThrownBy(() -> trunk.step(trunk.start(), new float[4])).hasMessageContaining("reads 5");
        assertThatThrownBy(() -> TrunkInference.of(
                        TrunkShape.recurrent(Recipe.Trunk.RNN, D, H, 1), "t", Map.of(), FloatKernels.scalar()))
                .hasMessageContaining("t.rnn.0.input");
        assertThatThrownBy(() -> TrunkShape.attention(Recipe.Trunk.HSTU, 10, 1, 3, 5))
                .hasMessageContaining("multiple of its heads");
    }

    @Test
    void a_shape_survives_being_stored() {
        TrunkShape shape = TrunkShape.attention(Recipe.Trunk.LIGR, 12, 2, 3, 50);
        assertThat(TrunkShape.parse(shape.json())).isEqualTo(shape);
    }
}
