package dev.tidecast.app.api;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What callers see of a disk that fills and of damage while the service runs, and that the rest goes on. */
class FaultsTest {
    private static final int MOST_EVENTS = 20_000;
    private static final int EVENTS = 2_000;
    private static final long RECOVERY_MILLIS = 30_000;
    private static final int BLOCK = 1 << 16;

    @TempDir
    Path out;

    private int sent;

    @Test
    void a_disk_that_fills_refuses_events_in_plain_words_and_takes_them_again_when_there_is_room() throws Exception {
        String disk = System.getenv("TIDECAST_SMALL_DISK");
        Assumptions.assumeTrue(disk != null, "TIDECAST_SMALL_DISK names no folder on a disk of about 128 MB");
        Path ballast = Path.of(disk, "ballast");
        Files.deleteIfExists(ballast);
        Path folder = Files.createTempDirectory(Path.of(disk), "out");
        fill(ballast, 2L << 20);
        int acknowledged;
        try (TestShop shop = TestShop.open(folder)) {
            assertThat(one(shop).statusCode()).isEqualTo(200);
            fill(ballast, 0);
            HttpResponse<String> refused = untilRefused(shop);
            acknowledged = sent - 1;
            isAProblem(refused, "the disk is full");
            forecastsGoOn(shop, "tidecast_store_failed 1.0", "the disk is full");
            isAProblem(
                    shop.send(
                            HttpRequest.newBuilder(shop.at("/v1/users/nobody")).DELETE()),
                    "the disk is full");
            Files.delete(ballast);
            assertThat(takenAgain(shop)).isTrue();
            acknowledged++;
            assertThat(shop.get("/readyz").body()).contains("\"events\":\"taken\"");
            assertThat(shop.get("/metrics").body()).contains("tidecast_store_failed 0.0");
            assertThat(shop.service().store().events("anna")).hasSizeGreaterThanOrEqualTo(acknowledged);
        }
        try (TestShop shop = TestShop.open(folder)) {
            assertThat(shop.service().store().events("anna")).hasSizeGreaterThanOrEqualTo(acknowledged);
        }
    }

    @Test
    void a_damaged_block_is_told_of_and_all_else_is_answered_and_stored() throws Exception {
        try (TestShop shop = TestShop.open(out)) {
            shop.post("/v1/events", many("anna"));
            shop.post("/v1/events", many("zoe"));
            shop.service().store().backUp(out.resolve("flushed"));
            damage(out.resolve("live").resolve("store"));
            List.of("anna", "zoe").forEach(shop.service().standing().users()::forget);
            isAProblem(shop.get("/v1/users/anna/forecast"), "damaged");
            isAProblem(shop.get("/v1/users/anna/why"), "damaged");
            assertThat(shop.get("/v1/users/zoe/history").body()).contains("\"item\":\"item8\"");
            forecastsGoOn(shop, "tidecast_store_failed_reads_total 2.0", "some can't be read");
            assertThat(shop.post("/v1/events", event("zoe", 0)).statusCode()).isEqualTo(200);
            assertThat(shop.post("/v1/events", event("anna", 0)).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void a_start_on_a_damaged_store_answers_all_who_can_be_read_and_makes_new_standings() throws Exception {
        try (TestShop shop = TestShop.open(out)) {
            shop.post("/v1/events", many("user1"));
            shop.post("/v1/events", many("zoe"));
            shop.service().store().backUp(out.resolve("flushed"));
        }
        damage(out.resolve("live").resolve("store"));
        try (TestShop shop = TestShop.open(out)) {
            isAProblem(shop.get("/v1/users/user1/forecast"), "damaged");
            isAProblem(shop.get("/v1/users/user1/history"), "damaged");
            assertThat(shop.get("/v1/users/zoe/history").body()).contains("\"size\":2000");
            assertThat(shop.get("/v1/users/user2/forecast").statusCode()).isEqualTo(200);
            assertThat(shop.get("/readyz").body()).contains("some can't be read");
            assertThat(shop.get("/metrics").body()).doesNotContain("tidecast_store_failed_reads_total 0.0");
            assertThat(shop.post("/v1/events", event("user1", 0)).statusCode()).isEqualTo(200);
            assertThat(shop.get("/v1/audiences?value=item1&k=500").body())
                    .contains("\"user2\"")
                    .doesNotContain("\"user1\"");
            assertThat(shop.service().refresh().number()).isEqualTo(2);
            isAProblem(
                    shop.send(HttpRequest.newBuilder(shop.at("/v1/users/user1")).DELETE()), "damaged");
            assertThat(Files.readString(out.resolve("erased.json")))
                    .contains(shop.service().erasures().hash("user1"));
            assertThat(shop.get("/v1/users/user1/forecast").body()).contains("\"known\":false");
            assertThat(shop.get("/v1/users/zoe/forecast").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void a_body_that_drips_is_a_fault_of_the_caller() throws Exception {
        try (TestShop shop = TestShop.open(out);
                Socket socket = new Socket("127.0.0.1", shop.server().port())) {
            socket.getOutputStream()
                    .write("POST /v1/events HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n["
                            .getBytes(US_ASCII));
            Thread.sleep(1_500);
            socket.getOutputStream().write(' ');
            byte[] head = socket.getInputStream().readNBytes(12);
            assertThat(new String(head, US_ASCII)).isEqualTo("HTTP/1.1 408");
        }
    }

    private static void isAProblem(HttpResponse<String> answer, String detail) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.body())
                .contains("\"title\":\"not now\"")
                .contains(detail)
                .doesNotContain("/out", ".sst", ".log", "Exception", "anna");
    }

    private static void forecastsGoOn(TestShop shop, String metric, String ready) throws Exception {
        assertThat(shop.get("/v1/users/user1/forecast").statusCode()).isEqualTo(200);
        assertThat(shop.get("/readyz").statusCode()).isEqualTo(200);
        assertThat(shop.get("/readyz").body()).contains(ready);
        assertThat(shop.get("/metrics").body()).contains(metric);
    }

    private static String event(String user, int number) {
        return "{\"user\":\"" + user + "\",\"item\":\"item" + number * 7_919 % 10_007 + "\",\"behaviour\":\"view\"}\n";
    }

    private static String many(String user) {
        StringBuilder many = new StringBuilder();
        for (int number = 0; number < EVENTS; number++) {
            many.append(event(user, number));
        }
        return many.toString();
    }

    private HttpResponse<String> one(TestShop shop) throws Exception {
        return shop.post("/v1/events", event("anna", sent++));
    }

    private HttpResponse<String> untilRefused(TestShop shop) throws Exception {
        HttpResponse<String> answer = one(shop);
        while (answer.statusCode() == 200 && sent < MOST_EVENTS) {
            answer = one(shop);
        }
        return answer;
    }

    private boolean takenAgain(TestShop shop) throws Exception {
        long end = System.currentTimeMillis() + RECOVERY_MILLIS;
        while (System.currentTimeMillis() < end) {
            if (one(shop).statusCode() == 200) {
                return true;
            }
            Thread.sleep(200);
        }
        return false;
    }

    /** Writes until that many bytes are left. */
    private static void fill(Path ballast, long left) throws IOException {
        try (OutputStream file = Files.newOutputStream(
                ballast, java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.APPEND)) {
            while (Files.getFileStore(ballast).getUsableSpace() > left) {
                file.write(
                        new byte
                                [(int) Math.min(
                                        BLOCK, Files.getFileStore(ballast).getUsableSpace() - left)]);
            }
        }
    }

    private static void damage(Path store) throws IOException {
        try (Stream<Path> files = Files.list(store)) {
            Path largest = files.filter(file -> file.toString().endsWith(".sst"))
                    .max(Comparator.comparingLong(file -> file.toFile().length()))
                    .orElseThrow();
            try (RandomAccessFile file = new RandomAccessFile(largest.toFile(), "rw")) {
                file.seek(2_000);
                file.write(new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
            }
        }
    }
}
