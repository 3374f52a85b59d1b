package dev.tidecast.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidecast.event.Behaviour;
import dev.tidecast.model.Recipe;
import dev.tidecast.model.StepInput;
import dev.tidecast.model.content.ItemContent;
import dev.tidecast.model.content.QueryVectors;
import dev.tidecast.model.inference.TrunkShape;
import dev.tidecast.model.interest.ExploreTerm;
import dev.tidecast.model.interest.HistorySteps;
import dev.tidecast.model.words.PlainTokeniser;
import dev.tidecast.model.words.QueryWords;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.DatasetBuilder;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class QueryFactorsTest {
    private static final NativeRuntime RUNTIME = NativeRuntime.start(2);
    private static final long DAY = 86_400;
    private static final int V = 4;
    private static final int D = 3;
    private static final StepContent STEPS = new StepContent(
            EnumSet.allOf(StepInput.class),
            new QueryVectors(new QueryWords(new PlainTokeniser(), List.of("red", "cup", "gold")), 2, new float[] {
                1, 0, 0, .5f, .6f, .8f
            }));
    private static final TrunkNetwork.Settings NETWORK = new TrunkNetwork.Settings(
            V, TrunkShape.recurrent(Recipe.Trunk.LSTM, D, 5, 1), false, ItemContent.none(), STEPS);

    /** Four items in as many days, the first and the last day with a search. */
    private static Dataset shop(String first, String last) {
        DatasetBuilder rows = new DatasetBuilder();
        for (int item = 0; item < V; item++) {
            if (item % 3 == 0) {
                int query = item / 3;
                rows.add(0, -1, Behaviour.SEARCH.ordinal(), item * DAY + 30_000, Float.NaN, Float.NaN, -1, query);
            }
            rows.add(0, item, Behaviour.PURCHASE.ordinal(), item * DAY + 40_000, 1 + item, 2, -1, -1);
        }
        List<String> none = List.of("", "", "", "");
        return rows.build(
                        "shop",
                        ZoneOffset.UTC,
                        true,
                        List.of("u"),
                        new DatasetBuilder.ItemTexts(List.of("a", "b", "c", "d"), none, none, none),
                        List.of(first, last))
                .asOf(9 * DAY);
    }

    private static TrunkBatch batch(Dataset shop) {
        HistorySteps steps = HistorySteps.of(shop.history(0), STEPS.reading(shop, 9));
        return TrunkBatch.of(List.of(new TrunkBatch.Anchored(steps, new int[] {4}, new int[] {0})), 1)
                .getFirst();
    }

    private static FlatParameters moved() {
        FlatParameters parameters = new FlatParameters(RUNTIME, NETWORK.shapes(), 3);
        float[] values = parameters.copyOfValues();
        for (int k = 0; k < values.length; k++) {
            values[k] += .3f * (float) Math.sin(k); // away from zeros, at which queries have no gradient
        }
        parameters.setValues(values);
        return parameters;
    }

    private static double backward(FlatParameters parameters, TrunkFactors factors, TrunkBatch batch) {
        return OneAnchor.backward(new WindowSoftmax(RUNTIME, V), NETWORK, parameters, factors, batch, keepsQueries());
    }

    /** A seed with which queries are not left out. */
    private static long keepsQueries() {
        for (long seed = 0; ; seed++) {
            if (!new Dropout(0, seed).leavesOut(ItemFactors.LEFT_OUT)) {
                return seed;
            }
        }
    }

    @Test
    void gradientsOfWhatStepsTellAgreeWithFiniteDifferences() {
        TrunkBatch batch = batch(shop("red cup", "gold lamp"));
        try (FlatParameters parameters = moved();
                TrunkFactors factors = TrunkFactors.of(NETWORK)) {
            float[] start = parameters.copyOfValues();
            backward(parameters, factors, batch);
            float[] gradient = parameters.copyOfGradients();
            for (int k = 0; k < start.length; k++) {
                float[] other = start.clone();
                other[k] = start[k] + .01f;
                parameters.setValues(other);
                double above = backward(parameters, factors, batch);
                other[k] = start[k] - .01f;
                parameters.setValues(other);
                double below = backward(parameters, factors, batch);
                assertThat((double) gradient[k]).as("parameter " + k).isCloseTo((above - below) / .02, within(2e-5));
            }
        }
    }

    private static float[] inJava(FlatParameters parameters, TrunkFactors factors, Dataset shop) {
        ExploreTerm term = NETWORK.term(parameters, factors, 9).reading(shop.queries());
        float[] scores = new float[V];
        term.addTo(term.state(shop.history(0)), 1, scores);
        return scores;
    }

    @Test
    void inferenceReadsStepsAsTrainingDoes() {
        Dataset shop = shop("red cup", "gold lamp");
        try (FlatParameters parameters = moved();
                TrunkFactors factors = TrunkFactors.of(NETWORK);
                PointerScope scope = new PointerScope()) {
            TrunkNetwork network = new TrunkNetwork(NETWORK, parameters, factors);
            StepItems items = network.items(batch(shop), Dropout.none());
            Tensor trained = network.directions(batch(shop), items, Dropout.none())
                    .matmul(items.table().t())
                    .detach()
                    .contiguous();
            float[] scores = new float[V];
            trained.data_ptr_float().get(scores);
            assertThat(inJava(parameters, factors, shop)).containsExactly(scores, within(1e-4f));
        }
    }

    @Test
    void aQueryOfUnknownWordsHasNoEffectAndOneOfKnownWordsHas() {
        try (FlatParameters parameters = moved();
                TrunkFactors factors = TrunkFactors.of(NETWORK)) {
            float[] unknown = inJava(parameters, factors, shop("lamp", "table"));
            assertThat(inJava(parameters, factors, shop("chair", ""))).isEqualTo(unknown);
            assertThat(inJava(parameters, factors, shop("lamp", "red"))).isNotEqualTo(unknown);
            assertThat(batch(shop("lamp", "table")).words().numbers()).isEmpty();
            assertThat(backward(parameters, factors, batch(shop("lamp", "table"))))
                    .isFinite();
        }
    }
}
