package dev.tidecast.data;

import dev.tidecast.clean.CleaningRules;
import dev.tidecast.event.BadInputException;
import dev.tidecast.event.EventLog;
import dev.tidecast.event.FileFormat;
import dev.tidecast.event.LogSource;
import dev.tidecast.event.TimeFormat;
import dev.tidecast.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Loads every file into a table of its own, judged by the row rules, two files at a time. Afterwards the view
 * {@code every} shows all rows with file, record and place ({@code pos}), the table {@code aside} those that the reader
 * could not take apart.
 */
final class Loading {
    /** Bits of a row's place that count rows; those above them number the file. */
    static final int ROW_BITS = 40;

    private final Database database;
    private final EventLog log;
    private final CleaningRules rules;
    private final List<Part> parts = new ArrayList<>();
    private boolean whole = true;

    /** A file and the source it belongs to. */
    record Part(int number, Path file, LogSource source) {}

    Loading(Database database, EventLog log, CleaningRules rules) {
        this.database = database;
        this.log = log;
        this.rules = rules;
        for (LogSource source : log.sources()) {
            for (Path file : source.files()) {
                parts.add(new Part(parts.size(), file, source));
            }
        }
    }

    List<Part> parts() {
        return parts;
    }

    void load(Progress progress) throws SQLException {
        database.run("CREATE TABLE set_aside(k INTEGER, record BIGINT, raw VARCHAR)");
        progress.begin("reading", parts.size(), "files");
        try (ExecutorService two = Executors.newFixedThreadPool(2)) {
            List<Future<?>> all = new ArrayList<>();
            for (Part part : parts) {
                all.add(two.submit(() -> load(part)));
            }
            for (Future<?> each : all) {
                await(each);
                progress.advance(1);
            }
        }
        progress.end();
        views();
    }

    private static void await(Future<?> loaded) {
        try {
            loaded.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading", stopped);
        }
    }

    private void load(Part part) {
        FileFormat format = part.source().format();
        try {
            Path plain = Relation.plain(database, part.file(), format, part.number());
            try {
                load(part, plain);
            } catch (SQLException first) {
                if (format.kind() == FileFormat.Kind.PARQUET || !plain.equals(part.file()) || isFull(first)) {
                    throw first;
                }
                Path copy = Relation.even(database, part.file(), format.encoding(), part.number());
                load(part, copy);
                Files.deleteIfExists(copy);
            }
        } catch (SQLException | IOException failed) {
            throw unreadable(part, failed);
        }
    }

    private void load(Part part, Path plain) throws SQLException {
        int k = part.number();
        FileFormat format = part.source().format();
        try (Connection connection = database.fork()) {
            Relation relation = Relation.of(connection, part.file(), plain, format);
            String select = new RowSql(rules, part.source()).select(relation, columns(part));
            Database.run(connection, "CREATE OR REPLACE TABLE rows_" + k + " AS " + select);
            if (format.kind() == FileFormat.Kind.CSV || format.kind() == FileFormat.Kind.TSV) {
                setAside(connection, part, format.header() ? 1 : 0);
            }
        }
    }

    private RowColumns columns(Part part) {
        return RowColumns.of(part.source(), log.catalogue());
    }

    private void setAside(Connection connection, Part part, int headerLines) throws SQLException {
        String open = "SELECT line - " + headerLines + " FROM " + Relation.ASIDE
                + " WHERE CAST(error_type AS VARCHAR) = 'UNQUOTED VALUE' AND contains(csv_line, chr(10))";
        for (String record : Database.texts(connection, open)) {
            throw new BadInputException(part.file() + ": the quote opened in record " + record
                    + " is never closed, so nothing after it can be read: close it, or double quotes inside fields");
        }
        Database.run(
                connection,
                "INSERT INTO set_aside SELECT " + part.number() + ", line - " + headerLines
                        + ", any_value(csv_line) FROM " + Relation.ASIDE + " GROUP BY line");
        long encoding = Long.parseLong(Database.texts(
                        connection,
                        "SELECT count(*) FROM " + Relation.ASIDE
                                + " WHERE CAST(error_type AS VARCHAR) = 'INVALID ENCODING'")
                .getFirst());
        long read = Long.parseLong(Database.texts(connection, "SELECT count(*) FROM rows_" + part.number())
                .getFirst());
        if (encoding > 0 && encoding * 100 >= read) {
            throw new BadInputException(part.file() + ": " + encoding + " of " + (read + encoding)
                    + " rows are not written in UTF-8: give the file's encoding under format.encoding, for example"
                    + " windows-1252 or GBK");
        }
    }

    private void views() throws SQLException {
        whole = database.number("SELECT count(*) FROM set_aside") == 0;
        database.run(
                "CREATE TABLE shift AS SELECT k, record - ordinal AS after, max(ordinal) AS by FROM (SELECT k, record,"
                        + " row_number() OVER (PARTITION BY k ORDER BY record) AS ordinal FROM set_aside) GROUP BY ALL");
        List<String> selects = new ArrayList<>();
        long before = 0;
        for (Part part : parts) {
            int k = part.number();
            boolean order = part.source().mapping().timeFormat().kind() == TimeFormat.Kind.ORDER;
            boolean raw = Relation.keepsRaw(part.source().format().kind());
            String place = before + " + rowid + 1";
            selects.add("SELECT " + k + " AS k, rowid AS r, (" + k + "::BIGINT << " + ROW_BITS + ") + rowid AS pos, "
                    + place + " AS place, " + (order ? place + " AS t" : "t") + ", "
                    + columns(part).shown(raw) + " FROM rows_" + k);
            before += database.number("SELECT count(*) FROM rows_" + k);
        }
        database.run("CREATE VIEW every AS " + String.join(" UNION ALL ", selects));
    }

    /** Whether no row was set aside, so that the rows of {@code every} are all there are. */
    boolean isWhole() {
        return whole;
    }

    /** Adds the number of its record to each of {@code rows}, a statement that gives rows of {@code every}. */
    String recorded(String rows) {
        if (whole) {
            return "SELECT *, r + 1 AS record FROM (" + rows + ")";
        }
        return "SELECT found.*, found.r + 1 + coalesce(shift.by, 0) AS record FROM (" + rows + ") found"
                + " ASOF LEFT JOIN shift ON found.k = shift.k AND found.r >= shift.after";
    }

    private static boolean isFull(Exception failed) {
        String message = String.valueOf(failed.getMessage());
        return message.contains("No space left")
                || message.contains("Could not write")
                || message.contains("Out of Memory");
    }

    private BadInputException unreadable(Part part, Exception failed) {
        String said = String.valueOf(failed.getMessage()).lines().findFirst().orElse("");
        if (isFull(failed)) {
            return new BadInputException(
                    database.folder().getParent() + " can't take the temporary data of reading " + part.file() + ": "
                            + said + ". Make room there or choose another folder with --out",
                    failed);
        }
        if (String.valueOf(failed.getMessage()).contains("not utf-8")) {
            return new BadInputException(
                    part.file() + " is not written in UTF-8: give its encoding under format.encoding, for example"
                            + " windows-1252 or GBK",
                    failed);
        }
        return new BadInputException(
                "can't read " + part.file() + ": " + said + ". Check that the file is whole and format is right",
                failed);
    }
}
