package dev.tidecast.data;

import dev.tidecast.event.BadInputException;
import dev.tidecast.event.FileFormat;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/** Finds the delimiter and the names of the columns of a text file in its first line. */
record TextColumns(String delimiter, List<String> names) {
    /** A statement that gives a text file's lines, one row each, whatever is in them. */
    static String lines(Path file) {
        return "SELECT line FROM read_csv(" + Database.text(file.toString())
                + ", header=false, delim=chr(1), quote='', escape='', auto_detect=false, strict_mode=false,"
                + " max_line_size=16000000, columns={'line':'VARCHAR'}, null_padding=true)";
    }

    static TextColumns of(Connection connection, Path file, FileFormat format) throws SQLException {
        List<String> first = first(connection, file);
        if (first.isEmpty() || first.getFirst().isBlank()) {
            throw new BadInputException(file + " is empty: a log needs at least one row");
        }
        String line = first.getFirst().startsWith("\ufeff") ? first.getFirst().substring(1) : first.getFirst();
        if (format.kind() == FileFormat.Kind.FIXED) {
            return new TextColumns(
                    " ", format.header() ? Arrays.asList(line.strip().split("\\s+")) : format.columns());
        }
        String delimiter = delimiter(format, line);
        List<String> names = format.header() ? split(line, delimiter) : format.columns();
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw new BadInputException(
                        file + " has two columns called \"" + name + "\": names must differ; rename one");
            }
        }
        return new TextColumns(delimiter, names);
    }

    /** The first line; nothing where there is none. */
    private static List<String> first(Connection connection, Path file) throws SQLException {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (!name.endsWith(".zst")) {
            try (InputStream raw = new BufferedInputStream(Files.newInputStream(file));
                    InputStream plain = name.endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
                ByteArrayOutputStream line = new ByteArrayOutputStream();
                for (int c = plain.read(); c >= 0 && c != '\n' && c != '\r'; c = plain.read()) {
                    line.write(c);
                }
                return line.size() == 0 ? List.of() : List.of(line.toString(StandardCharsets.UTF_8));
            } catch (IOException broken) {
                // DuckDB, below, says in its way what is wrong
            }
        }
        return Database.texts(
                connection, lines(file).replace("header=false", "header=false, ignore_errors=true") + " LIMIT 1");
    }

    private static String delimiter(FileFormat format, String line) {
        String given = format.delimiter();
        if (given != null) {
            return given;
        }
        if (format.kind() == FileFormat.Kind.TSV) {
            return "\t";
        }
        return List.of(",", ";", "\t", "|").stream()
                .max(Comparator.comparingInt(each -> split(line, each).size()))
                .orElse(",");
    }

    private static List<String> split(String line, String delimiter) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int at = 0; at < line.length(); at++) {
            if (line.charAt(at) == '"') {
                quoted = !quoted;
            } else if (!quoted && line.startsWith(delimiter, at)) {
                fields.add(field.toString().strip());
                field.setLength(0);
                at += delimiter.length() - 1;
            } else {
                field.append(line.charAt(at));
            }
        }
        fields.add(field.toString().strip());
        return fields;
    }
}
