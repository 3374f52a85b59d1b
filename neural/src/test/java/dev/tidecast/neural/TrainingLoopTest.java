package dev.tidecast.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingLoopTest {
    private static final NativeRuntime RUNTIME = NativeRuntime.start(2);
    private static final int V = 20;
    private static final int H = 16;
    private static final LstmTrunk.Settings TRUNK = new LstmTrunk.Settings("trunk", V, H, 2);

    @TempDir
    private Path folder;

    private final List<String> lines = new ArrayList<>();

    /** Histories of one length that count upwards; what follows is the next number. */
    private record Sequences(int length, int[] starts) {}

    @BeforeEach
    void forget() {
        lines.clear();
    }

    private static List<ParameterShape> shapes() {
        List<ParameterShape> shapes = new ArrayList<>(TRUNK.shapes());
        shapes.add(new ParameterShape("items", new long[] {V, H}, new ParameterShape.Start.Normal(.1f)));
        return shapes;
    }

    private static final class NextNumber implements Objective<Sequences> {
        private final FlatParameters parameters;
        private final LstmTrunk trunk;
        private final WindowSoftmax softmax = new WindowSoftmax(RUNTIME, V);

        NextNumber(FlatParameters parameters) {
            this.parameters = parameters;
            this.trunk = new LstmTrunk(TRUNK, parameters);
        }

        @Override
        public double backward(Sequences part, long seed) {
            int count = part.starts().length;
            float[] x = new float[part.length() * count * V];
            int[] from = new int[count + 1];
            int[] items = new int[count];
            for (int b = 0; b < count; b++) {
                for (int t = 0; t < part.length(); t++) {
                    x[(t * count + b) * V + (part.starts()[b] + t) % V] = 1;
                }
                items[b] = (part.starts()[b] + part.length()) % V;
                from[b + 1] = b + 1;
            }
            Tensor h = trunk.forward(Tensor.create(x, part.length(), count, V), new Dropout(.1, seed))
                    .select(0, part.length() - 1); // [B x H]
            float[] ones = new float[count];
            Arrays.fill(ones, 1);
            int[] candidates = new int[count];
            Arrays.fill(candidates, V);
            WindowTargets targets = new WindowTargets(candidates, from, items, ones, 1.0 / 32);
            WindowLogits logits =
                    new WindowLogits(V).factors(h, parameters.parameter("items"), parameters.gradient("items"));
            WindowSoftmax.WindowLoss loss = softmax.withGradient(logits, targets);
            loss.carryBack(h);
            return loss.value();
        }

        @Override
        public void close() {
            softmax.close();
        }
    }

    private static Lessons<Sequences> lessons() {
        return new Lessons<>() {
            @Override
            public List<List<Sequences>> batches(int epoch) {
                SplittableRandom random = Seeds.random(99, epoch);
                List<List<Sequences>> batches = new ArrayList<>();
                for (int k = 0; k < 20; k++) {
                    List<Sequences> parts = new ArrayList<>();
                    for (int length = 2; length <= 5; length++) {
                        parts.add(new Sequences(length, random.ints(8, 0, V).toArray()));
                    }
                    batches.add(parts);
                }
                return batches;
            }

            @Override
            public SortedMap<String, Double> validate() {
                return new TreeMap<>();
            }
        };
    }

    private static TrainingSettings settings(int epochs, double learningRate) {
        return new TrainingSettings(epochs, Optimizer.AdamSettings.adamW(learningRate, .01), 1, 5, null);
    }

    private TrainingLoop.Outcome train(FlatParameters parameters, int epochs, String file) throws IOException {
        TrainingLoop.Resume resume = new TrainingLoop.Resume(folder.resolve(file), "recipe 1");
        return new TrainingLoop<Sequences>(RUNTIME, parameters, settings(epochs, .01), m -> lines.add(m.line()))
                .run(lessons(), NextNumber::new, resume);
    }

    @Test
    void it_learns_and_tells_each_epoch_in_a_line() throws IOException {
        try (FlatParameters parameters = new FlatParameters(RUNTIME, shapes(), 1)) {
            TrainingLoop.Outcome outcome = train(parameters, 8, "a");
            assertThat(outcome.history().getFirst().metric("loss")).isGreaterThan(2);
            assertThat(outcome.history().getLast().metric("loss")).isLessThan(.5);
            assertThat(lines).hasSize(8);
            assertThat(lines.get(2)).matches("Epoch 3/8 - \\d+s - loss: \\d\\.\\d{4}");
        }
    }

    @Test
    void two_epochs_and_a_kill_and_two_more_equal_four_to_the_bit() throws IOException {
        try (FlatParameters straight = new FlatParameters(RUNTIME, shapes(), 1)) {
            train(straight, 4, "straight");
        }
        lines.clear();
        try (FlatParameters killed = new FlatParameters(RUNTIME, shapes(), 1)) {
            train(killed, 2, "resumed");
        }
        try (FlatParameters another = new FlatParameters(RUNTIME, shapes(), 12345)) {
            TrainingLoop.Outcome outcome = train(another, 4, "resumed");
            assertThat(outcome.history()).hasSize(4);
        }
        assertThat(lines).hasSize(4).last().asString().startsWith("Epoch 4/4");
        assertThat(Files.mismatch(folder.resolve("straight"), folder.resolve("resumed")))
                .isEqualTo(-1);
    }

    @Test
    void the_checkpoint_of_another_run_is_not_resumed() throws IOException {
        try (FlatParameters parameters = new FlatParameters(RUNTIME, shapes(), 1)) {
            train(parameters, 1, "a");
            assertThat(Checkpoint.read(folder.resolve("a"), "recipe 2")).isEmpty();
            assertThat(Checkpoint.read(folder.resolve("a"), "recipe 1")).isPresent();
            assertThat(Checkpoint.read(folder.resolve("b"), "recipe 1")).isEmpty();
        }
    }

    @Test
    void the_monitor_ends_with_the_best_epoch_and_stops_after_its_patience() throws IOException {
        TrainingSettings.Monitor monitor = new TrainingSettings.Monitor("val_score", true, 2);
        TrainingSettings settings = new TrainingSettings(9, new Optimizer.SgdSettings(.1, .9, 0), 1, 5, monitor);
        double[] scores = {.1, .3, .2, .25, .9};
        List<float[]> after = new ArrayList<>();
        try (FlatParameters parameters = new FlatParameters(RUNTIME, shapes(), 1)) {
            Lessons<Sequences> scored = new Lessons<>() {
                @Override
                public List<List<Sequences>> batches(int epoch) {
                    return lessons().batches(epoch);
                }

                @Override
                public SortedMap<String, Double> validate() {
                    after.add(parameters.copyOfValues());
                    return new TreeMap<>(Map.of("val_score", scores[after.size() - 1]));
                }
            };
            TrainingLoop.Outcome outcome = new TrainingLoop<Sequences>(RUNTIME, parameters, settings, m -> {})
                    .run(scored, NextNumber::new, null);
            assertThat(outcome.bestEpoch()).isEqualTo(2);
            assertThat(outcome.history()).hasSize(4);
            assertThat(parameters.copyOfValues()).isEqualTo(after.get(1));
        }
    }

    @Test
    void divergence_names_the_first_bad_tensor_and_what_to_change() {
        try (FlatParameters parameters = new FlatParameters(RUNTIME, shapes(), 1)) {
            float[] values = parameters.copyOfValues();
            values[3] = Float.POSITIVE_INFINITY;
            parameters.setValues(values);
            assertThatThrownBy(() -> train(parameters, 1, "nan"))
                    .isInstanceOf(DivergedException.class)
                    .hasMessageContaining("epoch 1, step 1")
                    .hasMessageContaining("parameter trunk.lstm.0.input[64, 20], element 3 = Infinity")
                    .hasMessageContaining("adamw(learningRate=0.01");
        }
    }

    @Test
    void a_failure_in_any_part_is_told_and_leaves_no_thread_behind() {
        try (FlatParameters parameters = new FlatParameters(RUNTIME, shapes(), 1)) {
            TrainingLoop<Sequences> loop =
                    new TrainingLoop<>(RUNTIME, parameters, settings(1, .01), m -> lines.add(m.line()));
            Objective<Sequences> failing = (part, seed) -> {
                if (part.length() == 3) {
                    throw new IllegalArgumentException("length 3");
                }
                return 1;
            };
            assertThatThrownBy(() -> loop.run(lessons(), view -> failing, null)).hasMessageContaining("length 3");
        }
    }
}
