package dev.tidecast.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidecast.event.Behaviour;
import dev.tidecast.model.Compute;
import dev.tidecast.model.Precision;
import dev.tidecast.model.Recipe;
import dev.tidecast.model.WindowRecipe;
import dev.tidecast.model.content.ContentSource;
import dev.tidecast.model.inference.TrunkShape;
import dev.tidecast.model.interest.PlainLstm;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrunkStageTest {
    private static final long DAY = 86_400;
    private static final int USERS = 40;
    private static final int ITEMS = 20;
    private static final Target TARGET = new Target(Behaviour.PURCHASE, 14);

    @TempDir
    private Path folder;

    /** Users who buy what stands two items after what they bought before; seed 7. */
    private static Dataset shop() {
        SplittableRandom random = new SplittableRandom(7);
        DatasetBuilder builder = new DatasetBuilder();
        for (int user = 0; user < USERS; user++) {
            int item = random.nextInt(ITEMS);
            for (long day = random.nextInt(10); day < 120; day += 5 + random.nextInt(9)) {
                builder.add(user, item, Behaviour.PURCHASE.ordinal(), day * DAY + 36_000, 1, 2, -1, -1);
                item = (item + 2) % ITEMS;
            }
        }
        List<String> none = Collections.nCopies(ITEMS, "");
        return builder.build(
                "shop",
                ZoneOffset.UTC,
                true,
                IntStream.range(0, USERS).mapToObj(user -> "u" + user).toList(),
                new DatasetBuilder.ItemTexts(
                        IntStream.range(0, ITEMS).mapToObj(item -> "i" + item).toList(), none, none, none),
                List.of());
    }

    @ParameterizedTest
    @EnumSource
    void any_trunk_is_trained_on_windows_and_read_back(Recipe.Trunk kind) throws IOException {
        trains(kind, WindowRecipe.standard(), Compute.standard());
    }

    @Test
    void a_trunk_is_trained_on_windows_in_mixed_precision() throws IOException {
        double single = trains(Recipe.Trunk.LSTM, WindowRecipe.standard(), Compute.standard());
        Compute halves = Compute.in(Precision.MIXED); // single where the processor can't
        double mixed = trains(Recipe.Trunk.LSTM, WindowRecipe.standard(), halves);
        assertThat(mixed).isCloseTo(single, within(.02 * single));
    }

    @Test
    void a_trunk_is_trained_on_windows_with_a_sampled_loss() throws IOException {
        double full = trains(Recipe.Trunk.GRU, WindowRecipe.standard(), Compute.standard());
        WindowRecipe sampled = new WindowRecipe(WindowRecipe.Loss.SAMPLED_SOFTMAX, 400);
        assertThat(trains(Recipe.Trunk.GRU, sampled, Compute.standard())).isCloseTo(full, within(.05 * full));
    }

    /** The last epoch's loss. */
    private double trains(Recipe.Trunk kind, WindowRecipe window, Compute compute) throws IOException {
        TrunkShape shape =
                kind.recurrent() ? TrunkShape.recurrent(kind, 8, 12, 2) : TrunkShape.attention(kind, 8, 2, 2, 20);
        NetworkSettings settings = new NetworkSettings(
                shape,
                0,
                6,
                Optimizer.AdamSettings.adam(.01),
                1,
                20,
                6,
                6,
                3,
                2,
                ContentSource.none(),
                StepContent.Source.none(),
                window,
                compute,
                1,
                2);
        Dataset shop = shop();
        double[] losses = new double[2];
        PlainLstm trained = new PlainLstmTrainer(settings, losses(losses)).fit(shop, TARGET);
        assertThat(losses[1])
                .as("loss of the last epoch, the first had " + losses[0])
                .isLessThan(losses[0]);
        trained.save(folder);
        float[] scores = new float[ITEMS];
        float[] loaded = new float[ITEMS];
        trained.scorer(shop).score(shop.history(3), scores);
        PlainLstm.load(folder).scorer(shop).score(shop.history(3), loaded);
        assertThat(loaded).isEqualTo(scores);
        assertThat(trained.trunk().shape().kind()).isEqualTo(kind);
        return losses[1];
    }

    /** Keeps the first and the last loss that it is told. */
    private static Progress losses(double[] firstAndLast) {
        return Progress.lines(text -> {
            double loss = Double.parseDouble(text.replaceAll(".*loss: ([0-9.]+).*", "$1"));
            firstAndLast[0] = firstAndLast[0] == 0 ? loss : firstAndLast[0];
            firstAndLast[1] = loss;
        });
    }
}
