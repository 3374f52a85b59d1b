package dev.tidecast.model.interest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidecast.event.Behaviour;
import dev.tidecast.model.StepInput;
import dev.tidecast.model.words.PlainTokeniser;
import dev.tidecast.model.words.QueryWords;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.DatasetBuilder;
import dev.tidecast.sequence.History;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryStepsTest {
    private static final long DAY = 86_400;
    private static final int HOUR = 3_600;
    private static final float NONE = Float.NaN;

    /** On day 0 two searches from nine o'clock on and a purchase; on day 2 a view that tells nothing more. */
    private static Dataset shop() {
        DatasetBuilder rows = new DatasetBuilder();
        rows.add(0, -1, Behaviour.SEARCH.ordinal(), 9 * HOUR, NONE, NONE, -1, 0);
        rows.add(0, -1, Behaviour.SEARCH.ordinal(), 10 * HOUR, NONE, NONE, -1, 1);
        rows.add(0, 0, Behaviour.PURCHASE.ordinal(), 11 * HOUR, 2, 5, -1, -1);
        rows.add(0, 1, Behaviour.VIEW.ordinal(), 2 * DAY, NONE, NONE, -1, -1);
        List<String> none = List.of("", "");
        return rows.build(
                "shop",
                ZoneOffset.UTC,
                true,
                List.of("u"),
                new DatasetBuilder.ItemTexts(List.of("a", "b"), none, none, none),
                List.of("red cup", "Cup of gold"));
    }

    private static HistorySteps read(EnumSet<StepInput> inputs) {
        Dataset shop = shop();
        QueryWords words = new QueryWords(new PlainTokeniser(), List.of("gold", "cup", "lamp"));
        History history = shop.asOf(5 * DAY).history(0);
        return HistorySteps.of(history, new StepReading(2, 9, inputs, words.in(shop.queries())));
    }

    @Test
    void whatIsNotAskedForIsNotRead() {
        HistorySteps plain = read(EnumSet.noneOf(StepInput.class));
        assertThat(plain.count()).isEqualTo(2);
        assertThat(plain.features()).hasSize(2 * HistorySteps.FEATURES);
        assertThat(plain.words().numbers()).isEmpty();
        assertThat(plain.items().numbers()).containsExactly(0, 1);
        float[] all = read(EnumSet.allOf(StepInput.class)).features();
        assertThat(java.util.Arrays.copyOf(all, HistorySteps.FEATURES))
                .as("what steps always tell comes first")
                .isEqualTo(java.util.Arrays.copyOf(plain.features(), HistorySteps.FEATURES));
    }

    @Test
    void hourQuantityAndPriceAreToldAndMissingOnesAreZerosWithAFlag() {
        float[] features = read(EnumSet.allOf(StepInput.class)).features();
        int width = HistorySteps.FEATURES + 6;
        int at = HistorySteps.FEATURES;
        assertThat(features).hasSize(2 * width);
        assertThat(features[at]).as("nine o'clock").isCloseTo((float) Math.sqrt(.5), within(1e-6f));
        assertThat(features[at + 1]).isCloseTo((float) -Math.sqrt(.5), within(1e-6f));
        assertThat(features[at + 2]).as("two pieces").isCloseTo((float) Math.log(3) / 3, within(1e-6f));
        assertThat(features[at + 3]).isEqualTo(1);
        assertThat(features[at + 4]).as("at five each").isCloseTo((float) Math.log(6) / 3, within(1e-6f));
        assertThat(features[at + 5]).isEqualTo(1);
        for (int f = at + 2; f < width; f++) {
            assertThat(features[width + f]).as("nothing is told on day 2").isZero();
        }
    }

    @Test
    void eachKnownWordOfADaysQueriesIsReadOnceAndUnknownOnesNot() {
        HistorySteps.Bags words = read(EnumSet.of(StepInput.QUERY)).words();
        assertThat(words.starts()).containsExactly(0, 2, 2);
        assertThat(words.numbers()).containsExactly(1, 0);
    }
}
