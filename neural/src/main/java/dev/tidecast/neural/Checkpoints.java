package dev.tidecast.neural;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the stages of one training leave what they have so far, so that a killed training goes on; a file a stage.
 *
 * @param folder of the files; null for nowhere
 * @param run what is trained on what: files of another run are not gone on from
 */
public record Checkpoints(@Nullable Path folder, String run) {
    /** None are kept. */
    public static Checkpoints none() {
        return new Checkpoints(null, "");
    }

    public static Checkpoints at(Path folder, String run) {
        return new Checkpoints(folder, run);
    }

    /** The file of a stage; empty where none are kept. */
    Optional<Path> file(String stage) throws IOException {
        if (folder == null) {
            return Optional.empty();
        }
        Files.createDirectories(folder);
        return Optional.of(folder.resolve(stage + ".safetensors"));
    }

    /** From where {@link TrainingLoop} goes on; null where none are kept. */
    TrainingLoop.@Nullable Resume resume(String stage) throws IOException {
        return file(stage).map(path -> new TrainingLoop.Resume(path, run)).orElse(null);
    }

    /** Removes the files: what they were for is saved. */
    public void delete() throws IOException {
        if (folder == null || !Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
