package dev.tidecast.event;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the files of a source are written; compression (.gz, .zst) is known by the name's ending.
 *
 * @param kind the container
 * @param encoding of text files; anything but UTF-8 is transcoded before reading
 * @param delimiter between fields; null lets the reader find it
 * @param header whether the first line names the columns
 * @param columns the columns' names where there is no header; empty otherwise
 * @param decimal the decimal mark of numbers
 * @param thousands the grouping mark of numbers, null for none
 */
public record FileFormat(
        Kind kind,
        Charset encoding,
        @Nullable String delimiter,
        boolean header,
        List<String> columns,
        char decimal,
        @Nullable Character thousands) {
    /** The containers that are read. FIXED is text whose fields are separated by runs of blanks. */
    public enum Kind {
        CSV,
        TSV,
        FIXED,
        JSONL,
        PARQUET
    }

    public FileFormat {
        columns = List.copyOf(columns);
        if (!header && columns.isEmpty() && (kind == Kind.CSV || kind == Kind.TSV || kind == Kind.FIXED)) {
            throw new IllegalArgumentException(
                    "a file without a header needs the names of its columns: list them under columns");
        }
        if (thousands != null && thousands == decimal) {
            throw new IllegalArgumentException(
                    "thousands and decimal mark are both '" + decimal + "': they must differ");
        }
    }

    /** Comma or semicolon separated UTF-8 with a header line. */
    public static FileFormat csv() {
        return new FileFormat(Kind.CSV, StandardCharsets.UTF_8, null, true, List.of(), '.', null);
    }
}
