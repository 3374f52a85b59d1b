package dev.tidecast.app.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.tidecast.provenance.Artefact;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a service, in a file that holds only their hashes. A key is 256 random bits, so that a plain SHA-256 of it
 * can't be turned back by guessing. Immutable: changes give a new ring, which {@link #write} stores.
 */
public final class KeyRing {
    private static final String PREFIX = "tide_";
    private static final int SECRET_BYTES = 32;
    private static final int ID_BYTES = 6;
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final List<Key> keys;

    private KeyRing(List<Key> keys) {
        this.keys = List.copyOf(keys);
    }

    /**
     * One key.
     *
     * @param id shown in lists and logs
     * @param name for whom or what it is
     * @param hash SHA-256 of the key's text, in hex
     * @param created ISO instant
     * @param revoked ISO instant since when it is refused; null if it is good
     */
    public record Key(
            String id,
            String name,
            Role role,
            String hash,
            String created,
            @Nullable String revoked) {}

    /** A ring with one more key, and the key's text, which is shown once and never stored. */
    public record Created(KeyRing ring, Key key, String text) {}

    /** Reads the ring; an empty one if there is no file. */
    public static KeyRing read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return new KeyRing(List.of());
        }
        return new KeyRing(List.of(JSON.readValue(file.toFile(), Key[].class)));
    }

    /** Writes the ring, whole or not at all. */
    public void write(Path file) throws IOException {
        Artefact.writeText(file, JSON.writeValueAsString(keys));
    }

    public List<Key> keys() {
        return keys;
    }

    /** Makes a key. */
    public Created create(String name, Role role, Instant now, SecureRandom random) {
        String id = text(random, ID_BYTES);
        String text = PREFIX + id + "_" + text(random, SECRET_BYTES);
        Key key = new Key(id, name, role, hash(text), now.toString(), null);
        List<Key> more = new ArrayList<>(keys);
        more.add(key);
        return new Created(new KeyRing(more), key, text);
    }

    /** The ring in which the key {@code id} is refused. */
    public KeyRing revoke(String id, Instant now) {
        if (keys.stream().noneMatch(key -> key.id().equals(id))) {
            throw new IllegalArgumentException("no key has the id \"" + id + "\": there are "
                    + keys.stream().map(Key::id).toList());
        }
        return new KeyRing(keys.stream()
                .map(key -> key.id().equals(id) && key.revoked() == null
                        ? new Key(key.id(), key.name(), key.role(), key.hash(), key.created(), now.toString())
                        : key)
                .toList());
    }

    /** The key whose text this is, if it is on the ring and good; all are compared, each in constant time. */
    public Optional<Key> find(String text) {
        byte[] hash = hash(text).getBytes(StandardCharsets.US_ASCII);
        Key found = null;
        for (Key key : keys) {
            boolean same = MessageDigest.isEqual(hash, key.hash().getBytes(StandardCharsets.US_ASCII));
            found = same && key.revoked() == null ? key : found;
        }
        return Optional.ofNullable(found);
    }

    private static String hash(String text) {
        return Artefact.sha256(List.of(text));
    }

    private static String text(SecureRandom random, int bytes) {
        byte[] secret = new byte[bytes];
        random.nextBytes(secret);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret).replace('_', '-');
    }
}
