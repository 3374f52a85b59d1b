package dev.tidecast.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidecast.event.Behaviour;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.Target;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ItemKnnTest {
    private static final Target TARGET = new Target(Behaviour.PURCHASE, 30);

    /** x: a, b, c; y: a, b; z: c. */
    private static Dataset shop() {
        return new TestShop()
                .buys("a", "x", 0)
                .buys("a", "y", 1)
                .buys("b", "x", 2)
                .buys("b", "y", 3)
                .buys("c", "x", 4)
                .buys("c", "z", 5)
                .dataset();
    }

    @Test
    void similarity_is_the_cosine_shrunk() {
        Dataset shop = shop();
        Scorer scorer = new ItemKnnTrainer(9, 0, Double.POSITIVE_INFINITY)
                .fit(shop, TARGET)
                .scorer(shop);
        float[] scores = new float[3];
        scorer.score(shop.history(2), scores); // c: x and z
        assertThat(scores[1]).isCloseTo((float) (2 / Math.sqrt(3 * 2)), within(1e-6f));
        assertThat(scores[0]).isCloseTo((float) (1 / Math.sqrt(3)), within(1e-6f));
        Scorer shrunk = new ItemKnnTrainer(9, 2, Double.POSITIVE_INFINITY)
                .fit(shop, TARGET)
                .scorer(shop);
        shrunk.score(shop.history(2), scores);
        assertThat(scores[1]).isCloseTo((float) (2 / (Math.sqrt(6) + 2)), within(1e-6f));
    }

    @Test
    void an_item_keeps_its_nearest_neighbours_only() {
        Dataset shop = shop();
        Scorer scorer = new ItemKnnTrainer(1, 0, Double.POSITIVE_INFINITY)
                .fit(shop, TARGET)
                .scorer(shop);
        float[] scores = new float[3];
        scorer.score(shop.history(2), scores);
        assertThat(scores[0]).as("x keeps y (.82), not z (.58)").isZero();
    }

    @Test
    void what_was_met_lately_counts_more() {
        Dataset shop = new TestShop()
                .buys("a", "old", 0)
                .buys("b", "old", 0)
                .buys("b", "p", 0)
                .buys("c", "new", 60)
                .buys("c", "q", 60)
                .buys("a", "new", 60)
                .dataset();
        float[] scores = new float[4];
        new ItemKnnTrainer(9, 1, 30).fit(shop, TARGET).scorer(shop).score(shop.history(0), scores);
        assertThat(scores[shop.items().names().indexOf("q")])
                .isGreaterThan(4 * scores[shop.items().names().indexOf("p")]);
    }

    @Test
    void a_hundred_thousand_items_need_no_table_of_pairs() {
        TestShop shop = new TestShop();
        Random random = new Random(3);
        for (int item = 0; item < 100_000; item++) {
            shop.buys("u" + random.nextInt(20_000), "i" + item, item / 1_000.0);
        }
        Dataset dataset = shop.dataset();
        float[] scores = new float[dataset.itemCount()];
        ItemKnnTrainer.standard().fit(dataset, TARGET).scorer(dataset).score(dataset.history(0), scores);
        assertThat(scores).hasSize(100_000);
    }
}
