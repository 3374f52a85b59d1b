package dev.tidecast.app.source;

import java.time.Duration;
import java.util.List;

/** What {@code live} of a configuration names; all lists may be empty. */
public record Feeds(List<FileFeed> files, List<TopicFeed> topics, List<TableFeed> tables) {
    public Feeds {
        files = List.copyOf(files);
        topics = List.copyOf(topics);
        tables = List.copyOf(tables);
    }

    /** Nothing but what comes through the API. */
    public static Feeds none() {
        return new Feeds(List.of(), List.of(), List.of());
    }

    static void requirePause(Duration every) {
        if (every.isNegative() || every.isZero()) {
            throw new IllegalArgumentException("every is " + every + ": more than nothing is needed, as in 5s");
        }
    }
}
