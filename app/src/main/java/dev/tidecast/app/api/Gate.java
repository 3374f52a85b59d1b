package dev.tidecast.app.api;

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
public final class Gate {
    private static final String CALLER = "tidecast.caller";
    private static final String BEARER = "Bearer ";
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final long LOOK_AGAIN_MILLIS = 1_000;

    private final Path file;
    private volatile KeyRing ring;
    private volatile @Nullable FileTime read;
    private volatile long looked;

    private volatile Visitors visitors = request -> Optional.empty();

    /** The role that a route needs, as Javalin carries it. */
    private record Needs(Role role) implements RouteRole {}

    /**
     * Who asks.
     *
     * @param id of the key, {@code "-"} without one
     */
    public record Caller(String id, Role role) {}

    /** Another way to show a key, such as a session that one was shown to before. */
    @FunctionalInterface
    public interface Visitors {
        /** The key that a request goes by; empty if it brings none in this way. */
        Optional<KeyRing.Key> key(Context request);
    }

    /** What a route says to be open to callers of that role and those that cover it. */
    public static RouteRole needs(Role role) {
        return new Needs(role);
    }

    /** Who made this request, which the gate let pass. */
    public static Caller caller(Context context) {
        Caller caller = context.attribute(CALLER);
        return caller == null ? new Caller("-", Role.PUBLIC_BEACON) : caller;
    }

    /** Recognises callers also in this way. */
    public void admit(Visitors also) {
        visitors = also;
    }

    /** The good key with this text; a key that was made this moment is found too. */
    public Optional<KeyRing.Key> find(String text) {
        Optional<KeyRing.Key> found = current().find(text);
        if (found.isEmpty()) {
            looked = 0;
            return current().find(text);
        }
        return found;
    }

    /** A gate with the ring in {@code file}. */
    public Gate(Path file) {
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
    public boolean hasKeys() {
        return !current().keys().isEmpty();
    }

    private KeyRing current() {
        if (isOld()) {
            lookAgain();
        }
        return ring;
    }

    private boolean isOld() {
        return System.currentTimeMillis() - looked > LOOK_AGAIN_MILLIS;
    }

    /** Whoever comes meanwhile waits: a ring that is known to be old opens nothing. */
    private synchronized void lookAgain() {
        if (isOld()) {
            long now = System.currentTimeMillis();
            FileTime time = changed(file);
            if (time != null && !time.equals(read)) {
                ring = ring(file);
                read = time;
            }
            looked = now;
        }
    }

    /** Passes, or ends the request with 401 or 403; without any key whoever sits at this machine may do everything. */
    void pass(Context context) {
        Optional<Role> needed = context.routeRoles().stream()
                .filter(Needs.class::isInstance)
                .map(role -> ((Needs) role).role())
                .findFirst();
        needed.ifPresent(role -> require(context, role));
    }

    /** The same for a page that tells its readers in its own way what is needed. */
    public void require(Context context, Role needed) {
        if (!hasKeys()) {
            requireThisMachine(context);
            context.attribute(CALLER, new Caller("-", Role.ADMIN));
            return;
        }
        KeyRing.Key key = key(context);
        if (!key.role().covers(needed)) {
            throw new ProblemException(
                    403,
                    "this key may not do that",
                    "it has the role " + key.role().word() + ", and " + needed.word() + " is needed");
        }
        context.attribute(CALLER, new Caller(key.id(), key.role()));
    }

    /**
     * A page of another site that makes the browser ask here names its site as origin; one that was given this
     * machine's address by its name server asks under that name.
     */
    private static void requireThisMachine(Context context) {
        String origin = context.header("Origin");
        boolean ours = origin == null || isThisMachine(origin.replaceFirst("^https?://", ""));
        if (!ours || !isThisMachine(String.valueOf(context.host()))) {
            throw new ProblemException(
                    403, "a key is needed", "without keys the service answers to localhost, 127.0.0.1 and [::1] alone");
        }
    }

    private static boolean isThisMachine(String host) {
        int port = host.lastIndexOf(':');
        return THIS_MACHINE.contains(port > host.lastIndexOf(']') ? host.substring(0, port) : host);
    }

    private KeyRing.Key key(Context context) {
        Optional<KeyRing.Key> visitor = visitors.key(context);
        if (visitor.isPresent()) {
            return visitor.get();
        }
        String header = context.header("Authorization");
        String inAddress = context.queryParam("key");
        if (header != null && header.startsWith(BEARER)) {
            return good(header.substring(BEARER.length()));
        }
        if (inAddress != null) {
            // sendBeacon can set no headers. Addresses end up in logs: only a key that is public anyway may stand
            // there.
            KeyRing.Key key = good(inAddress);
            if (key.role() == Role.PUBLIC_BEACON) {
                return key;
            }
            throw new ProblemException(
                    401, "this key must not stand in an address", "send it in the header Authorization: Bearer KEY");
        }
        throw new ProblemException(
                401, "a key is needed", "send the header Authorization: Bearer KEY, with a key from tidecast keys");
    }

    private KeyRing.Key good(String text) {
        return find(text).orElseThrow(() -> new ProblemException(401, "this key is unknown or revoked", null));
    }
}
