package dev.tidecast.data;

import dev.tidecast.event.BadInputException;
import dev.tidecast.event.FileFormat;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One file as SQL: a FROM clause, how a column's text is taken from its rows, and which rows are unreadable.
 *
 * @param file as configured, for messages
 * @param from the FROM clause
 * @param columns that exist; empty for JSON lines, where each row says for itself
 * @param kind of the file
 * @param unreadable a condition on a row; {@code false} where the reader itself sets such rows aside
 */
record Relation(Path file, String from, List<String> columns, FileFormat.Kind kind, String unreadable) {
    /** The table of rows that the CSV reader set aside, one a connection. */
    static final String ASIDE = "aside";

    /**
     * Prepares reading of {@code file}.
     *
     * @param plain the file, or its copy in UTF-8
     */
    static Relation of(Connection connection, Path file, Path plain, FileFormat format) throws SQLException {
        return switch (format.kind()) {
            case CSV, TSV -> csv(connection, file, plain, format);
            case FIXED -> fixed(connection, file, plain, format);
            case JSONL -> json(connection, file, plain);
            case PARQUET -> parquet(connection, file);
        };
    }

    /** The file itself, or a copy where DuckDB can't read its encoding. */
    static Path plain(Database database, Path file, FileFormat format, int number) throws SQLException {
        if (!Files.isReadable(file)) {
            throw new BadInputException("there is no readable file " + file + ": check sources.files");
        }
        if (format.kind() == FileFormat.Kind.PARQUET || format.encoding().equals(StandardCharsets.UTF_8)) {
            return file;
        }
        return even(database, file, format.encoding(), number);
    }

    /** A copy in UTF-8 with one kind of line end. */
    static Path even(Database database, Path file, Charset encoding, int number) throws SQLException {
        Path copy = database.folder().resolve("plain-" + number + ".txt");
        if (!file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".zst")) {
            Transcoding.copy(file, encoding, copy);
            return copy;
        }
        if ("\n".getBytes(encoding).length > 1) {
            throw new BadInputException(file + " is compressed by zstd and written in " + encoding
                    + ": only encodings that write a line end as one byte are read so; compress it by gzip");
        }
        Path unpacked = database.folder().resolve("unpacked-" + number + ".txt");
        try {
            Transcoding.unpack(database, file, unpacked, "");
            Transcoding.copy(unpacked, encoding, copy);
            Files.delete(unpacked);
        } catch (IOException failed) {
            throw new BadInputException("can't unpack " + file + ": " + failed.getMessage(), failed);
        }
        return copy;
    }

    /** An expression for the text of a column: trimmed, null where absent or empty. */
    String text(String column) {
        if (!columns.isEmpty() && !columns.contains(column)) {
            throw new BadInputException(file + " has no column \"" + column + "\"; it has " + String.join(", ", columns)
                    + ". Did you mean \"" + Nearest.of(column, columns) + "\"? Change it under mapping");
        }
        String raw = switch (kind) {
            case CSV, TSV -> Database.name(column);
            case PARQUET -> "CAST(" + Database.name(column) + " AS VARCHAR)";
            case FIXED -> "fields[" + (columns.indexOf(column) + 1) + "]";
            case JSONL ->
                "CASE WHEN json_valid(line) THEN json_extract_string(line, " + Database.text("$.\"" + column + "\"")
                        + ") END";
        };
        if (kind != FileFormat.Kind.CSV && kind != FileFormat.Kind.TSV) {
            return "nullif(trim(" + raw + "), '')";
        }
        return "CASE WHEN " + raw + " < '!' OR ends_with(" + raw + ", ' ') THEN nullif(trim(" + raw + "), '') ELSE "
                + raw + " END"; // asking first is faster than trimming all
    }

    /** Whether {@link #raw} ever gives a text for files of {@code kind}. */
    static boolean keepsRaw(FileFormat.Kind kind) {
        return kind == FileFormat.Kind.FIXED || kind == FileFormat.Kind.JSONL;
    }

    /** The whole row where it is unreadable. */
    String raw() {
        return switch (kind) {
            case CSV, TSV, PARQUET -> "NULL::VARCHAR";
            case FIXED, JSONL -> "CASE WHEN " + unreadable + " THEN coalesce(line, '') END";
        };
    }

    private static Relation csv(Connection connection, Path file, Path plain, FileFormat format) throws SQLException {
        TextColumns found = TextColumns.of(connection, plain, format);
        String types = found.names().stream()
                .map(name -> Database.text(name) + ": 'VARCHAR'")
                .collect(Collectors.joining(", "));
        String from = "read_csv(" + Database.text(plain.toString()) + ", header=" + format.header() + ", delim="
                + Database.text(found.delimiter())
                + ", quote='\"', escape='\"', auto_detect=false, store_rejects=true, rejects_table='" + ASIDE
                + "', rejects_scan='" + ASIDE + "_scan', max_line_size=16000000, columns={" + types + "})";
        return new Relation(file, from, found.names(), format.kind(), "false");
    }

    private static Relation fixed(Connection connection, Path file, Path plain, FileFormat format) throws SQLException {
        TextColumns found = TextColumns.of(connection, plain, format);
        String from = "(SELECT line, regexp_split_to_array(trim(line), '\\s+') AS fields FROM ("
                + TextColumns.lines(plain) + (format.header() ? " OFFSET 1" : "") + "))";
        return new Relation(
                file,
                from,
                found.names(),
                format.kind(),
                "(line IS NULL OR len(fields) <> " + found.names().size() + ")");
    }

    private static Relation json(Connection connection, Path file, Path plain) throws SQLException {
        List<String> first = Database.texts(connection, TextColumns.lines(plain) + " LIMIT 1");
        if (first.isEmpty()) {
            throw new BadInputException(file + " is empty: a log needs at least one row");
        }
        List<String> columns = Database.texts(
                connection,
                "SELECT DISTINCT unnest(CASE WHEN json_valid(line) THEN json_keys(line) END) FROM (SELECT line FROM ("
                        + TextColumns.lines(plain) + " LIMIT 10000)) ORDER BY 1");
        if (columns.isEmpty()) {
            throw new BadInputException(file + " holds no JSON objects, one a line: check format.type");
        }
        return new Relation(
                file,
                "(" + TextColumns.lines(plain) + ")",
                columns,
                FileFormat.Kind.JSONL,
                "(line IS NULL OR NOT json_valid(line) OR CASE WHEN json_valid(line) THEN json_type(line) <> 'OBJECT' ELSE true END)");
    }

    private static Relation parquet(Connection connection, Path file) throws SQLException {
        String from = "read_parquet(" + Database.text(file.toString()) + ")";
        List<String> columns =
                Database.texts(connection, "SELECT column_name FROM (DESCRIBE SELECT * FROM " + from + ")");
        return new Relation(file, from, columns, FileFormat.Kind.PARQUET, "false");
    }

    /** The name that looks most like a wrong one. */
    static final class Nearest {
        private Nearest() {}

        static String of(String wrong, List<String> names) {
            return names.stream()
                    .min(java.util.Comparator.comparingInt(name -> distance(
                            wrong.toLowerCase(java.util.Locale.ROOT), name.toLowerCase(java.util.Locale.ROOT))))
                    .orElse("");
        }

        private static int distance(String a, String b) {
            int[] row = IntStream.rangeClosed(0, b.length()).toArray();
            for (int i = 1; i <= a.length(); i++) {
                int diagonal = row[0];
                row[0] = i;
                for (int j = 1; j <= b.length(); j++) {
                    int above = row[j];
                    int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                    row[j] = Math.min(change, Math.min(above, row[j - 1]) + 1);
                    diagonal = above;
                }
            }
            return row[b.length()];
        }
    }
}
