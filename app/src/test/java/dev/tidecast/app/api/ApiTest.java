package dev.tidecast.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events in, forecasts out, over HTTP. */
class ApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path out;

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        return JSON.readTree(answer.body());
    }

    @Test
    void an_acknowledged_event_moves_the_forecast_and_survives_a_restart() throws Exception {
        String path = "/v1/users/user7/forecast?k=1";
        try (TestShop shop = TestShop.open(out)) {
            String before = json(shop.get(path)).at("/items/0/item").asText();
            String other = before.equals("item3") ? "item4" : "item3";
            StringBuilder lines = new StringBuilder();
            for (int k = 0; k < 20; k++) {
                lines.append("{\"user\":\"user7\",\"item\":\"" + other + "\",\"behaviour\":\"purchase\",\"time\":"
                        + (TestShop.END - 86_400L * k - 5_000) + ",\"id\":\"" + k + "\"}\n");
            }
            HttpResponse<String> taken = shop.post("/v1/events", lines.toString());
            assertThat(taken.body()).isEqualTo("{\"accepted\":20,\"repeated\":0,\"refused\":[]}");
            assertThat(json(shop.post("/v1/events", lines.toString()))
                            .get("repeated")
                            .asInt())
                    .isEqualTo(20);
            assertThat(json(shop.get(path)).at("/items/0/item").asText()).isEqualTo(other);
        }
        try (TestShop shop = TestShop.open(out)) {
            assertThat(json(shop.get(path)).at("/items/0/known").asBoolean()).isTrue();
            assertThat(shop.service().standing().users().state("user7").size())
                    .isEqualTo(shop.service()
                            .standing()
                            .visible()
                            .history(shop.service().standing().visible().users().indexOf("user7"))
                            .size());
        }
    }

    @Test
    void rows_that_are_refused_are_listed_with_reasons_and_the_others_are_stored() throws Exception {
        try (TestShop shop = TestShop.open(out)) {
            HttpResponse<String> answer = shop.post("/v1/events", """
                    [{"user":"a","item":"item1","behaviour":"view"},
                     {"item":"item1","behaviour":"view"},
                     {"user":"a","item":"item1","behaviour":"stare"},
                     {"user":"a","item":"item1","behaviour":"view","time":"2999-01-01T00:00:00Z"}]""");
            assertThat(answer.statusCode()).isEqualTo(207);
            assertThat(json(answer).get("accepted").asInt()).isEqualTo(1);
            assertThat(json(answer).get("refused").toString())
                    .contains("missing-user", "unknown-behaviour", "future-time");
            assertThat(shop.post("/v1/events", "{\"user\":").statusCode()).isEqualTo(400);
            assertThat(shop.post("/v1/events", "{").body())
                    .contains("Unexpected end-of-input", "at line 1")
                    .doesNotContain("Source", "StreamRead");
            assertThat(shop.post("/v1/events", "{\"user\":{\"a\":{\"b\":{\"c\":{\"d\":1}}}}}")
                            .body())
                    .contains("nesting depth (5)", "(4)")
                    .doesNotContain("StreamRead");
        }
    }

    @Test
    void filters_leave_out_what_they_say() throws Exception {
        try (TestShop shop = TestShop.open(out)) {
            JsonNode odd =
                    json(shop.get("/v1/users/user1/forecast?category=odd&k=9")).get("items");
            assertThat(odd)
                    .isNotEmpty()
                    .allMatch(item -> item.get("item").asText().endsWith("1"));
            JsonNode fresh = json(shop.get("/v1/users/user1/recommendations?k=30&exclude=seen"))
                    .get("items");
            assertThat(fresh).noneMatch(item -> item.get("known").asBoolean());
            assertThat(json(shop.get("/v1/users/nobody/forecast")).get("known").asBoolean())
                    .isFalse();
        }
    }

    @Test
    void what_is_not_allowed_is_told_as_a_problem() throws Exception {
        try (TestShop shop = TestShop.open(out)) {
            for (String path :
                    new String[] {"?k=-1", "?horizon=31", "?facet=x", "?nix=1", "?as-of=never", "?k=1&k=2"}) {
                HttpResponse<String> answer = shop.get("/v1/users/user1/forecast" + path);
                assertThat(answer.statusCode()).as(path).isEqualTo(400);
                assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                        .startsWith("application/problem+json");
                assertThat(json(answer).get("detail").asText()).contains("allowed");
            }
            assertThat(shop.get("/v1/nix").statusCode()).isEqualTo(404);
        }
    }
}
