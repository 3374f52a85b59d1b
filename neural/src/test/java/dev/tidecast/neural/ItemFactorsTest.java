package dev.tidecast.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidecast.model.Recipe;
import dev.tidecast.model.content.ItemContent;
import dev.tidecast.model.content.Modality;
import dev.tidecast.model.content.QueryVectors;
import dev.tidecast.model.inference.TrunkShape;
import dev.tidecast.model.interest.ExploreTerm;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class ItemFactorsTest {
    private static final NativeRuntime RUNTIME = NativeRuntime.start(2);
    private static final int V = 4;
    private static final int D = 3;

    /** The last item has neither vector nor brand. */
    private static final ItemContent CONTENT = new ItemContent(
            List.of(new Modality(
                    "titles", 2, new float[] {1, 0, 0, 1, .6f, .8f, 0, 0}, new boolean[] {true, true, true, false})),
            List.of(new ItemContent.Labels("brand", 2, new int[] {0, 1, 0, -1})));

    private static TrunkNetwork.Settings network(ItemContent content) {
        return new TrunkNetwork.Settings(
                V, TrunkShape.recurrent(Recipe.Trunk.LSTM, D, 5, 1), false, content, StepContent.none());
    }

    private static FlatParameters parameters(ItemContent content) {
        return new FlatParameters(RUNTIME, network(content).shapes(), 3);
    }

    private static float[] row(float[] matrix, int row) {
        return Arrays.copyOfRange(matrix, row * D, (row + 1) * D);
    }

    @Test
    void anItemIsItsOwnEmbeddingItsLabelsAndItsGatedContent() {
        try (FlatParameters parameters = parameters(CONTENT);
                ItemFactors factors = new ItemFactors(CONTENT)) {
            float[] e = factors.stored(parameters).floats();
            float[] own =
                    Checkpoint.require(parameters.stored(), ExploreTerm.ITEMS).floats();
            float[] titles =
                    Checkpoint.require(parameters.stored(), "content.titles").floats();
            float[] brands =
                    Checkpoint.require(parameters.stored(), "content.brand").floats();
            for (int d = 0; d < D; d++) {
                // The gate starts at sigmoid(0), a half.
                assertThat(e[d]).isCloseTo(own[d] + titles[d] / 2 + brands[d], within(1e-6f));
                float mixed = .6f * titles[d] + .8f * titles[D + d];
                assertThat(e[2 * D + d]).isCloseTo(own[2 * D + d] + mixed / 2 + brands[d], within(1e-6f));
            }
            assertThat(row(e, 3)).as("nothing is known of it").isEqualTo(row(own, 3));
        }
    }

    @Test
    void withoutContentTheOwnEmbeddingsAreReadThemselves() {
        try (FlatParameters parameters = parameters(ItemContent.none());
                ItemFactors factors = new ItemFactors(ItemContent.none())) {
            assertThat(factors.composed()).isFalse();
            assertThat(factors.stored(parameters).floats())
                    .isEqualTo(Checkpoint.require(parameters.stored(), ExploreTerm.ITEMS)
                            .floats());
        }
    }

    @Test
    void aWholeModalityIsLeftOutNowAndThenInTrainingAlone() {
        try (FlatParameters parameters = parameters(CONTENT);
                ItemFactors factors = new ItemFactors(CONTENT);
                PointerScope scope = new PointerScope()) {
            float[] whole = factors.stored(parameters).floats();
            int otherwise = 0;
            for (int seed = 0; seed < 200; seed++) {
                Tensor e = factors.of(parameters, new Dropout(0, seed)).detach().contiguous();
                float[] values = new float[V * D];
                e.data_ptr_float().get(values);
                otherwise += Arrays.equals(values, whole) ? 0 : 1;
            }
            // One of two is left out in 1 - .8^2 = 36 % of the steps; three standard errors of 200 draws are .1.
            assertThat(otherwise / 200.0).isCloseTo(.36, within(.1));
        }
    }

    /** A step of one history of two days, and the loss of what it takes at its end. */
    private static double backward(FlatParameters parameters, ItemFactors factors) {
        TrunkBatch batch = OneAnchor.twoDays(new TrunkBatch.Bags(new long[] {0, 1}, new long[] {0, 2}));
        TrunkFactors whole = new TrunkFactors(factors, new QueryFactors(QueryVectors.none()));
        return OneAnchor.backward(
                new WindowSoftmax(RUNTIME, V), network(CONTENT), parameters, whole, batch, keepsAll());
    }

    /** A seed with which no modality is left out. */
    private static long keepsAll() {
        for (long seed = 0; ; seed++) {
            Dropout drawn = new Dropout(0, seed);
            boolean first = drawn.leavesOut(.2);
            boolean second = drawn.leavesOut(.2);
            if (!first && !second) {
                return seed;
            }
        }
    }

    @Test
    void gradientsOfContentAgreeWithFiniteDifferences() {
        try (FlatParameters parameters = parameters(CONTENT);
                ItemFactors factors = new ItemFactors(CONTENT)) {
            float[] start = parameters.copyOfValues();
            for (int k = 0; k < start.length; k++) {
                start[k] += .3f * (float) Math.sin(k); // away from zeros, at which content has no gradient
            }
            parameters.setValues(start);
            backward(parameters, factors);
            float[] gradient = parameters.copyOfGradients();
            for (int k = 0; k < start.length; k++) {
                float[] moved = start.clone();
                moved[k] = start[k] + .01f;
                parameters.setValues(moved);
                double above = backward(parameters, factors);
                moved[k] = start[k] - .01f;
                parameters.setValues(moved);
                double below = backward(parameters, factors);
                assertThat((double) gradient[k]).as("parameter " + k).isCloseTo((above - below) / .02, within(2e-5));
            }
        }
    }
}
