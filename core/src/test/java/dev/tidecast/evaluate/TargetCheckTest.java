package dev.tidecast.evaluate;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidecast.event.Behaviour;
import dev.tidecast.model.TestShop;
import dev.tidecast.sequence.Dataset;
import org.junit.jupiter.api.Test;

class TargetCheckTest {
    @Test
    void a_log_without_the_behaviour_that_is_judged_says_what_it_has() {
        Dataset shop = new TestShop().buys("u", "a", 1).buys("u", "b", 2).dataset();
        assertThatCode(() -> TargetCheck.require(shop, Behaviour.PURCHASE)).doesNotThrowAnyException();
        assertThatThrownBy(() -> TargetCheck.require(shop, Behaviour.VIEW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(
                        "tells no view, which the recipe is about; it tells purchase (2). Name one of these");
    }
}
