package dev.tidecast.model.counters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidecast.event.Behaviour;
import dev.tidecast.model.CholeskyInverse;
import dev.tidecast.model.Popularity;
import dev.tidecast.model.TestShop;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.Target;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Shops whose customers take what is new. */
class NewnessTest {
    private static final Target TARGET = new Target(Behaviour.PURCHASE, 14);
    private static final Dataset SHOP = shop();

    /** A new item every other day, which is taken about as often in its first 40 days as by then an old one was in all. */
    private static Dataset shop() {
        Random random = new Random(5);
        TestShop shop = new TestShop();
        for (int user = 0; user < 50; user++) {
            for (double day = random.nextInt(9); day < 300; day += 3 + random.nextInt(6)) {
                int newest = (int) day / 2;
                int old = random.nextInt(1 + newest);
                int young = Math.max(0, newest - random.nextInt(20));
                shop.buys("u" + user, "i" + (random.nextInt(4) == 0 ? old : young), day);
            }
        }
        return shop.dataset();
    }

    private static WeightedCounters fit(Set<CounterSettings.Input> without) {
        return new WeightedCountersTrainer(
                        new CholeskyInverse(), tuned -> tuned.withNewness(true).without(without))
                .fit(SHOP, TARGET);
    }

    @Test
    void it_halves_every_120_days_since_the_item_was_first_seen() {
        CounterSettings settings =
                CounterSettings.of(List.of(Behaviour.PURCHASE)).withNewness(true);
        Popularity popularity = Popularity.of(SHOP, Behaviour.PURCHASE);
        long asOf = SHOP.items().firstSeen().get(3) + 240 * TestShop.DAY;
        float[] newness =
                new Trends(settings, SHOP, popularity, TARGET).at(asOf, 4).newness();
        assertThat(newness).hasSize(4);
        assertThat(newness[3]).isCloseTo(.25f, within(1e-6f));
    }

    @Test
    void it_has_a_positive_weight_where_new_items_are_taken() {
        WeightedCounters model = fit(Set.of());
        assertThat(model.settings().newness()).isTrue();
        assertThat(model.logits().weights()[5]).isPositive();
        assertThat(fit(Set.of(CounterSettings.Input.NEWNESS)).logits().weights()[5])
                .isZero();
    }

    @Test
    void a_log_that_does_not_reach_back_far_enough_tells_no_age() {
        Dataset first = SHOP.asOf(SHOP.firstTime() + 239 * TestShop.DAY);
        assertThat(new WeightedCountersTrainer(new CholeskyInverse())
                        .settings(first)
                        .newness())
                .isFalse();
    }

    @Test
    void trends_read_nothing_after_their_instant() {
        CounterSettings settings =
                CounterSettings.of(List.of(Behaviour.PURCHASE)).withNewness(true);
        long asOf = SHOP.asOf() - 40 * TestShop.DAY;
        Dataset before = SHOP.asOf(asOf);
        CounterRow.Trend late = new Trends(settings, SHOP, Popularity.of(SHOP, Behaviour.PURCHASE), TARGET)
                .at(asOf, before.itemCount());
        CounterRow.Trend early = new Trends(settings, before, Popularity.of(before, Behaviour.PURCHASE), TARGET)
                .at(asOf, before.itemCount());
        IntStream.range(0, early.features().length)
                .forEach(d -> assertThat(late.features()[d]).as("feature " + d).isEqualTo(early.features()[d]));
        assertThat(late.newness()).isEqualTo(early.newness());
    }
}
