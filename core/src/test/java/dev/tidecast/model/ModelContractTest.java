package dev.tidecast.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidecast.evaluate.ModelPromise;
import dev.tidecast.event.Behaviour;
import dev.tidecast.model.counters.WeightedCounters;
import dev.tidecast.model.counters.WeightedCountersTrainer;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
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
                Stream.of(new EaseTrainer(10, Double.POSITIVE_INFINITY, 5, new CholeskyInverse())));
    }

    static Stream<Arguments> promises() {
        return Stream.concat(baselines(), Stream.of(new WeightedCountersTrainer(new CholeskyInverse())))
                .flatMap(trainer -> Stream.of(ModelPromise.values())
                        .map(promise -> Arguments.of(trainer.name(), trainer, promise)));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("promises")
    void a_promise_is_kept(String name, Trainer trainer, ModelPromise promise) throws Exception {
        promise.check(new ModelPromise.Case(trainer, ModelContractTest::read, whole, CUT, TARGET, room));
    }

    private static Model read(Path folder) throws IOException {
        return WeightedCounters.isSavedIn(folder) ? WeightedCounters.load(folder) : Baselines.load(folder);
    }

    @ParameterizedTest
    @MethodSource("baselines")
    void a_log_of_one_purchase_is_enough(Trainer trainer) {
        Dataset tiny = new TestShop().buys("a", "x", 0).dataset();
        float[] scores = {Float.NaN};
        trainer.fit(tiny, TARGET).scorer(tiny).score(tiny.history(0), scores);
        assertThat(scores[0]).isFinite();
    }
}
