package dev.tidecast.app.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidecast.provenance.Artefact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The hashes of source files; a file whose size and time of change are those of last time is not read again. */
public final class SourceHashes {
    static final String FILE = "sources.json";

    private static final ObjectMapper JSON = new ObjectMapper();

    private SourceHashes() {}

    /** SHA-256 of a file as it was when it had this size and time of change. */
    record Seen(long size, long changed, String sha256) {}

    /** SHA-256 of each file, in order. */
    public static List<String> of(List<Path> files, OutputFolder folder) throws IOException {
        Path memory = folder.steps().resolve(FILE);
        Map<String, Seen> seen = remembered(memory);
        Map<String, Seen> now = new TreeMap<>(seen);
        List<String> hashes = new ArrayList<>();
        for (Path file : files) {
            Seen before = seen.get(file.toString());
            long size = Files.size(file);
            long changed = Files.getLastModifiedTime(file).toMillis();
            Seen current = before != null && before.size == size && before.changed == changed
                    ? before
                    : new Seen(size, changed, Artefact.sha256(file));
            now.put(file.toString(), current);
            hashes.add(current.sha256);
        }
        if (!now.equals(seen)) {
            Artefact.writeText(memory, JSON.writeValueAsString(now));
        }
        return hashes;
    }

    private static Map<String, Seen> remembered(Path memory) throws IOException {
        try {
            return Files.exists(memory)
                    ? JSON.readValue(Files.readString(memory), new TypeReference<Map<String, Seen>>() {})
                    : Map.of();
        } catch (JsonProcessingException damaged) {
            return Map.of();
        }
    }
}
