package dev.tidecast.app.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tidecast.progress.Progress;
import dev.tidecast.provenance.Artefact;
import dev.tidecast.provenance.Provenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Does a step unless its record vouches that nothing has changed. */
public final class Steps {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final OutputFolder folder;
    private final Progress progress;

    public Steps(OutputFolder folder, Progress progress) {
        this.folder = folder;
        this.progress = progress;
    }

    /** The work of a step, which writes its outputs through {@link Artefact}. */
    @FunctionalInterface
    public interface Work {
        void run() throws IOException;
    }

    /**
     * A step to do.
     *
     * @param verb its name
     * @param inputs all that decides the outcome, as text
     * @param outputs that it writes, in the output folder
     */
    public record Step(String verb, List<String> inputs, List<Path> outputs, Provenance provenance) {
        public Step {
            inputs = List.copyOf(inputs);
            outputs = List.copyOf(outputs);
        }
    }

    /** Does the work where inputs or outputs have changed or {@code force} asks for it; tells whether it was done. */
    public boolean run(Step step, boolean force, Work work) throws IOException {
        String inputs = Artefact.sha256(step.inputs);
        for (Path output : step.outputs) {
            Artefact.recover(output);
        }
        if (!force && vouched(step, inputs)) {
            progress.line(step.verb + ": unchanged, skipped (--force does it again)");
            return false;
        }
        Path record = record(step.verb);
        Files.deleteIfExists(record);
        PeakMemory.reset();
        long began = System.nanoTime();
        work.run();
        double seconds = (System.nanoTime() - began) / 1e9;
        StepRecord done = new StepRecord(step.verb, inputs, hashes(step), seconds, PeakMemory.bytes(), step.provenance);
        Artefact.writeText(record, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(done));
        progress.line(String.format(Locale.ROOT, "%s: done in %.1f s", step.verb, seconds));
        return true;
    }

    /** The records of all finished steps, in the order of their names. */
    public List<StepRecord> finished() throws IOException {
        if (!Files.isDirectory(folder.steps())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder.steps())) {
            return files.map(Path::getFileName)
                    .map(Path::toString)
                    .filter(name -> name.endsWith(".json") && !name.equals(SourceHashes.FILE))
                    .sorted()
                    .flatMap(name -> read(name.replace(".json", "")).stream())
                    .toList();
        }
    }

    /** The record of a step, empty where it has not been finished. */
    public Optional<StepRecord> read(String verb) {
        Path record = record(verb);
        try {
            return Files.exists(record)
                    ? Optional.of(JSON.readValue(Files.readString(record), StepRecord.class))
                    : Optional.empty();
        } catch (JsonProcessingException | IllegalArgumentException foreign) {
            return Optional.empty(); // of another version: the step is done again
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    private boolean vouched(Step step, String inputs) throws IOException {
        Optional<StepRecord> record = read(step.verb);
        if (record.isEmpty() || !record.get().inputs().equals(inputs)) {
            return false;
        }
        for (Path output : step.outputs) {
            if (!Files.exists(vouching(output))) {
                return false;
            }
        }
        return record.get().outputs().equals(hashes(step));
    }

    private Map<String, String> hashes(Step step) throws IOException {
        Map<String, String> hashes = new TreeMap<>();
        for (Path output : step.outputs) {
            hashes.put(folder.root().relativize(output).toString(), hash(output));
        }
        return hashes;
    }

    /** SHA-256 of an output; of a folder its manifest's, which holds those of its files. */
    public static String hash(Path output) throws IOException {
        return Artefact.sha256(vouching(output));
    }

    /** {@link #hash} of the dataset in an output folder; empty where there is none. */
    public static Optional<String> presentData(Path out) throws IOException {
        Path dataset = out.resolve("dataset");
        return Files.exists(dataset.resolve("manifest.json")) ? Optional.of(hash(dataset)) : Optional.empty();
    }

    private static Path vouching(Path output) {
        return Files.isDirectory(output) ? output.resolve("manifest.json") : output;
    }

    private Path record(String verb) {
        return folder.steps().resolve(verb + ".json");
    }
}
