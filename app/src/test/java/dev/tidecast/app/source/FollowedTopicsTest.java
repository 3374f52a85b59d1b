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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real broker. The events carry no ids, so only offsets that are stored with them can keep them single. */
class FollowedTopicsTest {
    private static final int PARTITIONS = 3;
    private static final int ROUNDS = 3;
    private static final int EVENTS = 500;

    @TempDir
    private Path folder;

    @Test
    void stopsAndKillsAmidReadingLoseAndDoubleNothing() throws Exception {
        try (Broker broker = Broker.start(folder.resolve("broker"));
                KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", broker.servers()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            create(broker);
            Feeds feeds = new Feeds(
                    List.of(), List.of(new TopicFeed(broker.servers(), List.of("events"), false, Map.of())), List.of());
            Set<String> sent = new HashSet<>();
            Path store = folder.resolve("store");
            for (int round = 0; round < ROUNDS; round++) {
                send(producer, sent, round);
                Path killed = folder.resolve("killed-" + round);
                try (Shop shop = new Shop(store);
                        LiveSources sources = LiveSources.start(feeds, shop.intake)) {
                    long before = shop.store.appended();
                    Shop.await("some rows", () -> shop.store.appended() > before);
                    shop.store.backUp(killed); // what a kill at this instant would leave
                }
                store = round == 1 ? store : killed; // once what a stop leaves
            }
            isWhatWasSent(feeds, store, sent);
        }
    }

    private static void create(Broker broker) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.servers()))) {
            admin.createTopics(List.of(new NewTopic("events", PARTITIONS, (short) 1)))
                    .all()
                    .get();
        }
    }

    private static void isWhatWasSent(Feeds feeds, Path store, Set<String> sent) throws InterruptedException {
        try (Shop shop = new Shop(store);
                LiveSources sources = LiveSources.start(feeds, shop.intake)) {
            Shop.await("all rows", () -> shop.store.appended() >= sent.size());
            Thread.sleep(300);
            assertThat(shop.items("ann")).hasSize(sent.size());
            assertThat(new HashSet<>(shop.items("ann"))).isEqualTo(sent);
            assertThat(sources.views().getFirst().failure()).isNull();
        }
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, Set<String> sent, int round) {
        for (int k = 0; k < EVENTS; k++) {
            String item = "i" + round + "-" + k;
            sent.add(item);
            String value = "{\"user\":\"ann\",\"item\":\"" + item
                    + "\",\"behaviour\":\"view\",\"time\":\"2026-01-02T03:04:05Z\"}";
            producer.send(new ProducerRecord<>("events", k % PARTITIONS, null, value.getBytes(StandardCharsets.UTF_8)));
        }
        producer.send(new ProducerRecord<>("events", 0, null, "no json".getBytes(StandardCharsets.UTF_8)));
        producer.flush();
    }
}
