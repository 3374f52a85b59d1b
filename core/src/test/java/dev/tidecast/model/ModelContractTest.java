package dev.tidecast.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidecast.evaluate.LeakCheck;
import dev.tidecast.event.Behaviour;
import dev.tidecast.model.activity.ActivityModel;
import dev.tidecast.model.activity.LogisticRegressionTrainer;
import dev.tidecast.model.lifetime.Lifetime;
import dev.tidecast.model.lifetime.LifetimeTrainer;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.History;
import dev.tidecast.sequence.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every model promises. */
class ModelContractTest {
    private static final long SEED = 7;
    private static final Target TARGET = new Target(Behaviour.PURCHASE, 14);
    private static final long CUT = TestShop.START + 60 * TestShop.DAY + 3_601;

    private final Dataset whole = TestShop.random(SEED, 60, 40, 100).dataset();
    private final Dataset visible = whole.asOf(CUT);

    static Stream<Trainer> trainers() {
        return Stream.concat(
                Baselines.standard(new CholeskyInverse()).stream(),
                Stream.of(
                        new EaseTrainer(10, Double.POSITIVE_INFINITY, 5, new CholeskyInverse()),
                        new LifetimeTrainer(),
                        LogisticRegressionTrainer.standard()));
    }

    private static Model load(String name, Path folder) throws IOException {
        return switch (name) {
            case Lifetime.NAME -> Lifetime.load(folder);
            case ActivityModel.NAME -> ActivityModel.load(folder);
            default -> Baselines.load(folder);
        };
    }

    private static float[][] scores(Model model, Dataset visible) {
        Scorer scorer = model.scorer(visible);
        float[][] scores = new float[visible.userCount()][visible.itemCount()];
        for (int user = 0; user < scores.length; user++) {
            java.util.Arrays.fill(scores[user], Float.NaN);
            scorer.score(visible.history(user), scores[user]);
            if (scorer instanceof ProbabilityScorer teller
                    && !visible.history(user).isEmpty()) {
                scores[user] = told(teller, visible.history(user), scores[user]);
            }
        }
        return scores;
    }

    /** The scores and, behind them, the probabilities. */
    private static float[] told(ProbabilityScorer teller, History history, float[] scores) {
        double any = teller.anyInWindow(history);
        double active = teller.activeInWindow(history);
        assertThat(any).isBetween(0.0, 1.0);
        assertThat(active).isBetween(0.0, 1.0);
        if (!teller.ranks()) {
            assertThat(scores).containsOnly(0);
        }
        float[] all = java.util.Arrays.copyOf(scores, scores.length + 2);
        all[scores.length] = (float) any;
        all[scores.length + 1] = (float) active;
        return all;
    }

    @ParameterizedTest
    @MethodSource("trainers")
    void scores_are_finite_and_not_all_alike(Trainer trainer) {
        assertThat(visible.itemCount()).isLessThan(whole.itemCount() + 1);
        for (float[] row : scores(trainer.fit(visible, TARGET), visible)) {
            for (float score : row) {
                assertThat(score).isFinite();
            }
            assertThat(IntStream.range(0, row.length)
                            .mapToObj(i -> row[i])
                            .distinct()
                            .count())
                    .isGreaterThan(0);
        }
    }

    @ParameterizedTest
    @MethodSource("trainers")
    void two_fits_score_alike(Trainer trainer) {
        float[][] first = scores(trainer.fit(visible, TARGET), visible);
        assertThat(scores(trainer.fit(visible, TARGET), visible)).isDeepEqualTo(first);
    }

    @ParameterizedTest
    @MethodSource("trainers")
    void saved_and_loaded_it_scores_alike_also_later(Trainer trainer, @TempDir Path folder) throws IOException {
        Model model = trainer.fit(visible, TARGET);
        model.save(folder);
        Model loaded = load(trainer.name(), folder);
        assertThat(loaded.name()).isEqualTo(trainer.name());
        Dataset later = whole.asOf(CUT + 20 * TestShop.DAY);
        assertThat(scores(loaded, visible)).isDeepEqualTo(scores(model, visible));
        assertThat(scores(loaded, later)).isDeepEqualTo(scores(model, later));
    }

    @ParameterizedTest
    @MethodSource("trainers")
    void nothing_after_the_cut_is_seen(Trainer trainer) {
        assertThat(LeakCheck.leak(trainer, whole, CUT, TARGET)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("trainers")
    void an_empty_history_is_scored(Trainer trainer) {
        float[] scores = new float[visible.itemCount()];
        trainer.fit(visible, TARGET).scorer(visible).score(visible.history(0).asOf(TestShop.START - 1), scores);
        for (float score : scores) {
            assertThat(score).isFinite();
        }
    }

    @ParameterizedTest
    @MethodSource("trainers")
    void a_log_of_one_purchase_is_enough_or_refused_with_a_reason(Trainer trainer) {
        Dataset tiny = new TestShop().buys("a", "x", 0).dataset();
        if (trainer.name().equals(ActivityModel.NAME)) {
            assertThatThrownBy(() -> trainer.fit(tiny, TARGET))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("longer log");
            return;
        }
        assertThat(scores(trainer.fit(tiny, TARGET), tiny)[0]).hasSizeBetween(1, 3);
    }

    @ParameterizedTest
    @MethodSource("trainers")
    void scorers_of_several_threads_do_not_disturb_each_other(Trainer trainer) throws Exception {
        Model model = trainer.fit(visible, TARGET);
        float[][] alone = scores(model, visible);
        try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
            List<Future<float[][]>> together = IntStream.range(0, 8)
                    .mapToObj(i -> pool.submit(() -> scores(model, visible)))
                    .toList();
            for (Future<float[][]> each : together) {
                assertThat(each.get()).isDeepEqualTo(alone);
            }
        }
    }
}
