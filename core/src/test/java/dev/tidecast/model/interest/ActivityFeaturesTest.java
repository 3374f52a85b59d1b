package dev.tidecast.model.interest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidecast.event.Behaviour;
import dev.tidecast.model.TestShop;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.History;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ActivityFeaturesTest {
    private static final List<Behaviour> PURCHASES = List.of(Behaviour.PURCHASE);

    @Test
    void what_was_spent_stands_behind_what_laws_without_prices_know() {
        Dataset log = new TestShop()
                .pays("a", "x", TestShop.START, 30)
                .pays("a", "y", TestShop.START + 100 * TestShop.DAY, 10)
                .dataset();
        History history = log.history(0);
        double[] priced = new ActivityFeatures(PURCHASES, 30, true).of(history);
        double[] unpriced = new ActivityFeatures(PURCHASES, 30, false).of(history);
        assertThat(Arrays.copyOf(priced, unpriced.length)).containsExactly(unpriced);
        double[] spent = Arrays.copyOfRange(priced, unpriced.length, priced.length);
        assertThat(spent).containsExactly(new double[] {Math.log(41), Math.log(11), Math.log(21)}, within(1e-9));
    }

    @Test
    void a_law_says_by_its_size_what_it_knows() {
        int size = new ActivityFeatures(PURCHASES, 30, false).size();
        assertThat(ActivityFeatures.of(PURCHASES, 30, size).size()).isEqualTo(size);
        assertThat(ActivityFeatures.of(PURCHASES, 30, size + 3).size()).isEqualTo(size + 3);
    }
}
