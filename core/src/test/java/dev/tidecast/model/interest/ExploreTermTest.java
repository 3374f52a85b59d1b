package dev.tidecast.model.interest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidecast.model.Recipe;
import dev.tidecast.model.SparseRows;
import dev.tidecast.model.StoredTensor;
import dev.tidecast.model.inference.TrunkShape;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExploreTermTest {
    private static final int SIZE = 4;
    private static final int ITEMS = 3;
    private final Random random = new Random(4);

    private StoredTensor tensor(int... shape) {
        int count = 1;
        long[] sizes = new long[shape.length];
        for (int d = 0; d < shape.length; d++) {
            sizes[d] = shape[d];
            count *= shape[d];
        }
        float[] values = new float[count];
        for (int k = 0; k < count; k++) {
            values[k] = (float) random.nextGaussian();
        }
        return StoredTensor.of(values, sizes);
    }

    ExploreTerm term() {
        Map<String, StoredTensor> weights = new HashMap<>();
        weights.put(ExploreTerm.ITEMS, tensor(ITEMS, SIZE));
        weights.put(ExploreTerm.FEATURES, tensor(HistorySteps.FEATURES, SIZE));
        weights.put(ExploreTerm.SHIFT, tensor(SIZE));
        weights.put(ExploreTerm.EXPLORE, tensor(SIZE, SIZE));
        weights.put(ExploreTerm.BIAS, tensor(ITEMS));
        int rows = Recipe.Trunk.LSTM.gates() * SIZE;
        weights.put("trunk.lstm.0.input", tensor(rows, SIZE));
        weights.put("trunk.lstm.0.state", tensor(rows, SIZE));
        weights.put("trunk.lstm.0.bias", tensor(rows));
        weights.put("trunk.lstm.0.stateBias", tensor(rows));
        return new ExploreTerm(TrunkShape.recurrent(Recipe.Trunk.LSTM, SIZE, SIZE, 1), weights, 50);
    }

    @Test
    void aNewItemHasTheEmbeddingOfItsRelativesAndOneWithoutHasNone() {
        SparseRows relatives =
                new SparseRows(ITEMS, new int[] {0, 1, 3, 3}, new int[] {2, 0, 1}, new float[] {1, .25f, .5f});
        ExploreTerm term = term();
        float[] scores = new float[ITEMS + 3];
        term.withNewItems(relatives).addTo(new float[] {.3f, -.2f, .9f, .1f}, 1, scores);
        float[] before = new float[ITEMS + 3];
        term.addTo(new float[] {.3f, -.2f, .9f, .1f}, 1, before);
        assertThat(scores[0]).isEqualTo(before[0]);
        assertThat(scores[3]).isCloseTo(scores[2], within(1e-5f));
        assertThat(scores[4]).isCloseTo(.25f * scores[0] + .5f * scores[1], within(1e-5f));
        assertThat(scores[5]).isZero();
        assertThat(before[3]).isZero();
    }

    @Test
    void relativesAmongOtherItemsThanThoseOfTheFitChangeNothing() {
        ExploreTerm term = term();
        assertThat(term.withNewItems(new SparseRows(ITEMS + 1, new int[] {0, 0}, new int[0], new float[0])))
                .isSameAs(term);
    }
}
