package dev.tidecast.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidecast.app.registry.MadeUpVersions;
import dev.tidecast.app.registry.Registry;
import dev.tidecast.app.serve.Refresher;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Promotion and the way back over HTTP, while answers go on. */
class ModelChangeTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String REASON = "{\"override\":\"the buyers trust it\"}";

    @TempDir
    Path out;

    private static JsonNode json(HttpResponse<String> answer, int status) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return JSON.readTree(answer.body());
    }

    private static JsonNode forecast(TestShop shop) throws Exception {
        return json(shop.get("/v1/users/user7/forecast?k=1"), 200);
    }

    /** Asks for forecasts, each of which must be answered, until one comes from that model. */
    private static void awaitModel(TestShop shop, String before, String wanted) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        String model;
        do {
            model = forecast(shop).get("model").asText();
            assertThat(model).isIn(before, wanted);
            assertThat(System.nanoTime()).isLessThan(end);
        } while (!model.equals(wanted));
    }

    private void register(String... names) throws Exception {
        for (String name : names) {
            Path model = MadeUpVersions.model(out, name);
            Registry.of(out).register(model, MadeUpVersions.version(name, model, null));
        }
    }

    @Test
    void a_promoted_model_takes_over_at_once_when_it_is_made_and_a_rollback_brings_the_old_one_back() throws Exception {
        register("popular", "personal-frequency");
        FollowingSource source = new FollowingSource(out);
        try (TestShop shop = TestShop.open(out, source);
                Refresher refresher = new Refresher(shop.service(), Duration.ofMillis(20))) {
            json(shop.post("/v1/models/popular/promote", ""), 409);
            JsonNode promoted = json(shop.post("/v1/models/popular/promote", REASON), 202);
            assertThat(promoted.get("id").asText()).isEqualTo("popular-12345678");
            source.leave.release();
            awaitModel(shop, "baseline-1", "popular-12345678");
            json(shop.post("/v1/models/rollback", ""), 409);
            json(shop.post("/v1/models/personal-frequency/promote", REASON), 202);
            json(shop.post("/v1/events", "{\"user\":\"user7\",\"item\":\"item9\",\"behaviour\":\"view\"}"), 200);
            assertThat(forecast(shop).get("model").asText()).isEqualTo("popular-12345678");
            int known = json(shop.get("/v1/users/user7/history?limit=1"), 200)
                    .get("size")
                    .asInt();
            source.leave.release();
            awaitModel(shop, "popular-12345678", "personal-frequency-12345678");
            assertThat(json(shop.get("/v1/users/user7/history?limit=1"), 200)
                            .get("size")
                            .asInt())
                    .isEqualTo(known);
            json(shop.post("/v1/models/rollback", ""), 202);
            source.leave.release();
            awaitModel(shop, "personal-frequency-12345678", "popular-12345678");
            assertThat(json(shop.get("/v1/models"), 200).get("serving").asText())
                    .isEqualTo("popular-12345678");
        }
        List<String> audit = Files.readAllLines(out.resolve("audit.jsonl"));
        assertThat(audit).hasSize(3);
        assertThat(audit.get(2)).contains("\"action\":\"rollback\"", "popular-12345678");
    }
}
