package dev.tidecast.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidecast.event.EventSource;
import dev.tidecast.event.FileFormat;
import dev.tidecast.event.LogSource;
import dev.tidecast.event.RawEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every {@link EventSource} keeps to, whatever its files are. */
class EventSourceContractTest {
    private static final String HEAD = "user,item,time,quantity,price,order";
    private static final List<String> ROWS =
            List.of("a,caf\u00e9,2011-01-01,1,2.5,o1", "b,y,when,,free,", "a,z,2010-01-01,3,1,o2");
    private static final String BROKEN = "broken";

    @TempDir
    Path folder;

    /** A kind of file, and whether it can hold a row that can't be taken apart. */
    enum Written {
        CSV,
        CSV_GZ,
        CSV_ZST,
        CSV_WINDOWS_1252,
        CSV_WINDOWS_1252_ZST,
        TSV,
        TSV_GZ,
        JSONL,
        JSONL_GZ,
        JSONL_ZST,
        PARQUET;

        boolean is(String part) {
            return name().contains(part);
        }

        Charset encoding() {
            return is("1252") ? Charset.forName("windows-1252") : StandardCharsets.UTF_8;
        }

        FileFormat format() {
            FileFormat.Kind kind = is("CSV")
                    ? FileFormat.Kind.CSV
                    : is("TSV") ? FileFormat.Kind.TSV : is("JSONL") ? FileFormat.Kind.JSONL : FileFormat.Kind.PARQUET;
            return Logs.format(kind, encoding(), null);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyRowComesInFileOrderWithItsRecordAndItsTextsUntouched(Written written) throws Exception {
        Path first = write(written, "first", ROWS);
        Path second = write(written, "second", ROWS.subList(0, 1));
        List<RawEvent> rows = read(written, List.of(first, second), 4, 0);
        assertThat(rows.stream().map(row -> row.at().record())).containsExactly(1L, 2L, 3L, 1L);
        assertThat(rows.stream().map(row -> row.at().place())).containsExactly(1L, 2L, 3L, 4L);
        assertThat(rows.getLast().at().file()).isEqualTo(second.toString());
        assertThat(rows.stream().map(RawEvent::item)).containsExactly("caf\u00e9", "y", "z", "caf\u00e9");
        assertThat(rows.get(1).time()).isEqualTo("when");
        assertThat(rows.get(1).price()).isEqualTo("free");
        assertThat(rows.get(1).quantity()).isNull();
        assertThat(rows.get(1).order()).isNull();
        assertThat(rows.get(1).session()).isNull();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PARQUET")
    void aRowThatCanNotBeTakenApartIsCountedAndKeepsItsNumber(Written written) throws Exception {
        Path file = write(written, "log", List.of(ROWS.get(0), BROKEN, ROWS.get(2)));
        List<RawEvent> rows = read(written, List.of(file), 2, 1);
        assertThat(rows.stream().map(row -> row.at().record())).containsExactly(1L, 3L);
    }

    private List<RawEvent> read(Written written, List<Path> files, long readable, long unreadable) {
        LogSource source = new LogSource(files, written.format(), Logs.mapping(Logs.ISO), null, null);
        List<RawEvent> rows = new ArrayList<>();
        List<RawEvent> again = new ArrayList<>();
        try (EventSource events = DuckDbEventSource.open(source, folder)) {
            assertThat(events.read(rows::add)).isEqualTo(new EventSource.Tally(readable, unreadable));
            events.read(again::add);
        }
        assertThat(again).isEqualTo(rows);
        return rows;
    }

    private Path write(Written written, String name, List<String> rows) throws Exception {
        List<String> lines = new ArrayList<>();
        if (written.is("JSONL")) {
            rows.forEach(row -> lines.add(row.equals(BROKEN) ? row : json(row)));
        } else {
            lines.add(HEAD);
            lines.addAll(rows);
        }
        String text = String.join("\n", lines) + "\n";
        byte[] bytes = (written.is("TSV") ? text.replace(',', '\t') : text).getBytes(written.encoding());
        Path plain = folder.resolve(name + (written.is("JSONL") ? ".jsonl" : written.is("TSV") ? ".tsv" : ".csv"));
        Files.write(plain, bytes);
        if (written.is("PARQUET")) {
            return parquet(plain, folder.resolve(name + ".parquet"));
        }
        if (written.is("GZ")) {
            Path packed = folder.resolve(plain.getFileName() + ".gz");
            try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
                out.write(bytes);
            }
            return packed;
        }
        return written.is("ZST") ? zstd(plain) : plain;
    }

    /** A zstd frame (RFC 8878) with a window of 1 KiB and one block that is not compressed. */
    private static Path zstd(Path plain) throws IOException {
        byte[] bytes = Files.readAllBytes(plain);
        int block = 1 | bytes.length << 3;
        Path packed = plain.resolveSibling(plain.getFileName() + ".zst");
        try (OutputStream out = Files.newOutputStream(packed)) {
            out.write(new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0, 0});
            out.write(new byte[] {(byte) block, (byte) (block >> 8), (byte) (block >> 16)});
            out.write(bytes);
        }
        return packed;
    }

    private Path parquet(Path csv, Path target) throws Exception {
        try (Database database = Database.open(folder)) {
            database.run("COPY (FROM read_csv('" + csv + "', header=true, all_varchar=true)) TO '" + target
                    + "' (FORMAT parquet)");
        }
        return target;
    }

    private static String json(String row) {
        String[] names = HEAD.split(",");
        String[] cells = row.split(",", -1);
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < names.length; i++) {
            text.append(i == 0 ? "" : ", ").append("\"" + names[i] + "\": \"" + cells[i] + "\"");
        }
        return text.append("}").toString();
    }
}
