package dev.tidecast.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidecast.app.Served;
import dev.tidecast.app.live.EventReader;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarmUpTest {
    @TempDir
    Path out;

    @Test
    void a_warm_up_sends_events_and_leaves_no_trace_of_them() throws Exception {
        try (TestShop shop = TestShop.open(out)) {
            List<String> before = counts(shop);
            String forecast = shop.get("/v1/users/user7/forecast").body();
            AtomicInteger readers = new AtomicInteger();
            WarmUp warmUp = new WarmUp(
                    shop.service(),
                    clock -> {
                        readers.incrementAndGet();
                        return new EventReader(Served.RULES, Map.of(), ZoneOffset.UTC, null);
                    },
                    500);
            warmUp.run();
            assertThat(readers).hasValue(1);
            assertThat(shop.service().store().isEmpty()).isTrue();
            assertThat(shop.service().store().appended()).isZero();
            assertThat(counts(shop)).isEqualTo(before);
            assertThat(out.resolve("live").resolve("warm-up")).doesNotExist();
            assertThat(out.resolve("audit.jsonl")).doesNotExist();
            assertThat(shop.get("/v1/users/user7/forecast").body().replaceAll("\"as-?[oO]f\":[^,]*", ""))
                    .isEqualTo(forecast.replaceAll("\"as-?[oO]f\":[^,]*", ""));
        }
    }

    /** What is counted of events and of answers to them. */
    private static List<String> counts(TestShop shop) throws Exception {
        return Arrays.stream(shop.get("/metrics").body().split("\n"))
                .filter(line -> line.startsWith("tidecast_events") || line.contains("route=\"/v1/events\""))
                .toList();
    }
}
