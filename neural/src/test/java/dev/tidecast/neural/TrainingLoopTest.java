package dev.tidecast.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingLoopTest {
    private static final NativeRuntime RUNTIME = NativeRuntime.start(2);

    @TempDir
    private Path folder;

    private final List<String> lines = new ArrayList<>();

    @BeforeEach
    void forget() {
        lines.clear();
    }

    private static TrainingSettings settings(int epochs, double learningRate) {
        return new TrainingSettings(epochs, Optimizer.AdamSettings.adamW(learningRate, .01), 1, 5, null);
    }

    private TrainingLoop.Outcome train(FlatParameters parameters, int epochs, String file) throws IOException {
        TrainingLoop.Resume resume = new TrainingLoop.Resume(folder.resolve(file), "recipe 1");
        return new TrainingLoop<NextNumber.Part>(RUNTIME, parameters, settings(epochs, .01), m -> lines.add(m.line()))
                .run(NextNumber.lessons(20), view -> new NextNumber(RUNTIME, view), resume);
    }

    @Test
    void it_learns_and_tells_each_epoch_in_a_line() throws IOException {
        try (FlatParameters parameters = new FlatParameters(RUNTIME, NextNumber.shapes(), 1)) {
            TrainingLoop.Outcome outcome = train(parameters, 8, "a");
            assertThat(outcome.history().getFirst().metric("loss")).isGreaterThan(2);
            assertThat(outcome.history().getLast().metric("loss")).isLessThan(.5);
            assertThat(lines).hasSize(8);
            assertThat(lines.get(2)).matches("Epoch 3/8 - \\d+s - loss: \\d\\.\\d{4}");
        }
    }

    @Test
    void two_epochs_and_a_kill_and_two_more_equal_four_to_the_bit() throws IOException {
        try (FlatParameters straight = new FlatParameters(RUNTIME, NextNumber.shapes(), 1)) {
            train(straight, 4, "straight");
        }
        lines.clear();
        try (FlatParameters killed = new FlatParameters(RUNTIME, NextNumber.shapes(), 1)) {
            train(killed, 2, "resumed");
        }
        try (FlatParameters another = new FlatParameters(RUNTIME, NextNumber.shapes(), 12345)) {
            TrainingLoop.Outcome outcome = train(another, 4, "resumed");
            assertThat(outcome.history()).hasSize(4);
        }
        assertThat(lines).hasSize(4).last().asString().startsWith("Epoch 4/4");
        assertThat(Files.mismatch(folder.resolve("straight"), folder.resolve("resumed")))
                .isEqualTo(-1);
    }

    @Test
    void the_checkpoint_of_another_run_is_not_resumed() throws IOException {
        try (FlatParameters parameters = new FlatParameters(RUNTIME, NextNumber.shapes(), 1)) {
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
        try (FlatParameters parameters = new FlatParameters(RUNTIME, NextNumber.shapes(), 1)) {
            Lessons<NextNumber.Part> scored = new Lessons<>() {
                @Override
                public List<List<NextNumber.Part>> batches(int epoch) {
                    return NextNumber.lessons(20).batches(epoch);
                }

                @Override
                public SortedMap<String, Double> validate() {
                    after.add(parameters.copyOfValues());
                    return new TreeMap<>(Map.of("val_score", scores[after.size() - 1]));
                }
            };
            TrainingLoop.Outcome outcome = new TrainingLoop<NextNumber.Part>(RUNTIME, parameters, settings, m -> {})
                    .run(scored, view -> new NextNumber(RUNTIME, view), null);
            assertThat(outcome.bestEpoch()).isEqualTo(2);
            assertThat(outcome.history()).hasSize(4);
            assertThat(parameters.copyOfValues()).isEqualTo(after.get(1));
        }
    }

    private TrainingLoop.Outcome averaging(FlatParameters parameters, int epochs, String file, TrainingListener heard)
            throws IOException {
        TrainingSettings settings = new TrainingSettings(
                epochs, new Optimizer.SgdSettings(.1, .9, 0), 1, 5, null, Schedule.constant(), .97, Placement.HOST);
        TrainingLoop.Resume resume = new TrainingLoop.Resume(folder.resolve(file), "recipe 1");
        return new TrainingLoop<NextNumber.Part>(RUNTIME, parameters, settings, heard)
                .run(NextNumber.lessons(20), view -> new NextNumber(RUNTIME, view), resume);
    }

    @Test
    void averaged_weights_are_the_moving_average_of_those_after_each_step() throws IOException {
        try (FlatParameters parameters = new FlatParameters(RUNTIME, NextNumber.shapes(), 1)) {
            double[] average = new double[parameters.size()];
            int[] steps = {0};
            TrainingListener heard = new TrainingListener() {
                @Override
                public void step(int epoch, int made, int planned, double loss) {
                    steps[0]++;
                    double kept = Math.min(.97, (steps[0] - 1.0) / (steps[0] + 9));
                    float[] now = parameters.copyOfValues();
                    for (int k = 0; k < now.length; k++) {
                        average[k] = kept * average[k] + (1 - kept) * now[k];
                    }
                }

                @Override
                public void epoch(EpochMetrics metrics) {}
            };
            averaging(parameters, 40, "averaged", heard);
            assertThat(steps[0]).as("steps, enough to reach .97").isGreaterThan(323);
            float[] kept = parameters.copyOfValues();
            for (int k = 0; k < kept.length; k++) {
                assertThat((double) kept[k]).isCloseTo(average[k], within(1e-5));
            }
        }
    }

    @Test
    void training_with_averaged_weights_goes_on_to_the_bit() throws IOException {
        float[] straight;
        try (FlatParameters parameters = new FlatParameters(RUNTIME, NextNumber.shapes(), 1)) {
            averaging(parameters, 4, "straight", metrics -> {});
            straight = parameters.copyOfValues();
        }
        try (FlatParameters killed = new FlatParameters(RUNTIME, NextNumber.shapes(), 1)) {
            averaging(killed, 2, "resumed", metrics -> {});
        }
        try (FlatParameters another = new FlatParameters(RUNTIME, NextNumber.shapes(), 12345)) {
            averaging(another, 4, "resumed", metrics -> {});
            assertThat(another.copyOfValues()).isEqualTo(straight);
        }
        assertThat(Files.mismatch(folder.resolve("straight"), folder.resolve("resumed")))
                .isEqualTo(-1);
    }

    @Test
    void divergence_names_the_first_bad_tensor_and_what_to_change() {
        try (FlatParameters parameters = new FlatParameters(RUNTIME, NextNumber.shapes(), 1)) {
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
    void divergence_keeps_the_last_good_checkpoint_from_which_training_goes_on() throws IOException {
        try (FlatParameters straight = new FlatParameters(RUNTIME, NextNumber.shapes(), 1)) {
            train(straight, 4, "straight");
        }
        TrainingLoop.Resume resume = new TrainingLoop.Resume(folder.resolve("good"), "recipe 1");
        try (FlatParameters parameters = new FlatParameters(RUNTIME, NextNumber.shapes(), 1)) {
            TrainingListener poison = epoch -> {
                if (epoch.epoch() == 2) {
                    float[] values = parameters.copyOfValues();
                    values[0] = Float.NaN;
                    parameters.setValues(values);
                }
            };
            TrainingLoop<NextNumber.Part> loop = new TrainingLoop<>(RUNTIME, parameters, settings(4, .01), poison);
            assertThatThrownBy(() -> loop.run(NextNumber.lessons(20), view -> new NextNumber(RUNTIME, view), resume))
                    .isInstanceOf(DivergedException.class)
                    .hasMessageContaining("epoch 3")
                    .hasMessageContaining("parameter trunk.lstm.0.input");
        }
        assertThat(Checkpoint.read(folder.resolve("good"), "recipe 1")
                        .orElseThrow()
                        .metrics())
                .hasSize(2);
        try (FlatParameters again = new FlatParameters(RUNTIME, NextNumber.shapes(), 9)) {
            train(again, 4, "good");
        }
        assertThat(Files.mismatch(folder.resolve("straight"), folder.resolve("good")))
                .isEqualTo(-1);
    }

    @Test
    void a_failure_in_any_part_is_told_and_leaves_no_thread_behind() {
        try (FlatParameters parameters = new FlatParameters(RUNTIME, NextNumber.shapes(), 1)) {
            TrainingLoop<NextNumber.Part> loop =
                    new TrainingLoop<>(RUNTIME, parameters, settings(1, .01), m -> lines.add(m.line()));
            Objective<NextNumber.Part> failing = (part, seed) -> {
                if (part.length() == 3) {
                    throw new IllegalArgumentException("length 3");
                }
                return 1;
            };
            assertThatThrownBy(() -> loop.run(NextNumber.lessons(20), view -> failing, null))
                    .hasMessageContaining("length 3");
        }
    }
}
