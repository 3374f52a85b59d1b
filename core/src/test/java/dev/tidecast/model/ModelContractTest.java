package dev.tidecast.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidecast.evaluate.ModelPromise;
import dev.tidecast.event.Behaviour;
import dev.tidecast.model.activity.ActivityModel;
import dev.tidecast.model.activity.LogisticRegressionTrainer;
import dev.tidecast.model.counters.WeightedCounters;
import dev.tidecast.model.counters.WeightedCountersTrainer;
import dev.tidecast.model.lifetime.Lifetime;
import dev.tidecast.model.lifetime.LifetimeTrainer;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.Target;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every model promises. */
class ModelContractTest {
    private static final long SEED = 7;
    private static final Target TARGET = new Target(Behaviour.PURCHASE, 14);
    private static final long CUT = TestShop.START + 60 * TestShop.DAY + 3_601;

    private final Dataset whole = TestShop.random(SEED, 60, 40, 100).dataset();

    @TempDir
    private Path room;

    static Stream<Trainer> baselines() {
        return Stream.concat(
                Baselines.standard(new CholeskyInverse()).stream(),
                Stream.of(new EaseTrainer(
                        10, Double.POSITIVE_INFINITY, new CoOccurrence.Kept(5, true), new CholeskyInverse())));
    }

    static Stream<Arguments> promises() {
        return Stream.concat(
                        baselines(),
                        Stream.of(
                                new WeightedFrequencyTrainer(30),
                                new WeightedCountersTrainer(new CholeskyInverse()),
                                new LifetimeTrainer(),
                                LogisticRegressionTrainer.standard()))
                .flatMap(trainer -> Stream.of(ModelPromise.values())
                        .map(promise -> Arguments.of(trainer.name(), trainer, promise)));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("promises")
    void a_promise_is_kept(String name, Trainer trainer, ModelPromise promise) throws Exception {
        ModelPromise.Reader reader = switch (name) {
            case WeightedCounters.NAME -> WeightedCounters::load;
            case Lifetime.NAME -> Lifetime::load;
            case ActivityModel.NAME -> ActivityModel::load;
            default -> Baselines::load;
        };
        promise.check(new ModelPromise.Case(trainer, reader, whole, CUT, TARGET, room));
    }

    @ParameterizedTest
    @MethodSource("baselines")
    void a_log_of_one_purchase_is_enough(Trainer trainer) {
        Dataset tiny = new TestShop().buys("a", "x", 0).dataset();
        float[] scores = {Float.NaN};
        trainer.fit(tiny, TARGET).scorer(tiny).score(tiny.history(0), scores);
        assertThat(scores[0]).isFinite();
    }

    @Test
    void a_log_that_is_too_short_for_anchors_is_refused_with_a_reason() {
        Dataset tiny = new TestShop().buys("a", "x", 0).dataset();
        assertThatThrownBy(() -> LogisticRegressionTrainer.standard().fit(tiny, TARGET))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("longer log");
        assertThat(new LifetimeTrainer().fit(tiny, TARGET).name()).isEqualTo("bg-nbd");
    }
}
