package dev.tidecast.model.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidecast.event.Behaviour;
import dev.tidecast.model.words.PlainTokeniser;
import dev.tidecast.model.words.WordVectors;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.DatasetBuilder;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueryVectorsTest {
    private static final long DAY = 86_400;
    private static final ContentKnnTrainer TEXTS = ContentKnnTrainer.standard(new PlainTokeniser());

    /** A cup is bought on day 0; "red cup" is searched for on day 1 and "blue lamp" on day 3. */
    private static Dataset shop() {
        DatasetBuilder rows = new DatasetBuilder();
        rows.add(0, 0, Behaviour.PURCHASE.ordinal(), 0, 1, 1, -1, -1);
        rows.add(0, -1, Behaviour.SEARCH.ordinal(), DAY, 1, 1, -1, 0);
        rows.add(0, -1, Behaviour.SEARCH.ordinal(), 3 * DAY, 1, 1, -1, 1);
        return rows.build(
                "shop",
                ZoneOffset.UTC,
                true,
                List.of("u"),
                new DatasetBuilder.ItemTexts(List.of("a"), List.of("cup"), List.of(""), List.of("")),
                List.of("red cup", "blue lamp"));
    }

    @Test
    void wordsAreThoseThatAreVisible() {
        assertThat(QueryVectors.of(shop().asOf(0), TEXTS, TEXTS::wordVectors).isEmpty())
                .as("nothing was searched for yet")
                .isTrue();
        assertThat(QueryVectors.of(shop().asOf(2 * DAY), TEXTS, TEXTS::wordVectors)
                        .words()
                        .words())
                .containsExactlyInAnyOrder("red", "cup");
        assertThat(QueryVectors.of(shop(), TEXTS, TEXTS::wordVectors).words().words())
                .containsExactlyInAnyOrder("red", "cup", "blue", "lamp");
    }

    @Test
    void aWordIsAsLongAsItIsRareWhateverItsVectorsLength() {
        WordVectors elsewhere =
                new WordVectors(List.of("cup", "red", "zero"), new long[3], 2, new float[] {3, 4, 0, 9, 0, 0});
        QueryVectors vectors = QueryVectors.of(shop().asOf(2 * DAY), TEXTS, visible -> elsewhere);
        // Of two texts both have cup, one has red and none has zero: log(3 / 3) + 1, log(3 / 2) + 1, log 3 + 1.
        double rarest = Math.log(3) + 1;
        assertThat(vectors.width()).isEqualTo(2);
        assertThat(vectors.values()[0]).isCloseTo((float) (.6 / rarest), within(1e-6f));
        assertThat(vectors.values()[1]).isCloseTo((float) (.8 / rarest), within(1e-6f));
        assertThat(vectors.values()[3]).isCloseTo((float) ((Math.log(1.5) + 1) / rarest), within(1e-6f));
        assertThat(vectors.values()[4]).isZero();
    }
}
