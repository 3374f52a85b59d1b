package dev.tidecast.app.source;

import java.util.List;
import java.util.Map;

/**
 * Topics whose values are events as the API takes them.
 *
 * @param servers host:port, comma separated
 * @param latest whether a partition that was never read begins at its end
 * @param properties of the client, as Kafka names them
 */
public record TopicFeed(String servers, List<String> topics, boolean latest, Map<String, String> properties) {
    public TopicFeed {
        topics = List.copyOf(topics);
        properties = Map.copyOf(properties);
        if (servers.isBlank() || topics.isEmpty()) {
            throw new IllegalArgumentException("kafka needs servers and at least one of topics");
        }
    }
}
