package dev.tidecast.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidecast.event.Behaviour;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.Target;
import org.junit.jupiter.api.Test;

class SessionKnnTest {
    private static final Target TARGET = new Target(Behaviour.PURCHASE, 30);

    /** Sessions: n1 {x, p}, n2 {y, q}, n3 {x, y, r}, and the current one: x, then y. */
    private static Dataset shop() {
        return new TestShop()
                .buys("n1", "x", 0)
                .buys("n1", "p", .1)
                .buys("n2", "y", 1)
                .buys("n2", "q", 1.1)
                .buys("n3", "x", 2)
                .buys("n3", "y", 2.1)
                .buys("n3", "r", 2.2)
                .buys("me", "far", 3)
                .buys("me", "x", 9)
                .buys("me", "y", 9.1)
                .dataset();
    }

    private static float[] scores(Dataset shop, SessionKnnTrainer trainer) {
        float[] scores = new float[shop.itemCount()];
        trainer.fit(shop, TARGET).scorer(shop).score(shop.history(3), scores);
        return scores;
    }

    private static float of(Dataset shop, float[] scores, String item) {
        return scores[shop.items().names().indexOf(item)];
    }

    @Test
    void later_items_count_more_in_likeness_and_in_worth() {
        Dataset shop = shop();
        float[] scores = scores(shop, new SessionKnnTrainer(10, 10, 0));
        // likeness: n1 x alone 1/2, n2 y alone 2/2, n3 both 3/2; steps back to the latest shared: 2, 1, 1
        assertThat(of(shop, scores, "p")).isCloseTo(.25f, within(1e-6f));
        assertThat(of(shop, scores, "q")).isCloseTo(1f, within(1e-6f));
        assertThat(of(shop, scores, "r")).isCloseTo(1.5f, within(1e-6f));
        assertThat(of(shop, scores, "x")).isCloseTo(1.75f, within(1e-6f));
        assertThat(of(shop, scores, "far"))
                .as("an earlier session shares nothing")
                .isZero();
    }

    @Test
    void rarity_adds_worth() {
        Dataset shop = shop();
        float[] scores = scores(shop, new SessionKnnTrainer(10, 10, 1));
        assertThat(of(shop, scores, "q")).as("in 1 of 5 sessions").isCloseTo((float) (1 + Math.log(5)), within(1e-5f));
        assertThat(of(shop, scores, "x"))
                .as("in 3 of 5")
                .isCloseTo((float) (1.75 * (1 + Math.log(5 / 3.0))), within(1e-5f));
    }

    @Test
    void the_most_like_of_the_latest_are_taken() {
        Dataset shop = shop();
        float[] one = scores(shop, new SessionKnnTrainer(1, 10, 0));
        assertThat(of(shop, one, "q")).isZero();
        assertThat(of(shop, one, "r")).isPositive();
        float[] latest = scores(shop, new SessionKnnTrainer(2, 2, 0));
        assertThat(of(shop, latest, "p")).as("the oldest is not compared").isZero();
        assertThat(of(shop, latest, "q")).isPositive();
    }

    @Test
    void the_current_session_is_no_neighbour_of_itself() {
        Dataset shop = new TestShop().buys("me", "x", 0).buys("me", "y", .1).dataset();
        float[] scores = new float[2];
        SessionKnnTrainer.standard().fit(shop, TARGET).scorer(shop).score(shop.history(0), scores);
        assertThat(scores).containsOnly(0);
    }
}
