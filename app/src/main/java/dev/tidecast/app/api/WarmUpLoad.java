package dev.tidecast.app.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidecast.app.serve.Service;
import dev.tidecast.sequence.Vocabulary;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Requests of a few callers, half of them events, to a service that nobody else asks. */
final class WarmUpLoad {
    private static final int CALLERS = 4;
    private static final long LOOK_MILLIS = 500;
    private static final int LEAST_LOOKS = 4;
    /** While the compilers are busy for more than this part of the time, answers become quicker. */
    private static final double BUSY = .3;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Service service;
    private final String at;
    private final Vocabulary users;
    private final Vocabulary items;
    private volatile boolean done;

    WarmUpLoad(Service service, int port) {
        this.service = service;
        this.at = "http://127.0.0.1:" + port;
        this.users = service.standing().loaded().dataset().users();
        this.items = service.standing().loaded().dataset().items().names();
    }

    /** Goes on until the compilers have little to do, for so long at most. */
    void run(long mostMillis) {
        if (users.size() == 0) {
            return;
        }
        long end = System.nanoTime() + mostMillis * 1_000_000;
        List<Thread> callers = IntStream.range(0, CALLERS)
                .mapToObj(caller -> Thread.ofPlatform()
                        .daemon()
                        .name("tidecast-warm-up-" + caller)
                        .start(() -> call(caller)))
                .toList();
        try {
            CompilationMXBean compilers = ManagementFactory.getCompilationMXBean();
            for (int look = 1; System.nanoTime() < end; look++) {
                long before = compilers.getTotalCompilationTime();
                Thread.sleep(LOOK_MILLIS);
                long busy = compilers.getTotalCompilationTime() - before;
                if (look >= LEAST_LOOKS && busy < BUSY * LOOK_MILLIS) {
                    break;
                }
            }
            done = true;
            for (Thread caller : callers) {
                caller.join();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            done = true;
        }
    }

    private void call(int caller) {
        SplittableRandom random = new SplittableRandom(caller);
        try {
            for (int k = 0; !done; k++) {
                String user = users.get(random.nextInt(users.size()));
                if (random.nextBoolean()) {
                    ask("/v1/events", event(user, random, caller + "-" + k));
                } else {
                    ask(
                            "/v1/users/"
                                    + URLEncoder.encode(user, StandardCharsets.UTF_8)
                                            .replace("+", "%20") + (k % 16 == 0 ? "/recommendations" : "/forecast")
                                    + "?k=20",
                            null);
                }
            }
        } catch (IOException gone) {
            done = true;
        }
    }

    private byte[] event(String user, SplittableRandom random, String id) throws IOException {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("user", user);
        if (items.size() > 0) {
            event.put("item", items.get(random.nextInt(items.size())));
        }
        event.put("behaviour", service.standard().behaviour().word());
        event.put("quantity", 1);
        event.put("price", 2.5);
        event.put("id", id);
        return JSON.writeValueAsBytes(event);
    }

    private void ask(String path, byte @Nullable [] body) throws IOException {
        HttpURLConnection line =
                (HttpURLConnection) URI.create(at + path).toURL().openConnection();
        if (body != null) {
            line.setDoOutput(true);
            try (OutputStream out = line.getOutputStream()) {
                out.write(body);
            }
        }
        // What was refused has an empty stream of its own kind; that the rest was read keeps the connection.
        if (line.getResponseCode() < HttpURLConnection.HTTP_BAD_REQUEST) {
            line.getInputStream().readAllBytes();
        }
    }
}
