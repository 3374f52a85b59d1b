package dev.tidecast.app.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real broker. The events carry no ids, so only offsets that are stored with them can keep them single. */
class FollowedTopicsTest {
    private static final int PARTITIONS = 3;
    private static final int ROUNDS = 4;
    private static final int EVENTS = 500;

    @TempDir
    private Path folder;

    @Test
    @Tag("slow") // a real broker takes fifteen seconds
    void stoppingAndStartingLosesAndDoublesNothing() throws Exception {
        try (Broker broker = Broker.start(folder.resolve("broker"))) {
            Map<String, Object> client = Map.of("bootstrap.servers", broker.servers());
            try (Admin admin = Admin.create(client)) {
                admin.createTopics(List.of(new NewTopic("events", PARTITIONS, (short) 1)))
                        .all()
                        .get();
            }
            Feeds feeds = new Feeds(
                    List.of(), List.of(new TopicFeed(broker.servers(), List.of("events"), false, Map.of())), List.of());
            Set<String> sent = new HashSet<>();
            for (int round = 0; round < ROUNDS; round++) {
                send(client, sent, round);
                try (Shop shop = new Shop(folder.resolve("store"));
                        LiveSources sources = LiveSources.start(feeds, shop.intake)) {
                    long before = shop.store.appended();
                    Shop.await("some rows", () -> shop.store.appended() > before); // then stopped amid reading
                }
            }
            try (Shop shop = new Shop(folder.resolve("store"));
                    LiveSources sources = LiveSources.start(feeds, shop.intake)) {
                Shop.await("all rows", () -> shop.store.appended() >= sent.size());
                Thread.sleep(300);
                assertThat(shop.items("ann")).hasSize(sent.size());
                assertThat(new HashSet<>(shop.items("ann"))).isEqualTo(sent);
                assertThat(sources.views().getFirst().failure()).isNull();
            }
        }
    }

    private static void send(Map<String, Object> client, Set<String> sent, int round) {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int k = 0; k < EVENTS; k++) {
                String item = "i" + round + "-" + k;
                sent.add(item);
                String value = "{\"user\":\"ann\",\"item\":\"" + item
                        + "\",\"behaviour\":\"view\",\"time\":\"2026-01-02T03:04:05Z\"}";
                producer.send(
                        new ProducerRecord<>("events", k % PARTITIONS, null, value.getBytes(StandardCharsets.UTF_8)));
            }
            producer.send(new ProducerRecord<>("events", 0, null, "no json".getBytes(StandardCharsets.UTF_8)));
        }
    }
}
