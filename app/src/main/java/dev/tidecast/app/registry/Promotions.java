package dev.tidecast.app.registry;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidecast.provenance.Artefact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which version is promoted, and how that came about. The pointer file is the truth and is replaced at once; the journal
 * of all promotions follows it, and is completed from it where a kill fell between the two.
 */
final class Promotions {
    static final String POINTER = "current.json";
    static final String JOURNAL = "promotions.jsonl";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path pointer;
    private final Journal<Promotion> journal;

    Promotions(Path folder) {
        pointer = folder.resolve(POINTER);
        journal = new Journal<>(folder.resolve(JOURNAL), Promotion.class);
    }

    Optional<Promotion> current() throws IOException {
        return Files.exists(pointer)
                ? Optional.of(JSON.readValue(Files.readString(pointer), Promotion.class))
                : Optional.empty();
    }

    /** All promotions, the first one first. */
    List<Promotion> history() throws IOException {
        List<Promotion> history = new ArrayList<>(journal.read());
        current().filter(now -> now.number() > history.size()).ifPresent(history::add);
        return history;
    }

    /** Makes {@code next} the current one; it is numbered after all others. Callers exclude each other. */
    void move(Promotion next) throws IOException {
        Optional<Promotion> now = current();
        int written = journal.read().size();
        if (now.isPresent() && now.get().number() > written) {
            journal.append(now.get());
        }
        int number = now.map(Promotion::number).orElse(0) + 1;
        if (next.number() != number) {
            throw new IllegalArgumentException("promotion " + next.number() + " can't follow " + (number - 1));
        }
        Artefact.writeText(pointer, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(next));
        journal.append(next);
    }
}
