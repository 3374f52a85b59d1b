package dev.tidecast.app.source;

import dev.tidecast.event.LogSource;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

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
        Feeds.requirePause(every);
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
