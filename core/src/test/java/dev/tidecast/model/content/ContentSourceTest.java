package dev.tidecast.model.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidecast.event.Behaviour;
import dev.tidecast.model.words.PlainTokeniser;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.DatasetBuilder;
import dev.tidecast.sequence.Facet;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContentSourceTest {
    private static final long DAY = 86_400;
    private static final ContentKnnTrainer WORDS = ContentKnnTrainer.standard(new PlainTokeniser());

    /** Three items on three days: a red cup, a red plate without a brand, something without a title. */
    private static Dataset shop() {
        DatasetBuilder rows = new DatasetBuilder();
        for (int item = 0; item < 3; item++) {
            rows.add(0, item, Behaviour.PURCHASE.ordinal(), item * DAY, 1, 1 + item, -1, -1);
        }
        return rows.build(
                "shop",
                ZoneOffset.UTC,
                true,
                List.of("u"),
                new DatasetBuilder.ItemTexts(
                        List.of("a", "b", "c"),
                        List.of("red cup", "red plate", ""),
                        List.of("", "", ""),
                        List.of("Acme", "", "Acme")),
                List.of());
    }

    @Test
    void titlesAndLabelsAreThoseOfVisibleItems() {
        ContentSource source = ContentSource.all(List.of(
                ContentSource.titles(WORDS, WORDS::wordVectors),
                ContentSource.facet(Facet.BRAND),
                ContentSource.facet(Facet.CATEGORY)));
        ItemContent content = source.of(shop());
        assertThat(content.modalities()).singleElement().satisfies(titles -> {
            assertThat(titles.name()).isEqualTo("titles");
            assertThat(titles.present()).containsExactly(true, true, false);
        });
        assertThat(content.labels())
                .as("the log tells no category")
                .singleElement()
                .satisfies(brand -> assertThat(brand.of()).containsExactly(0, -1, 0));
        ItemContent before = source.of(shop().asOf(DAY));
        assertThat(before.modalities().getFirst().items()).isEqualTo(2);
    }

    @Test
    void vectorsOfAFileAreJoinedByCode() {
        VectorTable.Collector rows = new VectorTable.Collector(2);
        rows.add("c", new float[] {3, 4});
        rows.add("unknown", new float[] {1, 1});
        Modality image = ContentSource.table("image", rows.table())
                .of(shop())
                .modalities()
                .getFirst();
        assertThat(image.present()).containsExactly(false, false, true);
        assertThat(image.values()).containsExactly(0, 0, 0, 0, .6f, .8f);
    }

    @Test
    void contentOfAnotherCatalogueIsRefused() {
        ItemContent.Labels two = new ItemContent.Labels("brand", 1, new int[2]);
        ItemContent.Labels three = new ItemContent.Labels("category", 1, new int[3]);
        assertThatThrownBy(() -> new ItemContent(List.of(), List.of(two, three)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a row for each of its items, got [] and [2, 3]");
        assertThatThrownBy(() -> new ItemContent.Labels("brand", 2, new int[] {0, 2}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("brand of item 1 is 2 of 2: 0 to 1 are allowed, -1 where it is unknown");
    }
}
