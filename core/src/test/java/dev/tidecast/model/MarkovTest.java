package dev.tidecast.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidecast.event.Behaviour;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.Target;
import org.junit.jupiter.api.Test;

class MarkovTest {
    private static final Target TARGET = new Target(Behaviour.PURCHASE, 30);

    /** Transitions x -> {y, z} and x -> {y}; "me" stands at x, "two" at {x, w}, and "new" nowhere. */
    private static Dataset shop() {
        return new TestShop()
                .buys("a", "x", 0)
                .buys("a", "y", 1)
                .buys("a", "z", 1.1)
                .buys("b", "x", 2)
                .buys("b", "y", 3)
                .buys("me", "x", 4)
                .buys("two", "x", 5)
                .buys("two", "w", 5.1)
                .add("new", "x", Behaviour.VIEW, TestShop.START + 6 * TestShop.DAY, Long.MAX_VALUE)
                .dataset();
    }

    private static float of(Dataset shop, MarkovTrainer trainer, int user, String item) {
        float[] scores = new float[shop.itemCount()];
        trainer.fit(shop, TARGET).scorer(shop).score(shop.history(user), scores);
        return scores[shop.items().names().indexOf(item)];
    }

    @Test
    void what_followed_the_last_session_is_likely() {
        Dataset shop = shop();
        MarkovTrainer trainer = new MarkovTrainer(1, 9);
        // active days: x 4, y 2, z 1, w 1 of 8; counts x -> y 1.5, x -> z .5, out of x 2
        assertThat(of(shop, trainer, 2, "y")).isCloseTo((1.5f + 2 / 8f) / 3, within(1e-6f));
        assertThat(of(shop, trainer, 2, "z")).isCloseTo((.5f + 1 / 8f) / 3, within(1e-6f));
        assertThat(of(shop, trainer, 2, "x")).isCloseTo(4 / 8f / 3, within(1e-6f));
    }

    @Test
    void items_of_one_session_are_averaged_and_one_that_nothing_followed_gives_popularity() {
        Dataset shop = shop();
        float fromX = (1.5f + 2 / 8f) / 3;
        assertThat(of(shop, new MarkovTrainer(1, 9), 3, "y")).isCloseTo((fromX + 2 / 8f) / 2, within(1e-6f));
    }

    @Test
    void without_a_session_popularity_remains() {
        Dataset shop = shop();
        assertThat(of(shop, new MarkovTrainer(1, 9), 4, "x")).isCloseTo(4 / 8f, within(1e-6f));
    }

    @Test
    void what_weaker_successors_had_goes_to_popularity() {
        Dataset shop = shop();
        assertThat(of(shop, new MarkovTrainer(1, 1), 2, "z")).isCloseTo((.5f + 1) * 1 / 8f / 3, within(1e-6f));
    }

    /** Visits of one day each, by visitors who never come back: x then y, three times, and once z. */
    @Test
    void where_users_are_visits_what_followed_within_a_visit_is_likely() {
        TestShop visits = new TestShop().buys("other", "z", 0);
        for (int visit = 0; visit < 3; visit++) {
            visits.buys("v" + visit, "x", visit).buys("v" + visit, "y", visit + .1);
        }
        Dataset shop = visits.buys("me", "z", 5).buys("me", "x", 5.1).dataset();
        MarkovTrainer trainer = new MarkovTrainer(1, 9);
        int me = shop.userCount() - 1;
        // active days: x 4, y 3, z 2 of 9; counts x -> y 3, out of x 3, and x alone is the last moment
        assertThat(of(shop, trainer, me, "y")).isCloseTo((3 + 3 / 9f) / 4, within(1e-6f));
        assertThat(of(shop, trainer, me, "z")).isCloseTo(2 / 9f / 4, within(1e-6f));
    }
}
