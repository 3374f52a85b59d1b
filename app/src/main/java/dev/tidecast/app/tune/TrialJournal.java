package dev.tidecast.app.tune;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.tidecast.provenance.Artefact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** All trials of one search in a file, written anew after each figure, so that a killed search goes on. */
public final class TrialJournal {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Path file;
    private final String search;
    private final TreeMap<Integer, Trial> trials = new TreeMap<>();

    private record Content(String search, List<Trial> trials) {}

    /**
     * Goes on from {@code file} if it is of the same search.
     *
     * @param search a hash of all that decides the figures: log, recipe, ranges, code
     */
    public TrialJournal(Path file, String search) throws IOException {
        this.file = file;
        this.search = search;
        Artefact.recover(file);
        if (Files.exists(file)) {
            Content content = JSON.readValue(file.toFile(), Content.class);
            if (content.search.equals(search)) {
                content.trials.forEach(trial -> trials.put(trial.number(), trial));
            }
        }
    }

    Optional<Trial> find(int number) {
        return Optional.ofNullable(trials.get(number));
    }

    void keep(Trial trial) throws IOException {
        trials.put(trial.number(), trial);
        Artefact.writeText(file, JSON.writeValueAsString(new Content(search, List.copyOf(trials.values()))));
    }

    /** Seconds of judging so far, by all processes. */
    double seconds() {
        return trials.values().stream().mapToDouble(Trial::seconds).sum();
    }

    /** All trials by number. */
    public Collection<Trial> trials() {
        return List.copyOf(trials.values());
    }
}
