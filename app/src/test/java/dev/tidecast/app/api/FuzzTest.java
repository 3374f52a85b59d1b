package dev.tidecast.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Malformed requests over every route: refused, quickly, and told nothing of what is inside. */
class FuzzTest {
    private static final Pattern INSIDE =
            Pattern.compile("\\tat |\\.java:|java\\.|dev\\.tidecast|Exception|/tmp/|/root/|/home/|jetty|javalin");
    private static final List<String> VALUES = List.of(
            "",
            "-1",
            "0",
            "1e309",
            "NaN",
            "99999999999999999999",
            "%00",
            "%ff%fe",
            "../../etc/passwd",
            "'--",
            "<b>",
            "%7B%7D",
            "item1",
            "user1",
            "category",
            "2011-10-01T00:00:00Z",
            "+1000000000-01-01T00:00:00Z",
            "%F0%9F%90%8B",
            "true");
    private static final List<String> NAMES = List.of(
            "k",
            "horizon",
            "facet",
            "behaviour",
            "as-of",
            "category",
            "price-from",
            "exclude",
            "diversity",
            "value",
            "limit",
            "minimum",
            "from",
            "in-stock",
            "key",
            "nix");
    private static final List<String> BODIES = List.of(
            "",
            "{",
            "[]",
            "[[[[[[[[[[]]]]]]]]]]",
            "null",
            "1",
            "\"x\"",
            "{\"user\":1}",
            "[null]",
            "\u0000",
            "{\"user\":\"a\",\"item\":\"b\",\"behaviour\":\"view\",\"time\":1e30}",
            "{\"user\":\"a\",\"behaviour\":\"search\",\"query\":\"" + "q".repeat(2_000) + "\"}",
            "{\"user\":\"a\",\"item\":\"b\",\"behaviour\":\"purchase\",\"quantity\":-1,\"price\":\"x\"}",
            "[{\"id\":\"\"}]",
            "[{\"id\":\"i\",\"price\":-1}]",
            "[{\"id\":{}}]",
            "{\"override\":1}");

    @TempDir
    Path out;

    @Test
    void a_thousand_malformed_requests_are_refused_without_a_trace() throws Exception {
        fuzz(1_000, 11);
    }

    @Test
    @Tag("slow")
    void a_hundred_thousand_malformed_requests_are_refused_without_a_trace() throws Exception {
        fuzz(100_000, 12);
    }

    private void fuzz(int requests, long seed) throws Exception {
        try (TestShop shop = TestShop.open(out)) {
            SplittableRandom random = new SplittableRandom(seed);
            List<String> routes = shop.server().routes().stream()
                    .filter(route -> !route.contains("/docs/"))
                    .toList();
            for (int k = 0; k < requests; k++) {
                String request = request(random, routes);
                String answer = answer(shop.server().port(), request);
                String shown = "seed " + seed + ", request " + k + ": "
                        + request.lines().findFirst().orElse("");
                assertThat(answer).as(shown).matches("(?s)HTTP/1\\.1 [1234]\\d\\d.*");
                assertThat(INSIDE.matcher(answer).find())
                        .as(shown + " -> " + answer)
                        .isFalse();
            }
            assertThat(shop.get("/readyz").statusCode()).isEqualTo(200);
        }
    }

    private static String request(SplittableRandom random, List<String> routes) {
        String[] route = routes.get(random.nextInt(routes.size())).split(" ");
        String path = route[1];
        while (path.contains("{")) {
            path = path.replaceFirst("\\{\\w+}", java.util.regex.Matcher.quoteReplacement(pick(random, VALUES)));
        }
        StringBuilder query = new StringBuilder("?");
        for (int k = random.nextInt(4); k > 0; k--) {
            query.append(pick(random, NAMES))
                    .append('=')
                    .append(pick(random, VALUES))
                    .append('&');
        }
        String method = random.nextInt(10) == 0 ? pick(random, List.of("PATCH", "PUT", "TRACE", "X", "GET")) : route[0];
        String body = method.equals("GET") && random.nextInt(4) > 0 ? "" : pick(random, BODIES);
        String target = broken(random, path + (path.startsWith("/docs") ? "" : query));
        String header = random.nextInt(20) == 0 ? "Content-Length: 99x\r\n" : "";
        return method + " " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n" + header
                + "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
    }

    /** Now and then a letter of the target is another. */
    private static String broken(SplittableRandom random, String target) {
        if (random.nextInt(5) > 0) {
            return target;
        }
        int at = random.nextInt(target.length());
        return target.substring(0, at) + (char) (33 + random.nextInt(94)) + target.substring(at + 1);
    }

    private static String pick(SplittableRandom random, List<String> from) {
        return from.get(random.nextInt(from.size()));
    }

    private static String answer(int port, String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            InputStream in = socket.getInputStream();
            StringBuilder answer = new StringBuilder();
            byte[] buffer = new byte[8_192];
            for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
                answer.append(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
                if (answer.indexOf("text/event-stream") >= 0) {
                    break;
                }
            }
            return answer.toString();
        }
    }
}
