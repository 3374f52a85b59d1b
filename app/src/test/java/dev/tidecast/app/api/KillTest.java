package dev.tidecast.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidecast.app.live.EventStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service that is killed under load keeps what it acknowledged, once. */
class KillTest {
    private static final int SENDERS = 4;
    private static final long READY_MILLIS = 10_000;

    @TempDir
    Path out;

    private final AtomicInteger number = new AtomicInteger();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();

    @Test
    void three_kills_lose_no_acknowledged_event_and_double_none() throws Exception {
        kill(3, 700);
    }

    @Test
    @Tag("slow")
    void fifty_kills_lose_no_acknowledged_event_and_double_none() throws Exception {
        kill(50, 1_000);
    }

    private void kill(int times, long underLoadMillis) throws Exception {
        for (int time = 0; time < times; time++) {
            Process service = start();
            int port = port(service);
            List<Thread> senders = new ArrayList<>();
            for (int sender = 0; sender < SENDERS; sender++) {
                String user = "sender" + sender;
                senders.add(Thread.ofPlatform().start(() -> send(port, user)));
            }
            Thread.sleep(underLoadMillis);
            service.destroyForcibly().waitFor();
            for (Thread sender : senders) {
                sender.join();
            }
        }
        assertThat(acknowledged).hasSizeGreaterThan(times * SENDERS);
        List<String> stored = new ArrayList<>();
        try (EventStore store = EventStore.open(out.resolve("live").resolve("store"))) {
            for (int sender = 0; sender < SENDERS; sender++) {
                store.events("sender" + sender)
                        .forEach(each -> stored.add(each.event().id()));
            }
        }
        assertThat(new HashSet<>(stored)).hasSameSizeAs(stored).containsAll(acknowledged);
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "--add-modules=jdk.incubator.vector",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TestShop.class.getName(),
                        out.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static int port(Process service) throws IOException {
        long began = System.currentTimeMillis();
        BufferedReader lines = service.inputReader();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("port ")) {
                assertThat(System.currentTimeMillis() - began).isLessThan(READY_MILLIS);
                return Integer.parseInt(line.substring(5));
            }
        }
        throw new IOException("the service ended before it was ready");
    }

    /** Sends events one after another, every third delivery twice, until the service is gone. */
    private void send(int port, String user) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            while (true) {
                int id = number.incrementAndGet();
                String body = "{\"user\":\"" + user + "\",\"item\":\"item1\",\"behaviour\":\"view\",\"time\":"
                        + (TestShop.END - 1_000_000 + id) + ",\"id\":\"e" + id + "\"}";
                HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/events"))
                        .POST(BodyPublishers.ofString(body))
                        .build();
                for (int delivery = 0; delivery < (id % 3 == 0 ? 2 : 1); delivery++) {
                    if (client.send(request, HttpResponse.BodyHandlers.ofString())
                                    .statusCode()
                            == 200) {
                        acknowledged.add("e" + id);
                    }
                }
            }
        } catch (IOException killed) {
            return;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
