package dev.tidecast.model.counters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidecast.evaluate.ModelPromise;
import dev.tidecast.event.Behaviour;
import dev.tidecast.model.CholeskyInverse;
import dev.tidecast.model.TestShop;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.Target;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Items that lend to those of the same title. */
class TitlesInCountingTest {
    private static final Target TARGET = new Target(Behaviour.PURCHASE, 14);
    private static final long CUT = TestShop.START + 60 * TestShop.DAY + 3_601;
    private static final Dataset SHOP = TestShop.random(7, 60, 40, 100)
            .titled(code -> "red lamp number" + code.charAt(code.length() - 1))
            .dataset();

    @TempDir
    private Path room;

    private static WeightedCountersTrainer worth(double titles) {
        return new WeightedCountersTrainer(new CholeskyInverse(), tuned -> tuned.withTitles(titles));
    }

    /** Among them that it scores alike where the log ends at the cut. */
    @ParameterizedTest
    @EnumSource
    void a_promise_is_kept_with_titles(ModelPromise promise) throws Exception {
        promise.check(new ModelPromise.Case(worth(1), WeightedCounters::load, SHOP, CUT, TARGET, room));
    }

    @Test
    void titles_move_the_scores() {
        Dataset visible = SHOP.asOf(CUT);
        assertThat(scores(1, visible)).isNotEqualTo(scores(0, visible));
    }

    private static float[] scores(double titles, Dataset visible) {
        float[] scores = new float[visible.itemCount()];
        worth(titles).fit(visible, TARGET).scorer(visible).score(visible.history(0), scores);
        return scores;
    }
}
