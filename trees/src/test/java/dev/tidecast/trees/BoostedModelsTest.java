package dev.tidecast.trees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidecast.evaluate.ModelPromise;
import dev.tidecast.event.Behaviour;
import dev.tidecast.model.Model;
import dev.tidecast.model.ProbabilityScorer;
import dev.tidecast.model.Scorer;
import dev.tidecast.model.Trainer;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every model promises, for those of this module. */
class BoostedModelsTest {
    private static final long SEED = 5;
    private static final Target TARGET = new Target(Behaviour.PURCHASE, 14);
    private static final long CUT = 200 * Shops.DAY;

    private final Dataset whole = Shops.regulars(SEED);
    private final Dataset visible = whole.asOf(CUT);

    private static Trainer trainer(String name) {
        BoostSettings few = new BoostSettings(20, 4, .2, 2, .8, .8, SEED, 1); // tiny: threads would only wait
        return name.equals(BoostedTrees.NAME)
                ? new BoostedTreesTrainer(few, 6)
                : new BoostedRankerTrainer(few, 3, 1, 5, 10, .5);
    }

    private static Model load(String name, Path folder) throws IOException {
        return name.equals(BoostedTrees.NAME) ? BoostedTrees.load(folder) : BoostedRanker.load(folder);
    }

    static Stream<Arguments> promises() {
        return Stream.of(BoostedTrees.NAME, BoostedRanker.NAME)
                .flatMap(name -> Stream.of(ModelPromise.values()).map(promise -> Arguments.of(name, promise)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("promises")
    void a_promise_is_kept(String name, ModelPromise promise, @TempDir Path room) throws Exception {
        ModelPromise.Reader reader = folder -> load(name, folder);
        promise.check(new ModelPromise.Case(trainer(name), reader, whole, CUT, TARGET, room));
    }

    @ParameterizedTest
    @ValueSource(strings = {BoostedTrees.NAME, BoostedRanker.NAME})
    void a_log_that_is_too_short_is_refused_with_a_reason(String name) {
        assertThatThrownBy(() -> trainer(name).fit(Shops.single(), TARGET))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("longer log");
    }

    @Test
    void who_left_is_unlikely_and_who_comes_often_is_likely() {
        ProbabilityScorer teller = (ProbabilityScorer)
                trainer(BoostedTrees.NAME).fit(visible, TARGET).scorer(visible);
        assertThat(teller.ranks()).isFalse();
        assertThat(teller.anyInWindow(visible.history(userOf("u0")))).isGreaterThan(.7);
        assertThat(teller.anyInWindow(visible.history(userOf("u1")))).isLessThan(.3);
        assertThat(teller.activeInWindow(visible.history(userOf("u0"))))
                .isGreaterThanOrEqualTo(teller.anyInWindow(visible.history(userOf("u0"))));
    }

    @Test
    void own_items_come_first_and_those_beyond_the_candidates_last() {
        Scorer scorer = trainer(BoostedRanker.NAME).fit(visible, TARGET).scorer(visible);
        float[] scores = new float[visible.itemCount()];
        scorer.score(visible.history(userOf("u2")), scores);
        int own = visible.items().names().indexOf("i14"); // user 2 comes back to 14, 15, 16
        float ofOwn = scores[own];
        int better = 0;
        for (float score : scores) {
            better += score > ofOwn ? 1 : 0;
        }
        assertThat(better).isLessThan(5);
        Arrays.sort(scores);
        assertThat(scores[0]).as("an item that is no candidate").isLessThan(1e-8f);
    }

    private int userOf(String name) {
        return visible.users().indexOf(name);
    }
}
