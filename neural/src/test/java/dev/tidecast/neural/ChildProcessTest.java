package dev.tidecast.neural;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {
    @TempDir
    private Path folder;

    /** Nothing but scopes frees native memory here: the garbage collector is told to keep away from it. */
    @Test
    @Tag("slow")
    void a_thousand_steps_leak_nothing() throws IOException {
        List<String> flags =
                List.of("-Xms256m", "-Xmx256m", "-XX:+AlwaysPreTouch", "-Dorg.bytedeco.javacpp.nopointergc=true");
        List<String> epochs =
                ChildProcess.run(flags, List.of("25", "100", folder.resolve("a").toString()), line -> false);
        List<Long> resident = epochs.stream()
                .filter(line -> line.startsWith("Epoch"))
                .map(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)))
                .toList();
        assertThat(resident).as("epochs of %s", epochs).hasSize(25);
        // The first epochs fill pools and compile code; from the 15th on 1,000 steps are judged.
        assertThat(resident.get(24) - resident.get(14))
                .as("bytes, of %s", resident)
                .isLessThan(4L << 20);
    }

    @Test
    @Tag("slow") // WholeWayTest kills whole runs in the gate
    void a_killed_training_goes_on_to_the_same_bytes() throws IOException {
        Path straight = folder.resolve("straight");
        Path killed = folder.resolve("killed");
        ChildProcess.run(List.of(), List.of("4", "40", straight.toString()), line -> false);
        ChildProcess.run(List.of(), List.of("4", "40", killed.toString()), line -> line.startsWith("Epoch 2"));
        List<String> second = ChildProcess.run(List.of(), List.of("4", "40", killed.toString()), line -> false);
        assertThat(second).noneMatch(line -> line.startsWith("Epoch 2"));
        assertThat(Files.mismatch(straight, killed)).isEqualTo(-1);
    }
}
