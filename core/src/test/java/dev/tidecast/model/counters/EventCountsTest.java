package dev.tidecast.model.counters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tidecast.event.Behaviour;
import dev.tidecast.model.CholeskyInverse;
import dev.tidecast.model.TestShop;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.Interactions;
import dev.tidecast.sequence.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs in which looking ten times on a day tells more than looking once. */
class EventCountsTest {
    private static final Target TARGET = new Target(Behaviour.PURCHASE, 14);

    @TempDir
    private Path folder;

    /** Each user looks at two items on the same days, often at the one that is bought a week later. */
    private static Dataset shop() {
        TestShop shop = new TestShop();
        for (int user = 0; user < 40; user++) {
            for (int visit = 0; visit < 5; visit++) {
                double day = user % 7 + visit * 20;
                String bought = "i" + (user + visit) % 9;
                view(shop, "u" + user, bought, day, 6);
                view(shop, "u" + user, "i" + (user + visit + 4) % 9, day, 1);
                shop.buys("u" + user, bought, day + 7);
            }
        }
        view(shop, "shopper", "i1", 110, 1);
        view(shop, "shopper", "i2", 110, 6);
        view(shop, "shopper", "i3", 110, 1);
        return shop.dataset();
    }

    private static void view(TestShop shop, String user, String item, double day, int times) {
        for (int k = 0; k < times; k++) {
            long time = TestShop.START + Math.round(day * TestShop.DAY) + 60L * k;
            shop.add(user, item, Behaviour.VIEW, time, Interactions.NEVER);
        }
    }

    private static float[] scores(WeightedCounters model, Dataset shop) {
        float[] scores = new float[shop.itemCount()];
        model.scorer(shop).score(shop.history(shop.users().indexOf("shopper")), scores);
        return scores;
    }

    @Test
    void whatWasLookedAtOftenOnADayIsLikelierThanWhatWasLookedAtOnce() throws IOException {
        Dataset shop = shop();
        WeightedCounters model = new WeightedCountersTrainer(new CholeskyInverse()).fit(shop, TARGET);
        assertThat(model.settings().events()).isTrue();
        float[] scores = scores(model, shop);
        int often = shop.items().names().indexOf("i2");
        assertThat(scores[often])
                .isGreaterThan(scores[shop.items().names().indexOf("i1")])
                .isGreaterThan(scores[shop.items().names().indexOf("i3")]);
        model.save(folder);
        assertThat(scores(WeightedCounters.load(folder), shop)).isEqualTo(scores);
    }

    @Test
    void weightsOfAnotherFormAreRefused() throws IOException {
        CounterSettings settings = CounterSettings.of(List.of(Behaviour.VIEW)).withEventsOfADay();
        CounterLogits few = new CounterLogits(new double[2 * Trends.dense(settings) + 9]);
        Support support = Support.fit(shop(), settings, new CholeskyInverse());
        new WeightedCounters(TARGET, settings, few, support).save(folder);
        assertThatThrownBy(() -> WeightedCounters.load(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("holds 17 weights of counting, its settings ask for 18: train it again");
    }

    @Test
    void interestIsWhatAllEventsTellTogether() {
        CounterSettings settings =
                CounterSettings.of(List.of(Behaviour.VIEW, Behaviour.CART)).withEventsOfADay();
        TestShop shop = new TestShop();
        view(shop, "u", "x", 0, 2);
        shop.add("u", "x", Behaviour.CART, TestShop.START, Interactions.NEVER);
        Dataset dataset = shop.buys("later", "y", 14).dataset();
        OwnItems own = new OwnItems(settings, 2).count(dataset.history(0));
        assertThat(own.interest(0)).isCloseTo((2 * .3 + 1) / 2, within(1e-4)); // halved by 14 days
    }
}
