package dev.tidecast.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be asked beside the forecast, and who may ask. */
class RoutesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path out;

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    @Test
    void the_share_without_an_event_is_that_of_a_history_without_it() throws Exception {
        try (TestShop shop = TestShop.open(out)) {
            JsonNode why = json(shop.get("/v1/users/user3/why"));
            String value = why.get("value").asText();
            assertThat(why.get("events")).isNotEmpty().hasSizeLessThanOrEqualTo(50);
            for (JsonNode event : why.get("events")) {
                boolean same = event.get("item").asText().equals(value)
                        && event.get("behaviour").asText().equals("purchase");
                assertThat(event.get("change").asDouble() > 0)
                        .as(event.toString())
                        .isEqualTo(same);
            }
        }
    }

    @Test
    void history_similar_and_shop_wide_answers_come_from_the_same_log() throws Exception {
        try (TestShop shop = TestShop.open(out)) {
            JsonNode history = json(shop.get("/v1/users/user3/history?limit=5"));
            assertThat(history.get("events")).hasSize(5);
            assertThat(json(shop.get("/v1/users/user3/similar-users?k=4")).get("users"))
                    .hasSize(4)
                    .noneMatch(user -> user.get("user").asText().equals("user3"));
            assertThat(json(shop.get("/v1/items/item3/similar?k=4")).get("items"))
                    .hasSize(4);
            assertThat(shop.get("/v1/items/nix/similar").statusCode()).isEqualTo(404);
            JsonNode audience = json(shop.get("/v1/audiences?value=item3&k=7"));
            assertThat(audience.get("users")).hasSize(7);
            assertThat(shop.get("/v1/audiences?value=item3&minimum=1000").statusCode())
                    .isEqualTo(422);
            JsonNode first = audience.at("/users/0");
            JsonNode own = json(shop.get("/v1/users/" + first.get("user").asText() + "/forecast?k=30&as-of="
                    + Instant.ofEpochSecond(shop.service().standing().visible().asOf())));
            assertThat(own.get("items")).anySatisfy(item -> {
                assertThat(item.get("item").asText()).isEqualTo("item3");
                assertThat(item.get("share").asDouble())
                        .isEqualTo(first.get("probability").asDouble());
            });
            assertThat(json(shop.get("/v1/trends?facet=category")).has("rising"))
                    .isTrue();
        }
    }

    @Test
    void an_item_that_is_told_and_met_can_be_forecast_after_the_next_standing() throws Exception {
        try (TestShop shop = TestShop.open(out)) {
            json(shop.send(HttpRequest.newBuilder(shop.at("/v1/items"))
                    .PUT(BodyPublishers.ofString("[{\"id\":\"new\",\"title\":\"A new one\",\"brand\":\"x\"},"
                            + "{\"id\":\"item1\",\"inStock\":false}]"))));
            json(shop.post("/v1/events", "{\"user\":\"fresh\",\"item\":\"new\",\"behaviour\":\"purchase\"}"));
            assertThat(json(shop.get("/v1/users/fresh/history")).at("/events/0").has("item"))
                    .isFalse();
            shop.service().refresh();
            assertThat(json(shop.get("/v1/users/fresh/history"))
                            .at("/events/0/item")
                            .asText())
                    .isEqualTo("new");
            assertThat(json(shop.get("/v1/users/fresh/forecast?k=1"))
                            .at("/items/0/title")
                            .asText())
                    .isEqualTo("A new one");
            assertThat(json(shop.get("/v1/users/user1/forecast?k=31&in-stock=true"))
                            .get("items"))
                    .hasSize(30)
                    .noneMatch(item -> item.get("item").asText().equals("item1"));
        }
    }

    @Test
    void an_erased_user_is_unknown_and_the_receipt_can_be_checked() throws Exception {
        String receipt;
        try (TestShop shop = TestShop.open(out)) {
            shop.post("/v1/events", "{\"user\":\"user5\",\"item\":\"item2\",\"behaviour\":\"view\",\"id\":\"x-5\"}");
            HttpResponse<String> erased =
                    shop.send(HttpRequest.newBuilder(shop.at("/v1/users/user5")).DELETE());
            receipt = json(erased).get("receipt").asText();
            assertThat(json(erased).get("events").asInt()).isEqualTo(1);
            assertThat(json(shop.get("/v1/users/user5/history")).get("size").asInt())
                    .isZero();
            assertThat(json(shop.send(HttpRequest.newBuilder(shop.at("/v1/users/user5"))
                                    .DELETE()))
                            .get("events")
                            .asInt())
                    .isZero();
            json(shop.get("/v1/erasures/" + receipt));
            assertThat(shop.get("/v1/erasures/nix").statusCode()).isEqualTo(404);
        }
        try (TestShop shop = TestShop.open(out)) {
            assertThat(json(shop.get("/v1/users/user5/history")).get("size").asInt())
                    .isZero();
            assertThat(json(shop.get("/v1/users/user6/similar-users?k=79")).get("users"))
                    .noneMatch(user -> user.get("user").asText().equals("user5"));
        }
        try (Stream<Path> files = Files.walk(out)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String bytes = Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
                assertThat(bytes).as("%s", file).doesNotContain("user5", "x-5");
            }
        }
    }

    @Test
    void keys_open_what_their_roles_cover() throws Exception {
        Path ring = out.resolve("keys.json");
        SecureRandom random = new SecureRandom();
        KeyRing.Created beacon = KeyRing.read(ring).create("page", Role.PUBLIC_BEACON, Instant.now(), random);
        KeyRing.Created reader = beacon.ring().create("mail", Role.READ, Instant.now(), random);
        reader.ring().write(ring);
        String event = "{\"user\":\"a\",\"item\":\"item2\",\"behaviour\":\"view\"}";
        try (TestShop shop = TestShop.open(out)) {
            assertThat(shop.get("/healthz").statusCode()).isEqualTo(200);
            assertThat(shop.get("/v1/users/user5/forecast").statusCode()).isEqualTo(401);
            assertThat(shop.get("/v1/users/user5/forecast?key=" + reader.text()).statusCode())
                    .isEqualTo(401);
            assertThat(shop.post("/v1/events?key=" + beacon.text(), event).statusCode())
                    .isEqualTo(200);
            assertThat(shop.get("/v1/users/user5/forecast?key=" + beacon.text()).statusCode())
                    .isEqualTo(403);
            HttpRequest.Builder asked = HttpRequest.newBuilder(shop.at("/v1/users/user5/forecast"))
                    .header("Authorization", "Bearer " + reader.text());
            assertThat(shop.send(asked).statusCode()).isEqualTo(200);
            HttpRequest.Builder erasing = HttpRequest.newBuilder(shop.at("/v1/users/user5"))
                    .header("Authorization", "Bearer " + reader.text())
                    .DELETE();
            assertThat(shop.send(erasing).statusCode()).isEqualTo(403);
        }
    }
}
