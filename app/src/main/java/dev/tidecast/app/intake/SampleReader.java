package dev.tidecast.app.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidecast.data.FileSample;
import dev.tidecast.event.FileFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads the beginning of a text file and finds out how it is written. */
final class SampleReader {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ROWS = 10_000;
    private static final String NUMBER = "[-+]?\\d[\\d.,:/ -]*";

    private SampleReader() {}

    static Sample read(Path file) throws IOException {
        if (file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".parquet")) {
            return parquet(file);
        }
        SampleText text = SampleText.read(file);
        if (text.lines().getFirst().strip().startsWith("{")) {
            return json(file, text);
        }
        String delimiter = Fields.delimiter(text.lines(), file.toString());
        int width = Fields.usual(Fields.counts(text.lines(), delimiter));
        List<List<String>> rows = new ArrayList<>();
        for (String line : text.lines()) {
            List<String> fields = Fields.split(line, delimiter);
            if (fields.size() == width) {
                rows.add(fields.stream().map(String::strip).toList());
            }
        }
        boolean header = isHeader(rows);
        List<String> columns = header ? rows.removeFirst() : numbered(width);
        if (rows.isEmpty()) {
            throw new NotALogException(file + " has a header line only: a log needs at least one event");
        }
        FileFormat.Kind kind = delimiter.equals(Fields.BLANKS) ? FileFormat.Kind.FIXED : FileFormat.Kind.CSV;
        return new Sample(
                file, kind, text.encoding(), kind == FileFormat.Kind.FIXED ? null : delimiter, header, columns, rows);
    }

    private static Sample parquet(Path file) throws IOException {
        FileSample found = FileSample.ofParquet(file, ROWS);
        if (found.rows().isEmpty()) {
            throw new NotALogException(file + " has no rows: a log needs at least one event");
        }
        return new Sample(
                file, FileFormat.Kind.PARQUET, StandardCharsets.UTF_8, null, true, found.columns(), found.rows());
    }

    private static List<String> numbered(int width) {
        return java.util.stream.IntStream.rangeClosed(1, width)
                .mapToObj(number -> "column" + number)
                .toList();
    }

    /** Whether the first row names the others: words, all different, over at least one column of numbers or times. */
    private static boolean isHeader(List<List<String>> rows) {
        List<String> first = rows.getFirst();
        Set<String> different = new HashSet<>(first);
        if (different.size() < first.size()
                || first.stream().anyMatch(cell -> cell.isEmpty() || cell.matches(NUMBER))) {
            return false;
        }
        return rows.size() == 1 || rows.get(1).stream().anyMatch(cell -> cell.matches(NUMBER));
    }

    private static Sample json(Path file, SampleText text) {
        List<JsonNode> objects = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        for (String line : text.lines()) {
            try {
                JsonNode object = JSON.readTree(line);
                objects.add(object);
                object.fieldNames().forEachRemaining(names::add);
            } catch (JsonProcessingException wrong) {
                if (objects.isEmpty()) {
                    throw new NotALogException(file + " begins with \"{\" but its first line is no JSON object: "
                            + "one object a line is read");
                }
            }
        }
        List<String> columns = List.copyOf(names);
        List<List<String>> rows = objects.stream()
                .map(object -> columns.stream()
                        .map(name -> object.path(name).isNull()
                                ? ""
                                : object.path(name).asText())
                        .toList())
                .toList();
        return new Sample(file, FileFormat.Kind.JSONL, text.encoding(), null, true, columns, rows);
    }
}
