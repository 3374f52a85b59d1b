package dev.tidecast.data;

import dev.tidecast.event.BadInputException;
import dev.tidecast.provenance.Artefact;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.duckdb.DuckDBConnection;

/**
 * A DuckDB in memory with a folder to spill into, which goes when this closes. Nothing is loaded over the network, and
 * times are UTC. Texts given to SQL are quoted by {@link #text} and {@link #name}.
 */
final class Database implements AutoCloseable {
    private final Path spill;
    private final DuckDBConnection connection;

    private Database(Path spill, DuckDBConnection connection) {
        this.spill = spill;
        this.connection = connection;
    }

    /** Opens one that spills into a new folder under {@code parent}. */
    static Database open(Path parent) {
        try {
            Files.createDirectories(parent);
            Path spill = Files.createTempDirectory(parent, ".tidecast-spill");
            Properties settings = new Properties();
            settings.setProperty("autoinstall_known_extensions", "false");
            settings.setProperty("autoload_known_extensions", "false");
            settings.setProperty("memory_limit", "1500MB");
            settings.setProperty("temp_directory", spill.toString());
            DuckDBConnection connection =
                    DriverManager.getConnection("jdbc:duckdb:", settings).unwrap(DuckDBConnection.class);
            Database database = new Database(spill, connection);
            database.run("SET TimeZone = 'UTC'");
            return database;
        } catch (IOException failed) {
            throw new BadInputException(
                    "can't write to " + parent + " (" + failed + "): choose another folder with --out", failed);
        } catch (SQLException failed) {
            throw new IllegalStateException("DuckDB does not start: " + failed.getMessage(), failed);
        }
    }

    /** Another connection to the same tables, for another thread. */
    Connection fork() throws SQLException {
        Connection fork = connection.duplicate();
        try (Statement statement = fork.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
        }
        return fork;
    }

    DuckDBConnection connection() {
        return connection;
    }

    /** Where temporary copies of files go. */
    Path folder() {
        return spill;
    }

    void run(String sql) throws SQLException {
        run(connection, sql);
    }

    static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** The first column of all rows; null becomes the empty text. */
    static List<String> texts(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                String text = rows.getString(1);
                texts.add(text == null ? "" : text);
            }
            return texts;
        }
    }

    static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    static String name(String column) {
        return "\"" + column.replace("\"", "\"\"") + "\"";
    }

    @Override
    public void close() {
        try {
            connection.close();
            Artefact.deleteTree(spill);
        } catch (SQLException | IOException failed) {
            throw new UncheckedIOException(
                    "can't remove " + spill, failed instanceof IOException io ? io : new IOException(failed));
        }
    }
}
