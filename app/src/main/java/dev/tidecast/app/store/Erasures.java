package dev.tidecast.app.store;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidecast.provenance.Artefact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Users who were erased: salted hashes, so that the list tells nobody's name but knows a name that comes again. Shared
 * between threads.
 */
public final class Erasures {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final String salt;
    private volatile Map<String, String> when;

    private record Stored(String salt, Map<String, String> erased) {}

    private Erasures(Path file, String salt, Map<String, String> when) {
        this.file = file;
        this.salt = salt;
        this.when = when;
    }

    /** The list of an output folder, an empty one where nobody was erased. */
    public static Erasures read(Path out) throws IOException {
        Path file = out.resolve("erased.json");
        if (Files.exists(file)) {
            Stored stored = JSON.readValue(file.toFile(), Stored.class);
            return new Erasures(file, stored.salt(), Map.copyOf(stored.erased()));
        }
        byte[] salt = new byte[32];
        new SecureRandom().nextBytes(salt);
        return new Erasures(file, HexFormat.of().formatHex(salt), Map.of());
    }

    /** The hash that stands for a user; it is the receipt of the erasure too. */
    public String hash(String user) {
        return Artefact.sha256(List.of(salt, user));
    }

    public boolean contains(String user) {
        return !when.isEmpty() && when.containsKey(hash(user));
    }

    public boolean isEmpty() {
        return when.isEmpty();
    }

    /** The hashes of all. */
    public Set<String> hashes() {
        return when.keySet();
    }

    /** When the user of that hash was erased, an ISO instant. */
    public Optional<String> when(String hash) {
        return Optional.ofNullable(when.get(hash));
    }

    /** Puts a user on the list, durably; a second time changes nothing. */
    public synchronized String add(String user, String instant) throws IOException {
        String hash = hash(user);
        Map<String, String> more = new TreeMap<>(when);
        more.putIfAbsent(hash, instant);
        Artefact.writeText(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(new Stored(salt, more)));
        when = Map.copyOf(more);
        return hash;
    }

    /** Tells one list from another; empty for an empty one. */
    public String state() {
        return when.isEmpty() ? "" : Artefact.sha256(List.copyOf(new TreeMap<>(when).keySet()));
    }
}
