package dev.tidecast.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Forecasts that are told as they change. */
@Timeout(30)
class StreamRoutesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path out;

    /** What a stream tells, one event after another. */
    private record Told(Stream<String> lines, Iterator<String> next) implements AutoCloseable {
        static Told of(HttpClient client, TestShop shop, String query) throws Exception {
            HttpRequest request = HttpRequest.newBuilder(shop.at("/v1/forecasts/stream?" + query))
                    .header("Accept", "text/event-stream")
                    .build();
            Stream<String> lines =
                    client.send(request, HttpResponse.BodyHandlers.ofLines()).body();
            return new Told(lines, lines.iterator());
        }

        JsonNode forecast() throws Exception {
            return JSON.readTree(data());
        }

        String data() {
            while (true) {
                String line = next.next();
                if (line.startsWith("data:")) {
                    return line.substring("data:".length());
                }
            }
        }

        @Override
        public void close() {
            lines.close();
        }
    }

    private static void buys(TestShop shop, String user, String item) throws Exception {
        HttpResponse<String> answer = shop.post(
                "/v1/events", "{\"user\":\"" + user + "\",\"item\":\"" + item + "\",\"behaviour\":\"purchase\"}");
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void the_forecast_of_a_user_is_told_anew_after_an_event() throws Exception {
        try (TestShop shop = TestShop.open(out);
                HttpClient client = HttpClient.newHttpClient();
                Told told = Told.of(client, shop, "user=fresh")) {
            assertThat(told.forecast().get("known").asBoolean()).isFalse();
            buys(shop, "somebody", "item3");
            buys(shop, "fresh", "item4");
            JsonNode after = told.forecast();
            assertThat(after.get("user").asText()).isEqualTo("fresh");
            assertThat(after.at("/items/0/item").asText()).isEqualTo("item4");
        }
    }

    @Test
    void those_who_will_want_something_are_followed_as_a_segment() throws Exception {
        try (TestShop shop = TestShop.open(out);
                HttpClient client = HttpClient.newHttpClient();
                Told told = Told.of(client, shop, "facet=category&value=even&k=2")) {
            String first = told.forecast().get("user").asText();
            String second = told.forecast().get("user").asText();
            assertThat(second).isNotEqualTo(first);
            buys(shop, second, "item5");
            assertThat(told.forecast().get("user").asText()).isEqualTo(second);
        }
    }

    @Test
    void another_standing_is_told_and_a_wrong_question_is_said_to_be_one() throws Exception {
        try (TestShop shop = TestShop.open(out);
                HttpClient client = HttpClient.newHttpClient();
                Told told = Told.of(client, shop, "user=user2");
                Told wrong = Told.of(client, shop, "value=nix")) {
            JsonNode before = told.forecast();
            shop.service().refresh();
            assertThat(told.forecast().get("user")).isEqualTo(before.get("user"));
            assertThat(wrong.data()).contains("no item has this name");
            assertThat(shop.get("/v1/forecasts/stream?user=user2").statusCode()).isEqualTo(406);
        }
    }
}
