package dev.tidecast.data;

import dev.tidecast.clean.CleaningRules;
import dev.tidecast.event.BadInputException;
import dev.tidecast.event.EventLog;
import dev.tidecast.event.EventSource;
import dev.tidecast.event.LogSource;
import dev.tidecast.event.RawEvent;
import dev.tidecast.event.SourceRecord;
import dev.tidecast.progress.Progress;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Consumer;

/** The raw rows of one source, mapped but not judged. Errors are {@link BadInputException}s that name the file. */
public final class DuckDbEventSource implements EventSource {
    private final LogSource source;
    private final Database database;

    private DuckDbEventSource(LogSource source, Database database) {
        this.source = source;
        this.database = database;
    }

    /** Opens {@code source}; what does not fit into memory goes to a new folder under {@code temporary}. */
    public static DuckDbEventSource open(LogSource source, Path temporary) {
        return new DuckDbEventSource(source, Database.open(temporary));
    }

    @Override
    public Tally read(Consumer<RawEvent> sink) {
        try {
            EventLog log = new EventLog("source", List.of(source), null, null);
            database.run("DROP VIEW IF EXISTS every");
            database.run("DROP TABLE IF EXISTS set_aside");
            database.run("DROP TABLE IF EXISTS shift");
            Loading loading = new Loading(database, log, CleaningRules.standard(Long.MAX_VALUE));
            loading.load(Progress.silent());
            long unreadable = database.number("SELECT count(*) FROM set_aside")
                    + database.number("SELECT count(*) FROM every WHERE raw IS NOT NULL");
            return new Tally(give(loading, sink, "SELECT * FROM every WHERE raw IS NULL"), unreadable);
        } catch (SQLException failed) {
            throw new BadInputException("can't read " + source.files() + ": " + failed.getMessage(), failed);
        }
    }

    private long give(Loading loading, Consumer<RawEvent> sink, String rows) throws SQLException {
        String sql = "SELECT k, record, place, u, i, ts, b, qs, ps, o, s, e, q, c FROM (" + loading.recorded(rows)
                + ") ORDER BY k, record";
        long given = 0;
        try (Statement statement = database.connection().createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                Path file = loading.parts().get(row.getInt(1)).file();
                sink.accept(new RawEvent(
                        new SourceRecord(file.toString(), row.getLong(2), row.getLong(3)),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        row.getString(8),
                        row.getString(9),
                        row.getString(10),
                        row.getString(11),
                        row.getString(12),
                        row.getString(13),
                        row.getString(14)));
                given++;
            }
        }
        return given;
    }

    @Override
    public void close() {
        database.close();
    }
}
