package dev.tidecast.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidecast.clean.CleaningReport;
import dev.tidecast.clean.CleaningRules;
import dev.tidecast.clean.Reason;
import dev.tidecast.event.BadInputException;
import dev.tidecast.event.FileFormat;
import dev.tidecast.progress.Progress;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.DatasetFolder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BadInputTest {
    private static final String HEAD = "user,item,time,quantity,price,order\n";

    @TempDir
    Path folder;

    @Test
    void anEmptyFileIsNamed() {
        assertThatThrownBy(() -> Logs.prepare(folder, ""))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("log.csv is empty");
        assertThatThrownBy(() -> Logs.prepare(folder, HEAD))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("hold no rows");
    }

    @Test
    void aMissingColumnIsNamedWithTheNearestThatExists() {
        assertThatThrownBy(() -> Logs.prepare(folder, "usr,item,time,quantity,price,order\na,b,2011-01-01,1,1,1\n"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("no column \"user\"; it has usr, item, time")
                .hasMessageContaining("Did you mean \"usr\"");
    }

    @Test
    void aMissingFileIsNamed() {
        Path absent = folder.resolve("absent.csv");
        assertThatThrownBy(() -> Preparation.prepare(
                        Logs.log(absent, FileFormat.csv(), Logs.ISO),
                        Logs.rules(CleaningRules.Cancellations.DROP),
                        folder.resolve("out"),
                        Progress.silent()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("absent.csv");
    }

    @Test
    void rowsWithWrongFieldsAreCountedAndOthersKeepTheirRecord() throws Exception {
        CleaningReport report = Logs.prepare(
                folder,
                HEAD
                        + "a,x,2011-01-01,1,1,1\nb,x\nc,x,2011-01-01,1,1,1,9,9\nd,x,2011-01-01,-1,1,1\ne,x,2011-01-02,1,1,1\n");
        assertThat(report.read()).isEqualTo(5);
        assertThat(report.kept()).isEqualTo(2);
        assertThat(report.count(Reason.UNREADABLE_ROW)).isEqualTo(2);
        try (Database database = Database.open(folder)) {
            assertThat(Database.texts(
                            database.connection(),
                            "SELECT record || ' ' || reason || ' ' || coalesce(raw, '') FROM read_parquet('"
                                    + folder.resolve("out/rejects.parquet") + "')"))
                    .containsExactly(
                            "2 unreadable-row b,x",
                            "3 unreadable-row c,x,2011-01-01,1,1,1,9,9",
                            "4 non-positive-quantity ");
        }
    }

    @Test
    void aQuoteNeverClosedIsAnErrorNotALoss() {
        assertThatThrownBy(() -> Logs.prepare(
                        folder, HEAD + "a,x,2011-01-01,1,1,1\nb,\"x,2011-01-01,1,1,1\nc,x,2011-01-01,1,1,1\n"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("quote opened in record 2");
    }

    @Test
    void nulBytesMakeARowUnreadable() throws Exception {
        CleaningReport report = Logs.prepare(folder, HEAD + "a,x\0y,2011-01-01,1,1,1\nb,x,2011-01-01,1,1,1\n");
        assertThat(report.count(Reason.UNREADABLE_ROW)).isEqualTo(1);
        assertThat(report.kept()).isEqualTo(1);
    }

    @Test
    void aByteOrderMarkAndMixedLineEndsAreRead() throws Exception {
        String rows = "a,x,2011-01-01,1,1,1\r\nb,x,2011-01-01,1,1,1\nc,x,2011-01-01,1,1,1\r\n";
        assertThat(Logs.prepare(folder, "\ufeff" + HEAD.strip() + "\r\n" + rows).kept())
                .isEqualTo(3);
        assertThat(Logs.prepare(folder, HEAD + rows).kept()).isEqualTo(3);
    }

    @Test
    void aWrongEncodingIsNamed() {
        assertThatThrownBy(() -> Logs.prepare(
                        folder, (HEAD + "a,caf\u00e9,2011-01-01,1,1,1\n").getBytes(StandardCharsets.ISO_8859_1)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("not written in UTF-8");
    }

    @Test
    void aTruncatedGzipIsNamed() throws Exception {
        StringBuilder text = new StringBuilder(HEAD);
        for (int i = 0; i < 20_000; i++) {
            text.append(i * 7919 % 10_007).append(",x").append(i).append(",2011-01-01,1,1,1\n");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.toString().getBytes(StandardCharsets.UTF_8));
        }
        byte[] cut = Arrays.copyOf(bytes.toByteArray(), bytes.size() / 2);
        assertThatThrownBy(() -> Logs.prepare(folder, "log.csv.gz", cut, FileFormat.csv(), Logs.ISO))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("log.csv.gz is cut short");
        byte[] plain = HEAD.getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> Logs.prepare(folder, "log.csv.gz", plain, FileFormat.csv(), Logs.ISO))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("log.csv.gz");
    }

    @Test
    void nothingKeptSaysWhy() {
        assertThatThrownBy(() -> Logs.prepare(folder, HEAD + "a,x,1900-01-01,1,1,1\nb,x,2200-01-01,1,1,1\n"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("impossible-time 1")
                .hasMessageContaining("future-time 1");
    }

    @Test
    void anOutputThatIsAFileIsNamed() throws Exception {
        Files.writeString(folder.resolve("out"), "in the way");
        assertThatThrownBy(() -> Logs.prepare(folder, HEAD + "a,x,2011-01-01,1,1,1\n"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(folder.resolve("out").toString());
    }

    @Test
    void nothingTemporaryIsLeft() throws Exception {
        Logs.prepare(folder, HEAD + "a,x,2011-01-01,1,1,1\n");
        try (var files = Files.list(folder.resolve("out"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("dataset", "rejects.parquet", "cleaning.json");
        }
        Dataset dataset = DatasetFolder.open(folder.resolve("out/dataset"));
        assertThat(dataset.users().texts()).containsExactly("a");
    }
}
