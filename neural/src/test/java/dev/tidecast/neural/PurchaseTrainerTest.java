package dev.tidecast.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tidecast.event.Behaviour;
import dev.tidecast.model.Compute;
import dev.tidecast.model.Precision;
import dev.tidecast.model.ProbabilityScorer;
import dev.tidecast.model.Recipe;
import dev.tidecast.model.inference.TrunkShape;
import dev.tidecast.model.purchase.PurchaseNetwork;
import dev.tidecast.progress.Progress;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.DatasetBuilder;
import dev.tidecast.sequence.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PurchaseTrainerTest {
    private static final long DAY = 86_400;
    private static final Target TARGET = new Target(Behaviour.PURCHASE, 5);

    @TempDir
    private Path folder;

    /** 120 users; those who view on one of days 16 to 20 buy on day 23, the others viewed earlier; seed 5. */
    private static Dataset shop() {
        SplittableRandom random = new SplittableRandom(5);
        DatasetBuilder builder = new DatasetBuilder();
        for (int user = 0; user < 120; user++) {
            boolean buys = user % 2 == 0;
            int day = buys ? 16 + random.nextInt(4) : 2 + random.nextInt(10);
            builder.add(user, 0, Behaviour.VIEW.ordinal(), day * DAY + user, 1, 0, -1, -1);
            if (buys) {
                builder.add(user, 0, Behaviour.PURCHASE.ordinal(), 23 * DAY + user, 1, 0, -1, -1);
            }
        }
        builder.add(119, 0, Behaviour.VIEW.ordinal(), 25 * DAY, 1, 0, -1, -1);
        return builder.build(
                "shop",
                ZoneOffset.UTC,
                true,
                IntStream.range(0, 120).mapToObj(user -> "u" + user).toList(),
                new DatasetBuilder.ItemTexts(List.of("i"), List.of(""), List.of(""), List.of("")),
                List.of());
    }

    private static PurchaseTrainer trainer(Recipe.Trunk trunk, Progress progress) {
        return trainer(trunk, Precision.SINGLE, progress);
    }

    private static PurchaseTrainer trainer(Recipe.Trunk trunk, Precision precision, Progress progress) {
        return new PurchaseTrainer(
                new PurchaseSettings(
                        TrunkShape.recurrent(trunk, 1, 12, 2),
                        20,
                        0,
                        12,
                        16,
                        Optimizer.AdamSettings.adam(.01),
                        5,
                        Compute.in(precision),
                        3,
                        2),
                progress,
                Checkpoints.none());
    }

    @Test
    void it_learns_who_buys_and_its_model_is_the_same_after_saving() throws IOException {
        Dataset shop = shop();
        PurchaseNetwork model = trainer(Recipe.Trunk.LSTM, Progress.silent()).fit(shop, TARGET);
        Dataset before = shop.asOf(20 * DAY);
        ProbabilityScorer scorer = (ProbabilityScorer) model.scorer(before);
        for (int user = 0; user < before.userCount(); user++) {
            double told = scorer.anyInWindow(before.history(user));
            assertThat(told > .5).isEqualTo(before.history(user).time(0) >= 16 * DAY);
        }
        assertThat(scorer.ranks()).isFalse();
        model.save(folder);
        ProbabilityScorer loaded =
                (ProbabilityScorer) PurchaseNetwork.load(folder).scorer(before);
        assertThat(loaded.anyInWindow(before.history(7))).isEqualTo(scorer.anyInWindow(before.history(7)));
    }

    @Test
    void mixed_precision_tells_the_same() {
        Dataset shop = shop();
        Dataset before = shop.asOf(20 * DAY);
        PurchaseNetwork single = trainer(Recipe.Trunk.LSTM, Progress.silent()).fit(shop, TARGET);
        PurchaseNetwork mixed = trainer(Recipe.Trunk.LSTM, Precision.MIXED, Progress.silent())
                .fit(shop, TARGET); // single where the processor can't
        for (int user = 0; user < before.userCount(); user++) {
            double told = mixed.probabilities(List.of(before.history(user)))[0];
            assertThat(told).isCloseTo(single.probabilities(List.of(before.history(user)))[0], within(.1));
        }
    }

    @Test
    void an_epoch_is_told_in_a_line_that_keras_users_know_and_training_repeats() {
        List<String> lines = new ArrayList<>();
        PurchaseNetwork first =
                trainer(Recipe.Trunk.GRU, Progress.lines(lines::add)).fit(shop(), TARGET);
        assertThat(lines).hasSize(12);
        assertThat(lines.getFirst()).matches("Epoch 1/12 - \\d+s - loss: 0\\.\\d{4} - accuracy: 0\\.\\d{4}");
        PurchaseNetwork again = trainer(Recipe.Trunk.GRU, Progress.silent()).fit(shop(), TARGET);
        Dataset before = shop().asOf(20 * DAY);
        assertThat(again.probabilities(List.of(before.history(3))))
                .isEqualTo(first.probabilities(List.of(before.history(3))));
    }

    @Test
    void loss_is_the_java_twins_and_its_gradient_that_of_finite_differences() {
        NativeRuntime runtime = NativeRuntime.start(2);
        TrunkShape shape = TrunkShape.recurrent(Recipe.Trunk.LSTM, 3, 4, 1);
        float[] x = new float[6 * 2 * 3];
        SplittableRandom random = new SplittableRandom(11);
        for (int k = 0; k < x.length; k++) {
            x[k] = (float) random.nextDouble();
        }
        PurchasePart part = new PurchasePart(6, x, new float[] {1, 0}, .5);
        try (FlatParameters parameters = new FlatParameters(runtime, PurchaseObjective.shapes(shape), 2)) {
            PurchaseObjective objective =
                    new PurchaseObjective(shape, parameters, 0, Precision.SINGLE, new AtomicInteger());
            loss(objective, part);
            float[] gradients = parameters.copyOfGradients();
            float[] values = parameters.copyOfValues();
            for (int k = 0; k < values.length; k += 7) {
                float[] moved = values.clone();
                moved[k] += .01f;
                parameters.setValues(moved);
                double above = loss(objective, part);
                moved[k] -= .02f;
                parameters.setValues(moved);
                double below = loss(objective, part);
                assertThat((above - below) / .02).isCloseTo(gradients[k], within(2e-4));
            }
        }
    }

    private static double loss(PurchaseObjective objective, PurchasePart part) {
        try (PointerScope scope = new PointerScope()) {
            return objective.backward(part, 0);
        }
    }

    @Test
    void an_attention_trunk_or_a_log_without_a_window_is_refused_with_what_to_do() {
        assertThatThrownBy(() -> new PurchaseSettings(
                                TrunkShape.attention(Recipe.Trunk.TRANSFORMER, 8, 1, 1, 30),
                                30,
                                0,
                                1,
                                8,
                                Optimizer.AdamSettings.adam(.01),
                                1,
                                Compute.standard(),
                                1,
                                1)
                        .trunk(4))
                .hasMessageContaining("set network.trunk to lstm, gru or rnn");
        assertThatThrownBy(() ->
                        trainer(Recipe.Trunk.LSTM, Progress.silent()).fit(shop(), new Target(Behaviour.PURCHASE, 60)))
                .hasMessageContaining("60 days before the cut");
    }
}
