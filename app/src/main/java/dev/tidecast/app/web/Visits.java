package dev.tidecast.app.web;

import dev.tidecast.app.api.Gate;
import dev.tidecast.app.api.KeyRing;
import dev.tidecast.provenance.Artefact;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.HandlerType;
import io.javalin.http.SameSite;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who is at the console: a cookie that tells nothing but a random number, and behind it, in memory alone, the key that was
 * shown when signing in. A revoked key ends its visits at once. Shared between threads.
 */
final class Visits implements Gate.Visitors {
    static final String TOKEN = "token";
    private static final String COOKIE = "tidecast-visit";
    private static final int MOST = 10_000;
    private static final long LONGEST_NANOS = Duration.ofHours(12).toNanos();

    private final Gate gate;
    private final SecureRandom random = new SecureRandom();
    private final String secret = text();
    private final Map<String, Visit> visits = new LinkedHashMap<>(16, .75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Visit> eldest) {
            return size() > MOST;
        }
    };

    private record Visit(String key, long began) {}

    Visits(Gate gate) {
        this.gate = gate;
    }

    private String text() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public Optional<KeyRing.Key> key(Context request) {
        String id = request.cookie(COOKIE);
        boolean reads =
                request.method().equals(HandlerType.GET) || request.method().equals(HandlerType.HEAD);
        if (id == null || !reads && request.path().startsWith("/v1/")) {
            return Optional.empty(); // what changes something through the API shows its key itself
        }
        Visit visit;
        synchronized (visits) {
            visit = visits.get(id);
            if (visit != null && System.nanoTime() - visit.began() > LONGEST_NANOS) {
                visits.remove(id);
                visit = null;
            }
        }
        return visit == null ? Optional.empty() : gate.find(visit.key());
    }

    /** Begins a visit with a key; false if the key is no good. */
    boolean signIn(Context context, String key) {
        if (gate.find(key).isEmpty()) {
            return false;
        }
        String id = text(); // a new number, so that one planted before is worth nothing
        synchronized (visits) {
            visits.put(id, new Visit(key, System.nanoTime()));
        }
        set(context, id);
        return true;
    }

    void signOut(Context context) {
        String id = context.cookie(COOKIE);
        synchronized (visits) {
            visits.remove(id);
        }
        context.removeCookie(COOKIE);
    }

    private static void set(Context context, String id) {
        Cookie cookie = new Cookie(COOKIE, id);
        cookie.setPath("/");
        cookie.setHttpOnly(true);
        cookie.setSecure("https".equals(context.scheme()));
        cookie.setSameSite(SameSite.STRICT);
        context.cookie(cookie);
    }

    /** What a form of this visit must send back; begins a visit without a key where there is none. */
    String token(Context context) {
        String id = context.cookie(COOKIE);
        if (id == null || id.length() != 64) {
            id = text();
            set(context, id);
        }
        return token(id);
    }

    private String token(String id) {
        return Artefact.sha256(List.of(secret, id));
    }

    /** Whether a request that changes something comes from a page of ours, seen in this visit. */
    boolean isOurs(Context context) {
        String id = context.cookie(COOKIE);
        String sent = context.formParam(TOKEN);
        return id != null && sent != null && same(token(id), sent) && !fromElsewhere(context.header("Sec-Fetch-Site"));
    }

    private static boolean fromElsewhere(@Nullable String site) {
        return site != null && !site.equals("same-origin") && !site.equals("none");
    }

    private static boolean same(String left, String right) {
        return MessageDigest.isEqual(left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
    }
}
