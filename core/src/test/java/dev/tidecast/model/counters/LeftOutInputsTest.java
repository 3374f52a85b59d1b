package dev.tidecast.model.counters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidecast.event.Behaviour;
import dev.tidecast.model.CholeskyInverse;
import dev.tidecast.model.TestShop;
import dev.tidecast.model.counters.CounterSettings.Input;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Inputs that are left out so that their worth can be seen. */
class LeftOutInputsTest {
    private static final Target TARGET = new Target(Behaviour.PURCHASE, 14);
    private static final Dataset SHOP = TestShop.random(7, 60, 12, 120).dataset();

    @TempDir
    private Path folder;

    private static WeightedCounters without(Set<Input> inputs) {
        return new WeightedCountersTrainer(new CholeskyInverse(), tuned -> tuned.without(inputs)).fit(SHOP, TARGET);
    }

    private static float[] scores(WeightedCounters model) {
        float[] scores = new float[SHOP.itemCount()];
        model.scorer(SHOP).score(SHOP.history(0), scores);
        return scores;
    }

    @Test
    void an_input_that_is_left_out_has_no_weight() {
        double[] all = without(Set.of()).logits().weights();
        double[] some = without(Set.of(Input.WEEK, Input.COUNTS)).logits().weights();
        assertThat(all[1]).isNotZero();
        assertThat(some[1]).isZero();
        int firstOwn = Trends.dense(without(Set.of()).settings());
        assertThat(all[firstOwn]).isNotZero();
        assertThat(some[firstOwn]).isZero();
        assertThat(some[2]).isNotZero();
    }

    @Test
    void a_model_read_back_leaves_out_the_same() throws IOException {
        WeightedCounters model = without(Set.of(Input.MONTH));
        assertThat(scores(model)).isNotEqualTo(scores(without(Set.of())));
        model.save(folder);
        assertThat(scores(WeightedCounters.load(folder))).isEqualTo(scores(model));
    }
}
