package dev.tidecast.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidecast.event.FileFormat;
import dev.tidecast.event.TimeFormat;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.DatasetFolder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatsTest {
    private static final String HEAD = "user,item,time,quantity,price,order\n";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ISO||2011-03-04T05:06:07|2011-03-04T05:06:07Z",
                "PATTERN|dd.MM.yyyy HH:mm|4.3.2011 5:06|2011-03-04T05:06:00Z",
                "PATTERN|MM/dd/yy hh:mm a|03/04/11 05:06 PM|2011-03-04T17:06:00Z",
                "PATTERN|d MMM yyyy|4 Mar 2011|2011-03-04T00:00:00Z",
                "PATTERN|yyyy-MM-dd'T'HH:mm:ss.SSSXXX|2011-03-04T05:06:07.999+01:00|2011-03-04T04:06:07Z",
                "EPOCH_SECONDS||1299215167|2011-03-04T05:06:07Z",
                "EPOCH_MILLIS||1299215167999|2011-03-04T05:06:07Z",
                "DATE||20110304|2011-03-04T00:00:00Z",
                "DATE||2011-03-04|2011-03-04T00:00:00Z",
                "MONTH_DAY||3-4|2011-03-04T00:00:00Z",
                "ORDER||whatever|1970-01-01T00:00:01Z"
            })
    void everyTimeFormatIsReadAlikeBySqlAndJava(String kind, String pattern, String text, String expected)
            throws Exception {
        TimeFormat.Kind known = TimeFormat.Kind.valueOf(kind);
        TimeFormat format =
                new TimeFormat(known, pattern, known == TimeFormat.Kind.MONTH_DAY ? 2011 : null, ZoneOffset.UTC);
        Logs.prepare(folder, "log.csv", bytes(HEAD + "a,x," + text + ",1,1,1\n"), FileFormat.csv(), format);
        Dataset dataset = open();
        assertThat(Instant.ofEpochSecond(dataset.asOf())).isEqualTo(expected);
        assertThat(dataset.hasClock()).isEqualTo(known != TimeFormat.Kind.ORDER);
        if (dataset.hasClock()) {
            assertThat(new dev.tidecast.clean.TimeReader(format).read(text)).hasValue(dataset.asOf());
        }
    }

    @Test
    void gbkAndWindows1252AreTranscoded() throws Exception {
        for (String[] each :
                new String[][] {{"GBK", "\u7ea2\u8272"}, {"windows-1252", "caf\u00e9\u20ac"}, {"UTF-16", "x\u7ea2"}}) {
            Charset charset = Charset.forName(each[0]);
            byte[] text = (HEAD + "a," + each[1] + ",2011-01-01,1,1,1\n").getBytes(charset);
            Logs.prepare(folder, "log.csv", text, Logs.format(FileFormat.Kind.CSV, charset, null), Logs.ISO);
            assertThat(open().items().names().texts()).containsExactly(each[1]);
        }
    }

    @Test
    void delimiterDecimalAndThousandsAreTheShops() throws Exception {
        FileFormat german = new FileFormat(
                FileFormat.Kind.CSV,
                StandardCharsets.UTF_8,
                ";",
                false,
                List.of("user", "item", "time", "quantity", "price", "order"),
                ',',
                '.');
        Logs.prepare(folder, "log.csv", bytes("a;x;2011-01-01;1;1.234,5;1\n"), german, Logs.ISO);
        assertThat(open().interactions().price().get(0)).isEqualTo(1234.5f);
    }

    @Test
    void tabsBlanksAndJsonLinesAreRead() throws Exception {
        Logs.prepare(
                folder,
                "log.tsv",
                bytes(HEAD.replace(',', '\t') + "a\tx\t2011-01-01\t1\t1\t1\n"),
                Logs.format(FileFormat.Kind.TSV, StandardCharsets.UTF_8, null),
                Logs.ISO);
        assertThat(open().interactions().rows()).isEqualTo(1);
        var fixed = Logs.prepare(
                folder,
                "log.txt",
                bytes(" user item  time quantity price order\n  a  x   2011-01-01 1  1 1\n b  x\n"),
                Logs.format(FileFormat.Kind.FIXED, StandardCharsets.UTF_8, null),
                Logs.ISO);
        assertThat(List.of(fixed.read(), fixed.kept())).containsExactly(2L, 1L);
        var json = Logs.prepare(
                folder,
                "log.jsonl",
                bytes(
                        "{\"user\":\"a\",\"item\":7,\"time\":\"2011-01-01\",\"quantity\":2,\"price\":1.5,\"order\":null}\n"
                                + "not json\n"),
                Logs.format(FileFormat.Kind.JSONL, StandardCharsets.UTF_8, null),
                Logs.ISO);
        assertThat(List.of(json.read(), json.kept())).containsExactly(2L, 1L);
        assertThat(open().items().names().texts()).containsExactly("7");
    }

    @Test
    void parquetAndZstdAreRead() throws Exception {
        Path parquet = folder.resolve("log.parquet");
        Path zstd = folder.resolve("log.csv.zst");
        String one = "SELECT 'a' AS \"user\", 7 AS item, TIMESTAMP '2011-01-01 02:03:04' AS time, 2 AS quantity,"
                + " 1.5 AS price, 'o' AS \"order\"";
        try (Database database = Database.open(folder)) {
            database.run("COPY (" + one + ") TO '" + parquet + "' (FORMAT parquet)");
            database.run("COPY (" + one + ") TO '" + zstd + "' (FORMAT csv, COMPRESSION zstd)");
        }
        FileFormat format = Logs.format(FileFormat.Kind.PARQUET, StandardCharsets.UTF_8, null);
        Logs.prepare(folder, "log.parquet", Files.readAllBytes(parquet), format, Logs.ISO);
        assertThat(Instant.ofEpochSecond(open().asOf())).isEqualTo("2011-01-01T02:03:04Z");
        Logs.prepare(folder, "log.csv.zst", Files.readAllBytes(zstd), FileFormat.csv(), Logs.ISO);
        assertThat(open().interactions().quantity().get(0)).isEqualTo(2f);
    }

    private Dataset open() {
        return DatasetFolder.open(folder.resolve("out/dataset"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
