package dev.tidecast.trees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidecast.evaluate.LeakCheck;
import dev.tidecast.event.Behaviour;
import dev.tidecast.model.Model;
import dev.tidecast.model.ProbabilityScorer;
import dev.tidecast.model.Scorer;
import dev.tidecast.model.Trainer;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.History;
import dev.tidecast.sequence.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every model promises, for those of this module. */
class BoostedModelsTest {
    private static final long SEED = 5;
    private static final Target TARGET = new Target(Behaviour.PURCHASE, 14);
    private static final long CUT = 200 * Shops.DAY;

    private final Dataset whole = Shops.regulars(SEED);
    private final Dataset visible = whole.asOf(CUT);

    private static Trainer trainer(String name) {
        BoostSettings few = new BoostSettings(40, 4, .1, 2, .8, .8, SEED, 2);
        return name.equals(BoostedTrees.NAME)
                ? new BoostedTreesTrainer(few, 8)
                : new BoostedRankerTrainer(few, 4, 1, 5, 10, .5);
    }

    private static Model load(String name, Path folder) throws IOException {
        return name.equals(BoostedTrees.NAME) ? BoostedTrees.load(folder) : BoostedRanker.load(folder);
    }

    /** Scores and, behind them, probabilities. */
    private static float[][] told(Model model, Dataset visible) {
        Scorer scorer = model.scorer(visible);
        float[][] told = new float[visible.userCount()][visible.itemCount() + 2];
        for (int user = 0; user < told.length; user++) {
            History history = visible.history(user);
            float[] scores = new float[visible.itemCount()];
            scorer.score(history, scores);
            System.arraycopy(scores, 0, told[user], 0, scores.length);
            if (scorer instanceof ProbabilityScorer teller) {
                told[user][scores.length] = (float) teller.anyInWindow(history);
                told[user][scores.length + 1] = (float) teller.activeInWindow(history);
            }
        }
        return told;
    }

    @ParameterizedTest
    @ValueSource(strings = {BoostedTrees.NAME, BoostedRanker.NAME})
    void two_fits_and_a_stored_one_tell_the_same_also_later(String name, @TempDir Path folder) throws IOException {
        Model model = trainer(name).fit(visible, TARGET);
        model.save(folder);
        float[][] told = told(model, visible);
        for (float[] row : told) {
            for (float value : row) {
                assertThat(value).isFinite();
            }
        }
        assertThat(told(trainer(name).fit(visible, TARGET), visible)).isDeepEqualTo(told);
        Model loaded = load(name, folder);
        assertThat(loaded.name()).isEqualTo(name);
        assertThat(told(loaded, visible)).isDeepEqualTo(told);
        Dataset later = whole.asOf(CUT + 20 * Shops.DAY);
        assertThat(told(loaded, later)).isDeepEqualTo(told(model, later));
    }

    @ParameterizedTest
    @ValueSource(strings = {BoostedTrees.NAME, BoostedRanker.NAME})
    void nothing_after_the_cut_is_seen(String name) {
        assertThat(LeakCheck.leak(trainer(name), whole, CUT, TARGET)).isEmpty();
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
