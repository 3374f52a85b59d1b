package dev.tidecast.app.source;

import dev.tidecast.app.live.EventReader.Row;
import dev.tidecast.app.live.UnreadableBodyException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Follows all partitions of some topics. Offsets are stored with the events, in the same write, and not in Kafka: a batch
 * is either there with its offsets or read again. Needs no consumer group, so only one service follows with one store.
 */
final class FollowedTopics implements LiveSource {
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration LOOK_FOR_PARTITIONS = Duration.ofSeconds(30);
    private static final Duration CLOSE = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(20);

    private final TopicFeed feed;

    FollowedTopics(TopicFeed feed) {
        this.feed = feed;
    }

    @Override
    public String name() {
        return "kafka " + String.join(", ", feed.topics());
    }

    @Override
    public void follow(Delivery delivery) throws InterruptedException {
        // Its own telling of all settings, offsets and closings is noise here.
        Logger.getLogger("org.apache.kafka").setLevel(Level.WARNING);
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(properties());
        try {
            long looked = 0;
            while (!Thread.currentThread().isInterrupted()) {
                if (looked == 0 || System.nanoTime() - looked > LOOK_FOR_PARTITIONS.toNanos()) {
                    assign(consumer, delivery);
                    looked = System.nanoTime();
                }
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                if (!records.isEmpty()) {
                    deliver(records, delivery);
                }
                delivery.alive();
            }
        } catch (InterruptException stopped) {
            throw new InterruptedException(stopped.getMessage());
        } finally {
            boolean interrupted = Thread.interrupted(); // else it can't close in peace
            consumer.close(CloseOptions.timeout(CLOSE));
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Properties properties() {
        Properties properties = new Properties();
        properties.putAll(feed.properties());
        properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, feed.servers());
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, feed.latest() ? "latest" : "earliest");
        // What a transaction has not committed is not there.
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        return properties;
    }

    /** Takes all partitions there are by now, each at its stored place. */
    private void assign(KafkaConsumer<byte[], byte[]> consumer, Delivery delivery) {
        List<TopicPartition> all = new ArrayList<>();
        for (String topic : feed.topics()) {
            consumer.partitionsFor(topic, ANSWER).forEach(each -> all.add(new TopicPartition(topic, each.partition())));
        }
        List<TopicPartition> fresh = all.stream()
                .filter(each -> !consumer.assignment().contains(each))
                .toList();
        if (fresh.isEmpty()) {
            if (all.isEmpty()) {
                throw new IllegalStateException("Kafka at " + feed.servers() + " has none of the topics "
                        + feed.topics() + ": create them, or mend live.kafka.topics");
            }
            return;
        }
        boolean first = consumer.assignment().isEmpty();
        consumer.assign(all);
        for (TopicPartition each : all) {
            OptionalLong stored = delivery.intake().offset(key(each));
            if (stored.isPresent()) {
                consumer.seek(each, stored.getAsLong());
            } else if (!first) {
                consumer.seekToBeginning(List.of(each)); // a partition added while we followed: all of it is new
            }
        }
    }

    private static void deliver(ConsumerRecords<byte[], byte[]> records, Delivery delivery)
            throws InterruptedException {
        List<Row> rows = new ArrayList<>();
        Map<String, Long> offsets = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> each : records) {
            if (each.value() != null) {
                rows.addAll(rows(each.value(), delivery));
            }
        }
        records.nextOffsets().forEach((partition, next) -> offsets.put(key(partition), next.offset()));
        delivery.store(rows, offsets);
    }

    private static List<Row> rows(byte[] value, Delivery delivery) {
        try {
            return delivery.intake().read(value);
        } catch (UnreadableBodyException wrong) {
            return List.of(new Row(1, null, "unreadable-row"));
        }
    }

    private static String key(TopicPartition partition) {
        return "kafka:" + partition;
    }
}
