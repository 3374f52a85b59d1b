package dev.tidecast.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with a log ends in a clear message or in a counted rejection, never in a stack trace. */
class BadInputTest {
    private static final String HEADER = "InvoiceNo,StockCode,Quantity,InvoiceDate,UnitPrice,CustomerID\n";
    private static final String RECIPE =
            "{threads: 2, models: [popular, personal-frequency], bootstrap: {resamples: 20}}";

    @TempDir
    Path folder;

    private static String row(String user, String item, String time) {
        return "1," + item + ",2," + time + ",1.5," + user + "\n";
    }

    private Program run(String verb, byte[] log) throws IOException {
        Files.write(folder.resolve("log.csv"), log);
        SmallLog.config(folder, RECIPE);
        return run(verb);
    }

    private Program run(String verb) {
        Program program = Program.run(verb, "-c", folder.resolve("tidecast.yaml"), "--out", folder.resolve("out"));
        assertThat(program.all()).doesNotContain("\tat ", "Exception").doesNotContain("\u001b");
        return program;
    }

    private Program run(String verb, String log) throws IOException {
        return run(verb, log.getBytes(StandardCharsets.UTF_8));
    }

    private JsonNode rows() throws IOException {
        return new ObjectMapper()
                .readTree(folder.resolve("out/summary.json").toFile())
                .path("rows");
    }

    private void assertAddsUp(long read) throws IOException {
        long left = 0;
        for (JsonNode count : rows().path("reasons")) {
            left += count.asLong();
        }
        assertThat(rows().path("read").asLong()).isEqualTo(read);
        assertThat(rows().path("kept").asLong() + left).isEqualTo(read);
    }

    @Test
    void anEmptyFileIsNamed() throws IOException {
        Program program = run("prepare", "");
        assertThat(program.code()).isEqualTo(3);
        assertThat(program.err()).contains("log.csv");
        assertThat(run("prepare", HEADER).code()).isEqualTo(3);
    }

    @Test
    void aMissingColumnIsNamed() throws IOException {
        Program program =
                run("prepare", HEADER.replace("StockCode", "Code") + row("u", "10001", "2011-01-01 10:00:00"));
        assertThat(program.code()).isEqualTo(3);
        assertThat(program.err()).contains("StockCode");
    }

    @Test
    void aTruncatedArchiveIsNamed() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            String rows = IntStream.range(0, 20_000)
                    .mapToObj(number -> row("u" + number % 97, "1" + number, "2011-01-01 10:00:00"))
                    .collect(Collectors.joining());
            gzip.write((HEADER + rows).getBytes(StandardCharsets.UTF_8));
        }
        Files.write(folder.resolve("log.csv.gz"), Arrays.copyOf(bytes.toByteArray(), bytes.size() / 2));
        Path config = SmallLog.config(folder, RECIPE);
        Files.writeString(config, Files.readString(config).replace("log.csv", "log.csv.gz"));
        Program program = run("prepare");
        assertThat(program.code()).isNotZero();
        assertThat(program.err()).contains("log.csv.gz");
    }

    @Test
    void brokenRowsAreCounted() throws IOException {
        Program program = run(
                "prepare",
                HEADER + row("u", "10001", "2011-01-01 10:00:00") + "1,2,3,4,5,6,7,8,9\n"
                        + row("v", "10002", "2011-01-02 10:00:00") + "1,10003\n"
                        + row("", "10003", "2011-01-02 10:00:00"));
        assertThat(program.code()).isZero();
        assertThat(rows().path("kept").asLong()).isEqualTo(2);
        assertThat(rows().path("reasons").path("unreadable-row").asLong()).isEqualTo(2);
        assertAddsUp(5);
    }

    @Test
    void quotesThatNeverCloseEndClearly() throws IOException {
        Program program = run(
                "prepare",
                HEADER + row("u", "10001", "2011-01-01 10:00:00") + "1,\"10002,2,2011-01-01 10:00:00,1.5,u\n"
                        + row("v", "10003", "2011-01-02 10:00:00"));
        if (program.code() == 0) {
            assertThat(rows().path("reasons").path("unreadable-row").asLong()).isPositive();
        } else {
            assertThat(program.err()).contains("log.csv");
        }
    }

    @Test
    void nulBytesEndClearly() throws IOException {
        Program program = run(
                "prepare",
                HEADER + row("u", "10001", "2011-01-01 10:00:00") + row("v", "1\u00000", "2011-01-01 10:00:00"));
        if (program.code() == 0) {
            assertAddsUp(2);
        } else {
            assertThat(program.err()).contains("log.csv");
        }
    }

    @Test
    void aByteOrderMarkAndMixedLineEndsAreRead() throws IOException {
        Program program = run(
                "prepare",
                "\ufeff" + HEADER.replace("\n", "\r\n") + row("u", "10001", "2011-01-01 10:00:00")
                        + row("v", "10002", "2011-01-02 10:00:00").replace("\n", "\r\n")
                        + row("w", "10003", "2011-01-03 10:00:00"));
        assertThat(program.code()).isZero();
        assertThat(rows().path("kept").asLong()).isEqualTo(3);
    }

    @Test
    void anotherEncodingThanSaidEndsClearly() throws IOException {
        Program program = run(
                "prepare",
                (HEADER + row("Müller", "10001", "2011-01-01 10:00:00") + row("v", "10002", "2011-01-02 10:00:00"))
                        .getBytes(StandardCharsets.ISO_8859_1));
        if (program.code() == 0) {
            assertAddsUp(2);
            assertThat(rows().path("reasons").path("unreadable-row").asLong()).isEqualTo(1);
        } else {
            assertThat(program.err()).contains("log.csv", "format");
        }
    }

    @Test
    void timesThatCanNotBeAreCounted() throws IOException {
        Program program = run(
                "prepare",
                HEADER
                        + row("u", "10001", "1900-01-01 10:00:00")
                        + row("u", "10001", "2200-01-01 10:00:00")
                        + row("u", "10001", "yesterday")
                        + row("u", "10001", "2011-01-01 10:00:00"));
        assertThat(program.code()).isZero();
        assertThat(rows().path("reasons").path("future-time").asLong()).isEqualTo(1);
        assertThat(rows().path("reasons").path("impossible-time").asLong()).isEqualTo(2);
        assertAddsUp(4);
    }

    @Test
    void hoursThatDaylightSavingSkipsOrRepeatsAddUp() throws IOException {
        Program program = run(
                "prepare",
                HEADER + row("u", "10001", "2011-03-27 01:30:00") + row("u", "10002", "2011-10-30 01:30:00"));
        assertThat(program.code()).isZero();
        assertAddsUp(2);
    }

    @Test
    void aUserWithVeryManyEventsIsRead() throws IOException {
        String many = IntStream.range(0, 100_000)
                .mapToObj(number -> row(
                        "u",
                        "1" + number % 3_000,
                        String.format(
                                "2011-%02d-%02d %02d:%02d:00",
                                1 + number % 12, 1 + number % 28, number % 24, number % 60)))
                .collect(Collectors.joining());
        Program program = run("prepare", HEADER + many);
        assertThat(program.code()).isZero();
        assertAddsUp(100_000);
    }

    @Test
    void usersWithOneEventEachCanNotBeJudged() throws IOException {
        String rows = IntStream.range(0, 200)
                .mapToObj(number ->
                        row("u" + number, "1000" + number % 9, String.format("2011-%02d-10 10:00:00", 1 + number % 12)))
                .collect(Collectors.joining());
        Program program = run("backtest", HEADER + rows);
        assertThat(program.code()).isEqualTo(3);
        assertThat(program.err()).contains("nobody with a history");
    }

    @Test
    void oneItemOnlyIsJudgedOrRefusedClearly() throws IOException {
        String rows = IntStream.range(0, 400)
                .mapToObj(number -> row(
                        "u" + number % 20,
                        "10001",
                        String.format("2011-%02d-%02d 10:00:00", 1 + number % 12, 1 + number % 28)))
                .collect(Collectors.joining());
        Program program = run("backtest", HEADER + rows);
        assertThat(program.code()).isIn(0, 3);
    }

    @Test
    void aLogShorterThanTheHorizonIsRefused() throws IOException {
        Program program = run(
                "backtest",
                HEADER + row("u", "10001", "2011-01-01 10:00:00") + row("u", "10002", "2011-01-09 10:00:00"));
        assertThat(program.code()).isEqualTo(3);
        assertThat(program.err()).contains("spans 8 days", "horizon-days");
    }

    @Test
    void anOutputFolderThatCanNotBeWrittenIsNamed() throws IOException {
        Files.writeString(folder.resolve("log.csv"), HEADER + row("u", "10001", "2011-01-01 10:00:00"));
        Path config = SmallLog.config(folder, RECIPE);
        Path file = Files.writeString(folder.resolve("taken"), "a file");
        Program program = Program.run("prepare", "-c", config, "--out", file);
        assertThat(program.code()).isEqualTo(1);
        assertThat(program.err()).contains("taken", "--out").doesNotContain("\tat ");
    }

    @Test
    void anOutputFolderOnAReadOnlyFileSystemIsNamed() throws IOException {
        Path processes = Path.of("/proc");
        Assumptions.assumeTrue(Files.isDirectory(processes), "no /proc here, where nobody can make a folder");
        Files.writeString(folder.resolve("log.csv"), HEADER + row("u", "10001", "2011-01-01 10:00:00"));
        Program program = Program.run(
                "prepare", "-c", SmallLog.config(folder, RECIPE), "--out", processes.resolve("tidecast-out"));
        assertThat(program.code()).isEqualTo(1);
        assertThat(program.err()).contains("/proc/tidecast-out", "--out").doesNotContain("\tat ", "Exception");
    }

    @Test
    void aWindowWithoutAPurchaseIsRefusedClearly() throws IOException {
        String bought = IntStream.range(0, 60)
                .mapToObj(number -> row(
                        "u" + number % 10,
                        "1000" + number % 7,
                        String.format("2011-01-%02d 10:00:00", 1 + number % 28)))
                .collect(Collectors.joining());
        Files.writeString(
                folder.resolve("log.csv"),
                HEADER.strip() + ",Kind\n" + bought.replace("\n", ",buy\n")
                        + row("u1", "10001", "2011-04-20 10:00:00").replace("\n", ",look\n"));
        Path config = SmallLog.config(folder, RECIPE);
        Files.writeString(
                config,
                Files.readString(config)
                        .replace(
                                "behaviour: purchase",
                                "behaviour: {column: Kind, words: {buy: purchase, look: view}}"));
        Program program = run("backtest");
        assertThat(program.code()).isEqualTo(3);
        assertThat(program.err()).contains("purchase");
    }

    @Test
    void aFullDiskIsToldAndLeavesNothingHalf() throws IOException {
        String full = System.getenv("TIDECAST_FULL_DISK");
        Assumptions.assumeTrue(full != null, "TIDECAST_FULL_DISK names no folder on a disk of a few KB");
        Files.writeString(folder.resolve("log.csv"), HEADER + row("u", "10001", "2011-01-01 10:00:00"));
        Path out = Path.of(String.valueOf(full)).resolve("out");
        Program program = Program.run("prepare", "-c", SmallLog.config(folder, RECIPE), "--out", out);
        assertThat(program.code()).isNotZero();
        assertThat(program.err()).containsIgnoringCase("space").doesNotContain("\tat ");
    }

    @Test
    void aMissingConfigurationTellsHowToGetOne() {
        Program program = Program.run("prepare", "-c", folder.resolve("absent.yaml"), "--out", folder.resolve("out"));
        assertThat(program.code()).isEqualTo(2);
        assertThat(program.err()).contains("absent.yaml", "tidecast init");
    }
}
