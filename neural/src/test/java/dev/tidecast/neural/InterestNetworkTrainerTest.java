package dev.tidecast.neural;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidecast.event.Behaviour;
import dev.tidecast.model.Recipe;
import dev.tidecast.model.Scorer;
import dev.tidecast.model.interest.InterestNetwork;
import dev.tidecast.progress.Progress;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.DatasetBuilder;
import dev.tidecast.sequence.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterestNetworkTrainerTest {
    private static final long DAY = 86_400;
    private static final int USERS = 60;
    private static final int ITEMS = 30;
    private static final Target TARGET = new Target(Behaviour.PURCHASE, 14);

    @TempDir
    private Path folder;

    /** Users who come back to a few items of their own, and now and then try another; seed 7. */
    private static Dataset shop() {
        SplittableRandom random = new SplittableRandom(7);
        DatasetBuilder builder = new DatasetBuilder();
        for (int user = 0; user < USERS; user++) {
            for (long day = random.nextInt(10); day < 200; day += 3 + random.nextInt(14)) {
                int own = (user * 7 + random.nextInt(3)) % ITEMS;
                int item = random.nextInt(4) == 0 ? random.nextInt(ITEMS) : own;
                builder.add(user, item, Behaviour.PURCHASE.ordinal(), day * DAY + 36_000, 1, 2, -1, -1);
            }
        }
        List<String> names =
                IntStream.range(0, ITEMS).mapToObj(item -> "i" + item).toList();
        List<String> none = Collections.nCopies(ITEMS, "");
        return builder.build(
                "shop",
                ZoneOffset.UTC,
                true,
                IntStream.range(0, USERS).mapToObj(user -> "u" + user).toList(),
                new DatasetBuilder.ItemTexts(names, none, none, none),
                List.of());
    }

    private static InterestNetwork network(Dataset shop) {
        NetworkSettings settings = new NetworkSettings(
                Recipe.Trunk.LSTM, 1, 2, 8, 8, .1, 2, Optimizer.AdamSettings.adam(.001), 1, 50, 4, 6, 3, 2, 1, 2);
        return new InterestNetworkTrainer(settings, Progress.silent()).fit(shop, TARGET);
    }

    private static float[] scores(Scorer scorer, Dataset shop, int user) {
        float[] scores = new float[shop.itemCount()];
        scorer.score(shop.history(user), scores);
        return scores;
    }

    @Test
    void withBothScalesAtZeroItScoresExactlyAsWeightedCounters() {
        Dataset shop = shop();
        InterestNetwork trained = network(shop);
        InterestNetwork start = new InterestNetwork(
                trained.counters(), trained.repeat(), 0, trained.explore(), 0, trained.law(), trained.stages());
        for (int user = 0; user < USERS; user++) {
            assertThat(scores(start.scorer(shop), shop, user))
                    .isEqualTo(scores(trained.counters().scorer(shop), shop, user));
        }
    }

    @Test
    void savedAndLoadedItGivesTheSameScores() throws IOException {
        Dataset shop = shop();
        InterestNetwork trained = network(shop);
        trained.save(folder);
        InterestNetwork loaded = InterestNetwork.load(folder);
        for (int user = 0; user < USERS; user++) {
            assertThat(scores(loaded.scorer(shop), shop, user)).isEqualTo(scores(trained.scorer(shop), shop, user));
        }
        assertThat(loaded.law().of(new double[8]).probability(2, 1))
                .isEqualTo(trained.law().of(new double[8]).probability(2, 1));
    }

    @Test
    void probabilitiesGrowWithTheHorizonAndWithTheShare() {
        Dataset shop = shop();
        var law = network(shop).law();
        var intensity = law.of(new double[] {1, 3, 2, 1, 2, 2, 1, 2});
        assertThat(law.bins()).containsExactly(1, 7, 14);
        assertThat(intensity.probability(1, 1)).isLessThan(intensity.probability(2, 1));
        assertThat(intensity.probability(2, 1)).isLessThan(intensity.probability(3, 1));
        assertThat(intensity.probability(3, .2)).isLessThan(intensity.probability(3, 1));
        assertThat(intensity.expected(3, .2) * 5)
                .isCloseTo(intensity.expected(3, 1), org.assertj.core.data.Offset.offset(1e-9));
    }
}
