package dev.tidecast.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tidecast.event.Behaviour;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.Interactions;
import dev.tidecast.sequence.Target;
import org.junit.jupiter.api.Test;

class WeightedFrequencyTest {
    private static final Target TARGET = new Target(Behaviour.PURCHASE, 30);

    private static TestShop at(TestShop shop, String item, Behaviour behaviour, double days) {
        return shop.add("me", item, behaviour, TestShop.START + Math.round(days * TestShop.DAY), Interactions.NEVER);
    }

    @Test
    void behaviours_weigh_by_what_they_say_and_days_count_once() {
        TestShop shop = new TestShop().buys("me", "x", 0);
        at(shop, "x", Behaviour.CART, 30);
        at(shop, "y", Behaviour.VIEW, 30);
        at(shop, "y", Behaviour.VIEW, 30.1);
        at(shop, "z", Behaviour.FAVOURITE, 60);
        at(shop, "w", Behaviour.IMPRESSION, 60);
        Dataset log = shop.dataset();
        float[] scores = new float[log.itemCount()];
        new WeightedFrequencyTrainer(30).fit(log, TARGET).scorer(log).score(log.history(0), scores);
        assertThat(of(log, scores, "x")).isCloseTo(4 / 4f + 3 / 2f, within(1e-4f));
        assertThat(of(log, scores, "y")).isCloseTo(1 / 2f, within(1e-4f));
        assertThat(of(log, scores, "z")).isCloseTo(2, within(1e-4f));
        assertThat(of(log, scores, "w")).isZero();
    }

    private static float of(Dataset log, float[] scores, String item) {
        return scores[log.items().names().indexOf(item)];
    }

    @Test
    void a_log_of_one_behaviour_is_left_to_personal_frequency() {
        Dataset log = new TestShop().buys("me", "x", 0).dataset();
        assertThatThrownBy(() -> new WeightedFrequencyTrainer(30).fit(log, TARGET))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("personal-frequency ranks the same");
    }
}
