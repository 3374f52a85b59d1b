package dev.tidecast.app.config;

import dev.tidecast.event.FileFormat;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads {@code format}: how files are written. */
final class FormatReader {
    private final Section section;
    private final Problems problems;

    FormatReader(Section section, Problems problems) {
        this.section = section;
        this.problems = problems;
    }

    /** The format; where its type is not said, the first file's name tells. */
    @Nullable
    FileFormat format(List<Path> files) {
        FileFormat.Kind kind = section.choice("type", FileFormat.Kind.class, kindOf(files));
        Charset encoding = section.parsed("encoding", StandardCharsets.UTF_8, FormatReader::charset);
        String written = section.text("delimiter");
        String delimiter = "\\t".equals(written) ? "\t" : written;
        List<String> columns = section.texts("columns");
        boolean header = section.flag("header", columns.isEmpty());
        char decimal = section.parsed("decimal", '.', FormatReader::mark);
        Character thousands = thousands();
        section.done();
        return problems.attempt(
                section.place(),
                () -> new FileFormat(
                        kind, encoding, delimiter, header, header ? List.of() : columns, decimal, thousands));
    }

    private @Nullable Character thousands() {
        String text = section.text("thousands");
        if (text == null) {
            return null;
        }
        return problems.attempt(section.place("thousands"), () -> mark(text));
    }

    private static FileFormat.Kind kindOf(List<Path> files) {
        String name = files.isEmpty()
                ? ""
                : files.getFirst()
                        .getFileName()
                        .toString()
                        .toLowerCase(Locale.ROOT)
                        .replaceFirst("\\.(gz|zst)$", "");
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "tsv" -> FileFormat.Kind.TSV;
            case "jsonl", "ndjson" -> FileFormat.Kind.JSONL;
            case "parquet" -> FileFormat.Kind.PARQUET;
            default -> FileFormat.Kind.CSV;
        };
    }

    private static Charset charset(String text) {
        try {
            return Charset.forName(text);
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException("a character set like UTF-8, GBK or windows-1252 is expected", unknown);
        }
    }

    private static Character mark(String text) {
        if (text.length() != 1) {
            throw new IllegalArgumentException("\"" + text + "\": one character is expected, as in \".\"");
        }
        return text.charAt(0);
    }
}
