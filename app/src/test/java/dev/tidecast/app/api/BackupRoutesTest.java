package dev.tidecast.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidecast.app.live.EventStore;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupRoutesTest {
    @TempDir
    Path out;

    @Test
    void a_backup_made_while_events_come_in_holds_those_that_were_acknowledged_before() throws Exception {
        String name;
        try (TestShop shop = TestShop.open(out)) {
            shop.post("/v1/events", "{\"user\":\"ann\",\"item\":\"item1\",\"behaviour\":\"view\"}");
            String answer = shop.post("/v1/backups", "").body();
            name = new ObjectMapper().readTree(answer).path("name").asText();
            shop.post("/v1/events", "{\"user\":\"ann\",\"item\":\"item2\",\"behaviour\":\"view\"}");
            assertThat(shop.service().store().events("ann")).hasSize(2);
        }
        try (EventStore restored =
                EventStore.open(out.resolve("backups").resolve(name).resolve("store"))) {
            assertThat(restored.events("ann"))
                    .extracting(each -> each.event().item())
                    .containsExactly("item1");
        }
    }

    @Test
    void a_store_from_before_an_erasure_brings_nobody_back_but_those_who_came_again() throws Exception {
        String view = "{\"user\":\"ann\",\"item\":\"item1\",\"behaviour\":\"view\"}";
        String name;
        try (TestShop shop = TestShop.open(out)) {
            shop.post("/v1/events", view);
            name = new ObjectMapper()
                    .readTree(shop.post("/v1/backups", "").body())
                    .path("name")
                    .asText();
            shop.send(HttpRequest.newBuilder(shop.at("/v1/users/ann")).DELETE());
            shop.post("/v1/events", view);
        }
        try (TestShop shop = TestShop.open(out)) {
            assertThat(shop.service().store().events("ann")).hasSize(1);
        }
        Path store = out.resolve("live").resolve("store");
        Files.move(store, out.resolve("live").resolve("away"));
        Files.move(out.resolve("backups").resolve(name).resolve("store"), store);
        try (TestShop shop = TestShop.open(out)) {
            assertThat(shop.service().store().events("ann")).isEmpty();
        }
    }
}
