package dev.tidecast.app.source;

import dev.tidecast.app.live.EventReader.Row;
import dev.tidecast.clean.RowRules;
import dev.tidecast.event.SourceRecord;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Asks a database for the rows after the last one, again and again. Numbers are drawn before their rows are committed, so
 * a lower one may appear after a higher: the last {@code overlap} numbers are read again and known rows recognised.
 */
final class PolledTable implements LiveSource {
    private static final int BATCH_ROWS = 5_000;

    private final TableFeed feed;
    private final String name;

    PolledTable(TableFeed feed) {
        this.feed = feed;
        this.name = feed.source().files().getFirst().getFileName().toString();
    }

    @Override
    public String name() {
        return "database " + name;
    }

    @Override
    public void follow(Delivery delivery) throws SQLException, InterruptedException {
        long last = delivery.intake().offset(key()).orElse(0);
        try (Connection connection = DriverManager.getConnection(feed.url(), credentials())) {
            connection.setReadOnly(true);
            connection.setAutoCommit(false); // drivers fetch in portions only within a transaction
            while (!Thread.currentThread().isInterrupted()) {
                last = poll(connection, last, delivery);
                delivery.alive();
                Thread.sleep(feed.every());
            }
        }
    }

    private String key() {
        return "jdbc:" + name;
    }

    private Properties credentials() {
        Properties properties = new Properties();
        if (feed.user() != null) {
            properties.setProperty("user", feed.user());
        }
        if (feed.passwordVariable() != null) {
            String password = System.getenv(feed.passwordVariable());
            if (password == null) {
                throw new IllegalStateException("the environment variable " + feed.passwordVariable()
                        + " is not set: it must hold the password of " + name);
            }
            properties.setProperty("password", password);
        }
        return properties;
    }

    /** Delivers all rows after {@code last} and gives the new last. */
    private long poll(Connection connection, long last, Delivery delivery) throws SQLException, InterruptedException {
        long now = last;
        try (PreparedStatement query = connection.prepareStatement(feed.query())) {
            query.setFetchSize(BATCH_ROWS);
            query.setLong(1, last - Math.min(last, feed.overlap()));
            try (ResultSet results = query.executeQuery()) {
                List<String> columns = columns(results);
                RowRules rules = delivery.intake().rules(feed.source());
                List<Row> rows = new ArrayList<>();
                while (results.next()) {
                    long cursor = results.getLong(feed.cursor());
                    now = Math.max(now, cursor);
                    rows.add(row(rules, cells(results, columns), cursor));
                    if (rows.size() == BATCH_ROWS) {
                        delivery.store(rows, Map.of(key(), now));
                        rows = new ArrayList<>();
                    }
                }
                if (!rows.isEmpty()) {
                    delivery.store(rows, Map.of(key(), now));
                }
            }
        } finally {
            connection.rollback();
        }
        return now;
    }

    private Row row(RowRules rules, Map<String, String> cells, long cursor) {
        SourceRecord at = new SourceRecord(name, Math.max(1, cursor), Math.max(1, cursor));
        return MappedRow.judge(rules, feed.source().mapping(), cells::get, at, name + ":" + cursor);
    }

    private static List<String> columns(ResultSet results) throws SQLException {
        List<String> names = new ArrayList<>();
        for (int k = 1; k <= results.getMetaData().getColumnCount(); k++) {
            names.add(results.getMetaData().getColumnLabel(k).toLowerCase(Locale.ROOT));
        }
        return names;
    }

    private static Map<String, String> cells(ResultSet results, List<String> columns) throws SQLException {
        Map<String, String> cells = new HashMap<>();
        for (int k = 1; k <= columns.size(); k++) {
            String text = text(results, k);
            if (text != null) {
                cells.put(columns.get(k - 1), text);
            }
        }
        return cells;
    }

    /** Times in the ISO form, whatever the driver would print. */
    private static @Nullable String text(ResultSet results, int column) throws SQLException {
        String type = results.getMetaData().getColumnTypeName(column).toLowerCase(Locale.ROOT);
        if (type.equals("timestamptz")
                || results.getMetaData().getColumnType(column) == Types.TIMESTAMP_WITH_TIMEZONE) {
            OffsetDateTime time = results.getObject(column, OffsetDateTime.class);
            return time == null ? null : time.toInstant().toString();
        }
        if (results.getMetaData().getColumnType(column) == Types.TIMESTAMP) {
            LocalDateTime time = results.getObject(column, LocalDateTime.class);
            return time == null ? null : time.toString();
        }
        return results.getString(column);
    }
}
