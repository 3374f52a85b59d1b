package dev.tidecast.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidecast.event.Behaviour;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FacetIndexTest {
    /** Ten items; item i costs i + 1, and twice as much in one purchase of three after instant 100. */
    private static Dataset shop() {
        DatasetBuilder builder = new DatasetBuilder();
        int purchase = Behaviour.PURCHASE.ordinal();
        for (int item = 0; item < 10; item++) {
            builder.add(0, item, purchase, item, 1, item + 1f, -1, -1);
        }
        for (int times = 0; times < 5; times++) {
            builder.add(0, 0, purchase, 200, 1, 1_000, -1, -1);
        }
        List<String> names = IntStream.range(0, 10).mapToObj(i -> "i" + i).toList();
        List<String> categories = IntStream.range(0, 10)
                .mapToObj(i -> i < 5 ? "toys" : i < 9 ? "food" : "")
                .toList();
        return builder.build(
                "shop",
                ZoneOffset.UTC,
                true,
                List.of("u"),
                new DatasetBuilder.ItemTexts(names, names, categories, categories),
                List.of());
    }

    @Test
    void price_bands_are_fifths_of_the_items_by_what_was_paid_before_the_instant() {
        FacetIndex bands = FacetIndex.of(shop().asOf(100), Facet.PRICE_BAND);
        assertThat(bands.size()).isEqualTo(5);
        for (int item = 0; item < 10; item++) {
            assertThat(bands.of(item)).isEqualTo(item / 2);
        }
        assertThat(bands.label(0)).isEqualTo("below 3.00");
        assertThat(bands.label(4)).isEqualTo("9.00 or more");
        assertThat(FacetIndex.of(shop(), Facet.PRICE_BAND).of(0)).isEqualTo(4);
    }

    @Test
    void a_category_is_a_value_and_an_item_without_one_has_none() {
        FacetIndex categories = FacetIndex.of(shop(), Facet.CATEGORY);
        assertThat(categories.size()).isEqualTo(2);
        assertThat(categories.label(categories.of(8))).isEqualTo("food");
        assertThat(categories.of(9)).isEqualTo(-1);
    }

    @Test
    void words_name_facets_and_others_are_refused() {
        for (Facet facet : Facet.values()) {
            assertThat(Facet.of(facet.word())).isEqualTo(facet);
        }
        assertThatThrownBy(() -> Facet.of("colour"))
                .hasMessageContaining("colour")
                .hasMessageContaining("price-band");
    }
}
