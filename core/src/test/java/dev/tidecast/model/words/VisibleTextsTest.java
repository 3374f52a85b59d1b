package dev.tidecast.model.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidecast.event.Behaviour;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.DatasetBuilder;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class VisibleTextsTest {
    private static Dataset dataset() {
        DatasetBuilder rows = new DatasetBuilder();
        int buys = Behaviour.PURCHASE.ordinal();
        rows.add(0, 0, buys, 10, 1, 1, -1, -1);
        rows.add(0, -1, Behaviour.SEARCH.ordinal(), 20, 1, 1, -1, 0);
        rows.add(1, -1, Behaviour.SEARCH.ordinal(), 25, 1, 1, -1, 0);
        rows.add(0, 1, buys, 30, 1, 1, -1, -1);
        rows.add(0, -1, Behaviour.SEARCH.ordinal(), 40, 1, 1, -1, 1);
        return rows.build(
                "t",
                ZoneOffset.UTC,
                true,
                List.of("u", "v"),
                new DatasetBuilder.ItemTexts(
                        List.of("A1", "B2"), List.of("Red Bag", "Blue ＣＵＰ"), List.of("", ""), List.of("", "")),
                List.of("red bags", "blue cups"));
    }

    @Test
    void only_what_lies_before_the_cut_is_given() {
        Tokeniser plain = new PlainTokeniser();
        Dataset all = dataset();
        assertThat(VisibleTexts.titles(all, plain)).containsExactly(List.of("red", "bag"), List.of("blue", "cup"));
        assertThat(VisibleTexts.titles(all.asOf(29), plain)).containsExactly(List.of("red", "bag"));
        assertThat(VisibleTexts.queries(all.asOf(29), plain))
                .containsExactly(List.of("red", "bags"), List.of("red", "bags"));
        assertThat(VisibleTexts.queries(all, plain)).hasSize(3);
        assertThat(VisibleTexts.items(all, Behaviour.PURCHASE)).containsExactly(List.of("A1", "B2"), List.of());
        assertThat(VisibleTexts.items(all.asOf(29), Behaviour.PURCHASE)).containsExactly(List.of("A1"), List.of());
    }

    @Test
    void plain_words_are_runs_of_letters_and_digits_and_single_han_characters() {
        assertThat(new PlainTokeniser().tokens("Café-au-lait 12\" ﬁne 红色bag, 50%"))
                .containsExactly("café", "au", "lait", "12", "fine", "红", "色", "bag", "50");
        assertThat(new PlainTokeniser().tokens(" -- ")).isEmpty();
    }
}
