package dev.tidecast.app.api;

import dev.tidecast.app.api.Problem.ProblemException;
import io.javalin.http.Context;
import io.javalin.security.RouteRole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets a request through that bears a key with the role that its route needs. Without any key on the ring a service that
 * listens to this machine alone lets everything through; the ring's file is read again when it changes.
 */
final class Gate {
    private static final String BEARER = "Bearer ";
    private static final long LOOK_AGAIN_MILLIS = 1_000;

    private final Path file;
    private volatile KeyRing ring;
    private volatile @Nullable FileTime read;
    private volatile long looked;

    /** The role that a route needs, as Javalin carries it. */
    record Needs(Role role) implements RouteRole {}

    /** A gate with the ring in {@code file}. */
    Gate(Path file) {
        this.file = file;
        this.ring = ring(file);
        this.read = changed(file);
    }

    private static KeyRing ring(Path file) {
        try {
            return KeyRing.read(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static @Nullable FileTime changed(Path file) {
        try {
            return Files.exists(file) ? Files.getLastModifiedTime(file) : null;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Whether there is any key, good or revoked. */
    boolean hasKeys() {
        return !current().keys().isEmpty();
    }

    private KeyRing current() {
        long now = System.currentTimeMillis();
        if (now - looked > LOOK_AGAIN_MILLIS) {
            looked = now;
            FileTime time = changed(file);
            if (time != null && !time.equals(read)) {
                ring = ring(file);
                read = time;
            }
        }
        return ring;
    }

    /** Passes, or ends the request with 401 or 403. */
    void pass(Context context) {
        Set<RouteRole> roles = context.routeRoles();
        Optional<Role> needed = roles.stream()
                .filter(Needs.class::isInstance)
                .map(role -> ((Needs) role).role())
                .findFirst();
        if (needed.isEmpty() || !hasKeys()) {
            return;
        }
        String text = text(context);
        if (text == null) {
            throw new ProblemException(
                    401, "a key is needed", "send the header Authorization: Bearer KEY, with a key from tidecast keys");
        }
        Role role = current()
                .find(text)
                .map(KeyRing.Key::role)
                .orElseThrow(() -> new ProblemException(401, "this key is unknown or revoked", null));
        if (!role.covers(needed.get())) {
            throw new ProblemException(
                    403,
                    "this key may not do that",
                    "it has the role " + role.word() + ", and " + needed.get().word() + " is needed");
        }
    }

    private static @Nullable String text(Context context) {
        String header = context.header("Authorization");
        if (header != null && header.startsWith(BEARER)) {
            return header.substring(BEARER.length());
        }
        return context.queryParam("key"); // sendBeacon can set no headers
    }
}
