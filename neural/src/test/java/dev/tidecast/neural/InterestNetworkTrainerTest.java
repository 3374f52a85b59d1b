package dev.tidecast.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidecast.evaluate.ModelPromise;
import dev.tidecast.event.Behaviour;
import dev.tidecast.model.Compute;
import dev.tidecast.model.Model;
import dev.tidecast.model.ProbabilityScorer;
import dev.tidecast.model.Recipe;
import dev.tidecast.model.Scorer;
import dev.tidecast.model.Trainer;
import dev.tidecast.model.WindowRecipe;
import dev.tidecast.model.content.ContentSource;
import dev.tidecast.model.counters.WeightedCountersTrainer;
import dev.tidecast.model.inference.TrunkShape;
import dev.tidecast.model.interest.ExploreTerm;
import dev.tidecast.model.interest.InterestNetwork;
import dev.tidecast.model.words.PlainTokeniser;
import dev.tidecast.progress.Progress;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.DatasetBuilder;
import dev.tidecast.sequence.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InterestNetworkTrainerTest {
    private static final long DAY = 86_400;
    private static final int USERS = 60;
    private static final int ITEMS = 30;
    private static final Target TARGET = new Target(Behaviour.PURCHASE, 14);

    private static final NetworkSettings SMALL = new NetworkSettings(
            TrunkShape.recurrent(Recipe.Trunk.LSTM, 8, 8, 2),
            .1,
            2,
            Optimizer.AdamSettings.adam(.001),
            1,
            50,
            4,
            6,
            3,
            2,
            ContentSource.none(),
            StepContent.Source.none(),
            WindowRecipe.standard(),
            Compute.standard(),
            1,
            2);

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

    /** The shop and its network, trained once for all tests that only read it. */
    private static final class Trained {
        static final Dataset SHOP = shop();
        static final InterestNetwork NETWORK =
                (InterestNetwork) new InterestNetworkTrainer(SMALL, Progress.silent()).fit(SHOP, TARGET);
    }

    private static WeightedCountersTrainer counting() {
        EaseSolver solver = new EaseSolver(NativeRuntime.start(2));
        return new WeightedCountersTrainer(solver, tuned -> tuned.withAnchors(SMALL.anchors()));
    }

    private static float[] scores(Scorer scorer, Dataset shop, int user) {
        float[] scores = new float[shop.itemCount()];
        scorer.score(shop.history(user), scores);
        return scores;
    }

    @Test
    void withBothScalesAtZeroItScoresExactlyAsWeightedCounters() {
        Dataset shop = Trained.SHOP;
        InterestNetwork trained = Trained.NETWORK;
        InterestNetwork start = new InterestNetwork(
                trained.counters(), trained.repeat(), 0, trained.explore(), 0, 1, trained.law(), trained.stages());
        for (int user = 0; user < USERS; user++) {
            assertThat(scores(start.scorer(shop), shop, user))
                    .isEqualTo(scores(trained.counters().scorer(shop), shop, user));
        }
    }

    @Test
    void histories_that_were_announced_score_the_same_to_the_bit() {
        Dataset shop = Trained.SHOP;
        InterestNetwork trained = Trained.NETWORK;
        InterestNetwork withTrunk = new InterestNetwork(
                trained.counters(), trained.repeat(), 1, trained.explore(), 1, 1, trained.law(), trained.stages());
        Scorer announced = withTrunk.scorer(shop);
        announced.expect(IntStream.range(0, USERS).mapToObj(shop::history).toList());
        Scorer single = withTrunk.scorer(shop);
        for (int user = 0; user < USERS; user++) {
            assertThat(scores(announced, shop, user)).isEqualTo(scores(single, shop, user));
        }
    }

    @Test
    void histories_that_were_announced_with_how_they_were_score_the_same_to_the_bit() {
        Dataset shop = Trained.SHOP;
        InterestNetwork trained = Trained.NETWORK;
        long instant = shop.asOf() - 30 * DAY;
        for (int mostSteps : new int[] {3, 1_000}) { // longer histories are cut off, none is
            ExploreTerm explore =
                    new ExploreTerm(trained.explore().shape(), trained.explore().stored(), mostSteps);
            InterestNetwork withTrunk = new InterestNetwork(
                    trained.counters(), trained.repeat(), 1, explore, 1, 1, trained.law(), trained.stages());
            Scorer now = withTrunk.scorer(shop);
            Scorer then = withTrunk.scorer(shop.asOf(instant));
            now.expect(IntStream.range(0, USERS).mapToObj(shop::history).toList(), then, instant);
            Scorer alone = withTrunk.scorer(shop.asOf(instant));
            for (int user = 0; user < USERS; user++) {
                assertThat(scores(now, shop, user)).isEqualTo(scores(withTrunk.scorer(shop), shop, user));
                assertThat(scores(then, shop.asOf(instant), user)).isEqualTo(scores(alone, shop.asOf(instant), user));
            }
        }
    }

    @Test
    void savedAndLoadedItGivesTheSameScores() throws IOException {
        Dataset shop = Trained.SHOP;
        InterestNetwork trained = Trained.NETWORK;
        trained.save(folder);
        InterestNetwork loaded = (InterestNetwork) InterestNetwork.read(folder, new PlainTokeniser());
        for (int user = 0; user < USERS; user++) {
            assertThat(scores(loaded.scorer(shop), shop, user)).isEqualTo(scores(trained.scorer(shop), shop, user));
        }
        assertThat(loaded.law().of(shop.history(0)).anyProbability(14))
                .isEqualTo(trained.law().of(shop.history(0)).anyProbability(14));
    }

    @Test
    void aLogWithoutItemsTellsWhetherAndHowMuchAndRanksNothing() throws IOException {
        SplittableRandom random = new SplittableRandom(9);
        DatasetBuilder builder = new DatasetBuilder();
        for (int user = 0; user < USERS; user++) {
            for (long day = random.nextInt(10); day < 200; day += 2 + random.nextInt(1 + user)) {
                builder.add(user, -1, Behaviour.PURCHASE.ordinal(), day * DAY, 1, 2, -1, -1);
            }
        }
        List<String> users =
                IntStream.range(0, USERS).mapToObj(user -> "u" + user).toList();
        Dataset shop = builder.build(
                "shop",
                ZoneOffset.UTC,
                true,
                users,
                new DatasetBuilder.ItemTexts(List.of(), List.of(), List.of(), List.of()),
                List.of());
        Model model = new InterestNetworkTrainer(NetworkSettings.standard(2), Progress.silent()).fit(shop, TARGET);
        model.save(folder);
        ProbabilityScorer scorer = (ProbabilityScorer)
                InterestNetwork.read(folder, new PlainTokeniser()).scorer(shop);
        assertThat(scorer.ranks()).isFalse();
        int eager = shop.users().indexOf("u3");
        int slow = shop.users().indexOf("u59");
        assertThat(scorer.anyInWindow(shop.history(eager))).isGreaterThan(scorer.anyInWindow(shop.history(slow)));
        assertThat(scorer.anyInWindow(shop.history(slow)))
                .isEqualTo(((ProbabilityScorer) model.scorer(shop)).anyInWindow(shop.history(slow)));
    }

    @Test
    void aLogOfLessThanTwoHorizonsIsRefusedWithWhatItLacks() {
        Dataset shop = Trained.SHOP;
        Dataset young = shop.asOf(shop.firstTime() + 50 * DAY);
        Target month = new Target(Behaviour.PURCHASE, 30);
        assertThatThrownBy(() -> new InterestNetworkTrainer(SMALL, Progress.silent()).fit(young, month))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "interest-network chooses on the 30 days before the cut what it fitted to windows of 30 days before"
                                + " those, so it needs more than 60 days of log; this one has 50: take a shorter horizon or"
                                + " weighted-counters");
        Dataset younger = shop.asOf(shop.firstTime() + 25 * DAY);
        assertThatThrownBy(
                        () -> new WeightedCountersTrainer(new EaseSolver(NativeRuntime.start(2))).fit(younger, month))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(
                        "weighted-counters needs a user with history and a purchase in a window of 30 days");
    }

    @ParameterizedTest
    @EnumSource(ModelPromise.class)
    void itKeepsWhatEveryModelPromises(ModelPromise promise) throws Exception {
        Dataset shop = shop();
        Trainer trainer = new InterestNetworkTrainer(SMALL, Progress.silent());
        long cut = shop.asOf() - 2 * TARGET.seconds();
        promise.check(new ModelPromise.Case(
                trainer, stored -> InterestNetwork.read(stored, new PlainTokeniser()), shop, cut, TARGET, folder));
    }

    @Test
    void aTrainingThatWasStoppedGoesOnToTheSameWeights() throws IOException {
        Dataset shop = Trained.SHOP;
        Path whole = Files.createDirectory(folder.resolve("whole"));
        Trained.NETWORK.save(whole);
        Path kept = folder.resolve("kept");
        int stops = 0;
        Path resumed = Files.createDirectory(folder.resolve("resumed"));
        for (int lines = 2; stops < 12; lines++) { // a little further each time, until it comes through
            Progress progress = stopping(lines);
            try {
                new InterestNetworkTrainer(SMALL, progress, Checkpoints.at(kept, "run"), counting())
                        .fit(shop, TARGET)
                        .save(resumed);
                break;
            } catch (StoppedException stopped) {
                stops++;
            }
        }
        assertThat(stops).isBetween(3, 11);
        for (String file : List.of("weights.safetensors", "weighted-counters.safetensors")) {
            assertThat(resumed.resolve(file)).hasSameBinaryContentAs(whole.resolve(file));
        }
        assertThat(kept)
                .isDirectoryContaining(path -> path.getFileName().toString().startsWith("explore-select"));
    }

    private static final class StoppedException extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** Stops the training, as a kill would, at its n-th line. */
    private static Progress stopping(int lines) {
        AtomicInteger left = new AtomicInteger(lines);
        return Progress.lines(text -> {
            if (left.decrementAndGet() == 0) {
                throw new StoppedException();
            }
        });
    }
}
