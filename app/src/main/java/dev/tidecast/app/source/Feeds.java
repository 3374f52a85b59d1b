package dev.tidecast.app.source;

import dev.tidecast.event.LogSource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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

    /**
     * A file that something appends to.
     *
     * @param source the one file, its format (CSV, TSV or JSON lines in UTF-8) and mapping
     * @param every pause between looks
     */
    public record FileFeed(LogSource source, Duration every) {
        public FileFeed {
            requirePause(every);
            if (source.files().size() != 1) {
                throw new IllegalArgumentException(source.files().size() + " files to follow: one is expected");
            }
            switch (source.format().kind()) {
                case CSV, TSV, JSONL -> {}
                case FIXED, PARQUET ->
                    throw new IllegalArgumentException(
                            source.files().getFirst() + " can't be followed: csv, tsv and jsonl files can");
            }
            if (!source.format().encoding().equals(java.nio.charset.StandardCharsets.UTF_8)) {
                throw new IllegalArgumentException(
                        "a file in " + source.format().encoding() + " can't be followed: write it in UTF-8");
            }
        }
    }

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

    /**
     * A query that gives the rows after a number.
     *
     * @param url of JDBC, without a password
     * @param passwordVariable the environment variable that holds the password; null for none
     * @param query with one {@code ?} for that number, ordered by {@code cursor}
     * @param cursor the column with a whole number that grows with each row
     * @param overlap how many numbers before the last are read again each time, for rows that were committed late
     * @param source format and mapping of the columns; its file is the name of this source
     */
    public record TableFeed(
            String url,
            @Nullable String user,
            @Nullable String passwordVariable,
            String query,
            String cursor,
            int overlap,
            LogSource source,
            Duration every) {
        public TableFeed {
            requirePause(every);
            if (query.chars().filter(letter -> letter == '?').count() != 1) {
                throw new IllegalArgumentException("the query \"" + query
                        + "\" needs exactly one ?, as in \"select * from events where id > ? order" + " by id\"");
            }
            if (!url.startsWith("jdbc:") || url.contains("password=")) {
                throw new IllegalArgumentException(
                        "the url must begin with jdbc: and hold no password: name the environment variable that holds it"
                                + " under password-variable");
            }
            if (overlap < 0) {
                throw new IllegalArgumentException("overlap is " + overlap + ": 0 or more is allowed");
            }
        }
    }

    private static void requirePause(Duration every) {
        if (every.isNegative() || every.isZero()) {
            throw new IllegalArgumentException("every is " + every + ": more than nothing is needed, as in 5s");
        }
    }
}
