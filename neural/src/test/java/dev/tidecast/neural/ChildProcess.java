package dev.tidecast.neural;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A child JVM with this one's class path that trains {@link NextNumber}, for tests of memory and of kills. */
final class ChildProcess {
    private ChildProcess() {}

    /** Runs the child with a folder's checkpoint; kills it at the first line that {@code last} accepts. */
    static List<String> run(List<String> flags, List<String> arguments, Predicate<String> last) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ChildProcess.class.getName()));
        command.addAll(arguments);
        Process child = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> lines = new ArrayList<>();
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
                if (last.test(line)) {
                    child.toHandle().destroyForcibly(); // the process would also close the streams
                }
            }
        }
        return lines;
    }

    /** Arguments: epochs, steps an epoch, checkpoint. Prints each epoch and the resident memory after it. */
    public static void main(String[] arguments) throws IOException {
        NativeRuntime runtime = NativeRuntime.start(2);
        int epochs = Integer.parseInt(arguments[0]);
        TrainingSettings settings = new TrainingSettings(epochs, Optimizer.AdamSettings.adamW(.01, .01), 1, 5, null);
        try (FlatParameters parameters = new FlatParameters(runtime, NextNumber.shapes(), 1)) {
            new TrainingLoop<NextNumber.Part>(runtime, parameters, settings, ChildProcess::tell)
                    .run(
                            NextNumber.lessons(Integer.parseInt(arguments[1])),
                            view -> new NextNumber(runtime, view),
                            new TrainingLoop.Resume(Path.of(arguments[2]), "child"));
        }
    }

    private static void tell(EpochMetrics metrics) {
        System.gc();
        System.out.println(metrics.line() + " - resident: " + org.bytedeco.javacpp.Pointer.physicalBytes());
    }
}
