package dev.tidecast.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidecast.event.Behaviour;
import dev.tidecast.model.Compute;
import dev.tidecast.model.NextItemRecipe;
import dev.tidecast.model.Precision;
import dev.tidecast.model.Recipe;
import dev.tidecast.model.inference.TrunkShape;
import dev.tidecast.model.next.NextItem;
import dev.tidecast.progress.Progress;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.DatasetBuilder;
import dev.tidecast.sequence.History;
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

class NextItemTrainerTest {
    private static final int ITEMS = 25;
    private static final int USERS = 80;
    private static final Target TARGET = new Target(Behaviour.VIEW, 1);

    @TempDir
    private Path folder;

    /** Users who walk through the items in steps of 1 or of 3, as their second item tells; seed 7. */
    private static Dataset walks(boolean clock) {
        SplittableRandom random = new SplittableRandom(7);
        DatasetBuilder builder = new DatasetBuilder();
        for (int user = 0; user < USERS; user++) {
            int item = random.nextInt(ITEMS);
            int stride = random.nextBoolean() ? 1 : 3;
            int length = 4 + random.nextInt(5);
            for (int p = 0; p < length; p++) {
                builder.add(user, item, Behaviour.VIEW.ordinal(), 1000L * p + user, 1, 0, -1, -1);
                item = (item + stride) % ITEMS;
            }
        }
        List<String> none = Collections.nCopies(ITEMS, "");
        return builder.build(
                "walks",
                ZoneOffset.UTC,
                clock,
                IntStream.range(0, USERS).mapToObj(user -> "u" + user).toList(),
                new DatasetBuilder.ItemTexts(
                        IntStream.range(0, ITEMS).mapToObj(item -> "i" + item).toList(), none, none, none),
                List.of());
    }

    private static NextItemSettings settings(Recipe.Trunk trunk, NextItemRecipe.Loss loss, int epochs, boolean refit) {
        return settings(trunk, loss, epochs, 16, refit, Precision.SINGLE);
    }

    private static NextItemSettings settings(
            Recipe.Trunk trunk, NextItemRecipe.Loss loss, int epochs, int batch, boolean refit, Precision precision) {
        TrunkShape shape =
                trunk.recurrent() ? TrunkShape.recurrent(trunk, 16, 24, 1) : TrunkShape.attention(trunk, 16, 2, 2, 6);
        return new NextItemSettings(
                "walker",
                shape,
                6,
                .05,
                epochs,
                batch,
                Optimizer.AdamSettings.adamW(.01, .001),
                5,
                new NextItemRecipe(loss, 6, .75, 1, 0, 40, refit, Compute.in(precision)),
                1,
                2);
    }

    private static NextItem fit(NextItemSettings settings, Dataset walks) {
        return new NextItemTrainer(settings, Progress.silent()).fit(walks, TARGET);
    }

    /** The share of users whose next step is ranked first. */
    private static double right(NextItem model, Dataset walks) {
        int right = 0;
        for (int user = 0; user < walks.userCount(); user++) {
            History history = walks.history(user);
            int last = number(walks, history.item(history.size() - 1));
            int before = number(walks, history.item(history.size() - 2));
            float[] scores = new float[walks.itemCount()];
            model.scorer(walks).score(history, scores);
            int best = IntStream.range(0, scores.length).reduce(0, (a, b) -> scores[b] > scores[a] ? b : a);
            right += number(walks, best) == (2 * last - before + 2 * ITEMS) % ITEMS ? 1 : 0;
        }
        return right / (double) walks.userCount();
    }

    private static int number(Dataset walks, int item) {
        return Integer.parseInt(walks.items().names().get(item).substring(1));
    }

    @ParameterizedTest
    @EnumSource
    void every_trunk_learns_where_walkers_go_next(Recipe.Trunk trunk) {
        Dataset walks = walks(true);
        NextItem model = fit(settings(trunk, NextItemRecipe.Loss.SOFTMAX, 35, true), walks);
        assertThat(right(model, walks)).isGreaterThan(.8);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "RNN")
    void mixed_precision_learns_as_well(Recipe.Trunk trunk) {
        Dataset walks = walks(true);
        NextItemSettings settings =
                settings(trunk, NextItemRecipe.Loss.SOFTMAX, 35, 16, true, Precision.MIXED); // single where it can't
        assertThat(right(fit(settings, walks), walks)).isGreaterThan(.8);
    }

    @ParameterizedTest
    @EnumSource
    void every_loss_learns_where_walkers_go_next(NextItemRecipe.Loss loss) {
        Dataset walks = walks(false);
        NextItemSettings settings = settings(Recipe.Trunk.GRU, loss, 40, 4, false, Precision.SINGLE);
        assertThat(right(fit(settings, walks), walks)).as("guessing gives .04").isGreaterThan(.25);
    }

    @Test
    void saved_and_loaded_it_gives_the_same_scores() throws IOException {
        Dataset walks = walks(true);
        NextItem model = fit(settings(Recipe.Trunk.HSTU, NextItemRecipe.Loss.SOFTMAX, 2, false), walks);
        model.save(folder);
        NextItem again = NextItem.load(folder);
        float[] scores = new float[walks.itemCount()];
        float[] loaded = new float[walks.itemCount()];
        model.scorer(walks).score(walks.history(3), scores);
        again.scorer(walks).score(walks.history(3), loaded);
        assertThat(loaded).isEqualTo(scores);
        assertThat(again.name()).isEqualTo("walker");
    }

    private Checkpoints at(String name) {
        return Checkpoints.at(folder.resolve(name), "run");
    }

    @Test
    void training_resumes_to_the_bit() throws IOException {
        Dataset walks = walks(true);
        NextItemSettings all = settings(Recipe.Trunk.TRANSFORMER, NextItemRecipe.Loss.SAMPLED_SOFTMAX, 4, false);
        new NextItemTrainer(all, Progress.silent(), at("straight")).fit(walks, TARGET);
        Progress killer = dying(2);
        assertThatThrownBy(() -> new NextItemTrainer(all, killer, at("killed")).fit(walks, TARGET))
                .hasMessage("killed");
        new NextItemTrainer(all, Progress.silent(), at("killed")).fit(walks, TARGET);
        assertThat(Files.mismatch(
                        folder.resolve("straight/walker.safetensors"), folder.resolve("killed/walker.safetensors")))
                .isEqualTo(-1);
    }

    /** Dies after some epochs, when their checkpoint is written. */
    private static Progress dying(int epochs) {
        AtomicInteger left = new AtomicInteger(epochs);
        return Progress.lines(text -> {
            if (left.decrementAndGet() == 0) {
                throw new IllegalStateException("killed");
            }
        });
    }

    @Test
    void a_log_without_histories_is_refused() {
        Dataset one = new DatasetBuilder()
                .build(
                        "none",
                        ZoneOffset.UTC,
                        true,
                        List.of(),
                        new DatasetBuilder.ItemTexts(List.of(), List.of(), List.of(), List.of()),
                        List.of());
        NextItemSettings settings = settings(Recipe.Trunk.GRU, NextItemRecipe.Loss.SOFTMAX, 1, false);
        assertThatThrownBy(() -> fit(settings, one)).hasMessageContaining("three items or more");
    }

    @Test
    void the_learning_rate_rises_then_falls() {
        Schedule schedule = new Schedule(2, .1);
        assertThat(schedule.share(1, 10)).isEqualTo(.5);
        assertThat(schedule.share(2, 10)).isEqualTo(1);
        assertThat(schedule.share(6, 10)).isBetween(.5, .6);
        assertThat(schedule.share(10, 10)).isCloseTo(.1, org.assertj.core.api.Assertions.within(1e-9));
        assertThat(Schedule.constant().share(.01, 10)).isEqualTo(1);
    }
}
