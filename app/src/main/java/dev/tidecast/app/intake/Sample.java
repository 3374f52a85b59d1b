package dev.tidecast.app.intake;

import dev.tidecast.event.FileFormat;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of a file, taken apart.
 *
 * @param delimiter null where fields are apart by blanks, or named as in JSON
 * @param columns from the header, or {@code column1}, {@code column2} where there is none
 * @param rows each with one text a column, empty where the cell is
 */
record Sample(
        Path file,
        FileFormat.Kind kind,
        Charset encoding,
        @Nullable String delimiter,
        boolean header,
        List<String> columns,
        List<List<String>> rows) {
    Sample {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** The cells of a column, top down. */
    List<String> column(int index) {
        return rows.stream().map(row -> row.get(index)).toList();
    }

    Sample named(List<String> names) {
        return new Sample(file, kind, encoding, delimiter, header, names, rows);
    }
}
