package dev.tidecast.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidecast.app.store.OutputFolder;
import dev.tidecast.provenance.Artefact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prepare, train, backtest, forecast and report on a small real log: skipped where unchanged, safe to kill. */
class WholeWayTest {
    private static final String RECIPE =
            "{threads: 2, models: [popular, personal-frequency, weighted-counters, interest-network],"
                    + " bootstrap: {resamples: 50},"
                    + " network: {layers: 1, size: 8, embedding: 8, epochs: 1}, counters: {anchor-weeks: 2}}";
    private static final List<String> RESULTS =
            List.of("dataset/manifest.json", "model/weights.safetensors", "backtest.json");

    @TempDir
    Path folder;

    private static Program run(String verb, Path config, Path out, Object... more) {
        List<Object> arguments = new ArrayList<>(List.of(verb));
        arguments.addAll(List.of(more));
        arguments.addAll(List.of("-c", config, "--out", out));
        Program program = Program.run(arguments.toArray());
        assertThat(program.err()).doesNotContain("\tat ");
        assertThat(program.code()).as(program.all()).isZero();
        return program;
    }

    @Test
    void eachStepIsDoneOnceAndAgainWhenSomethingChanges() throws IOException {
        Path config = SmallLog.write(folder, 120, RECIPE);
        Path out = folder.resolve("out");
        assertThat(run("report", config, out).err()).contains("prepare: done", "backtest: done", "report: done");
        assertThat(out.resolve("report.html")).isNotEmptyFile();
        assertThat(run("report", config, out).err())
                .contains("prepare: unchanged", "report: unchanged")
                .doesNotContain("backtest: done");
        String user = Files.readAllLines(folder.resolve("log.csv")).get(1).split(",")[6];
        Program one = run("forecast", config, out, user, "-k", 5);
        assertThat(one.out()).contains("User " + user, "█", "share");
        for (String format : List.of("csv", "jsonl", "parquet")) {
            run("forecast", config, out, "--all", "--format", format, "-k", 3);
            assertThat(out.resolve("forecasts." + format)).isNotEmptyFile();
        }
        assertThat(Files.readAllLines(out.resolve("forecasts.jsonl")).size() * 3L + 1)
                .isEqualTo(Files.readAllLines(out.resolve("forecasts.csv")).size());
        promotedModelsAreForecastWith(config, out, user);
        Files.writeString(config, Files.readString(config).replace("resamples: 50", "resamples: 60"));
        assertThat(run("backtest", config, out).err()).contains("prepare: unchanged", "backtest: done");
        var summary = new ObjectMapper().readTree(out.resolve("summary.json").toFile());
        assertThat(summary.path("steps").path("prepare").path("seconds").asDouble())
                .isPositive();
        assertThat(summary.path("steps").path("prepare").path("peakMemoryBytes").asLong())
                .isPositive();
        assertThat(summary.path("modelHash").asText()).hasSize(64);
    }

    private static void promotedModelsAreForecastWith(Path config, Path out, String user) {
        assertThat(run("train", config, out, "--model", "popular").out()).contains("registered as popular-");
        Program refused = Program.run("models", "promote", "popular", "--out", out);
        assertThat(refused.code()).as(refused.all()).isEqualTo(5);
        assertThat(refused.out()).contains("judged at 1 cut;", "judged window has been looked at 1 time");
        Program promoted = Program.run("models", "promote", "popular", "--out", out, "--override", "a test");
        assertThat(promoted.code()).as(promoted.all()).isZero();
        assertThat(run("forecast", config, out, user, "-k", 5).out()).contains("Model: popular-", "promoted");
        Program compared = Program.run("models", "compare", "popular", "interest-network", "--out", out);
        assertThat(compared.code()).as(compared.all()).isZero();
        assertThat(compared.out()).contains("ndcg@10", " to ");
    }

    @Test
    void twoRunsCanNotShareAnOutputFolder() throws IOException {
        Path config = SmallLog.write(folder, 3, RECIPE);
        Path out = folder.resolve("out");
        try (OutputFolder held = OutputFolder.lock(out)) {
            Program program = Program.run("prepare", "-c", config, "--out", held.root());
            assertThat(program.code()).isEqualTo(1);
            assertThat(program.err()).contains("in use by another run");
        }
    }

    @Test
    void aKilledRunIsCompletedByTheNextWithTheSameResult() throws Exception {
        String config = SmallLog.write(folder, 40, RECIPE).toString();
        List<List<String>> commands = List.of(List.of("train", "-c", config), List.of("backtest", "-c", config));
        killAndCompare(commands, RESULTS, Collections.nCopies(3, new Kill("", 5_000)));
    }

    @Test
    @Tag("slow")
    void aKilledDemoIsCompletedByTheNextWithTheSameResult() throws Exception {
        List<String> results = new ArrayList<>(RESULTS);
        results.addAll(List.of("cleaning.json", "rejects.parquet", "forecasts.parquet"));
        List<Kill> kills = new ArrayList<>(List.of(new Kill("", 4_000)));
        kills.addAll(Collections.nCopies(4, new Kill("prepare: ", 45_000)));
        kills.addAll(Collections.nCopies(3, new Kill("train: ", 45_000)));
        kills.addAll(Collections.nCopies(2, new Kill("backtest: ", 2_000)));
        killAndCompare(List.of(List.of("demo")), results, kills);
    }

    /** A kill at a random moment within {@code mostMillis} after the program has said {@code said}. */
    private record Kill(String said, int mostMillis) {}

    private void killAndCompare(List<List<String>> commands, List<String> results, List<Kill> kills) throws Exception {
        long seed = System.nanoTime();
        System.out.println("kill test, seed " + seed);
        Random random = new Random(seed);
        Path killed = folder.resolve("killed");
        for (Kill kill : kills) {
            for (List<String> command : commands) {
                if (lands(kill, random, start(command, killed))) {
                    break;
                }
            }
        }
        assertThat(hashes(commands, results, killed))
                .as("seed " + seed)
                .isEqualTo(hashes(commands, results, folder.resolve("whole")));
    }

    /** Whether the process is killed; else it has ended well before its moment. */
    private boolean lands(Kill kill, Random random, Process process) throws Exception {
        while (process.isAlive() && !told().contains(kill.said())) {
            Thread.sleep(20);
        }
        int moment = 200 + random.nextInt(kill.mostMillis());
        if (process.waitFor(moment, TimeUnit.MILLISECONDS)) {
            assertThat(process.exitValue()).as(told()).isZero();
            return false;
        }
        process.destroyForcibly().waitFor();
        System.out.println("killed " + moment + " ms after \"" + kill.said() + "\"");
        return true;
    }

    private TreeMap<String, String> hashes(List<List<String>> commands, List<String> results, Path out)
            throws Exception {
        for (List<String> command : commands) {
            assertThat(start(command, out).waitFor()).as(told()).isZero();
        }
        TreeMap<String, String> hashes = new TreeMap<>();
        for (String result : results) {
            hashes.put(result, Artefact.sha256(out.resolve(result)));
        }
        return hashes;
    }

    private String told() throws IOException {
        return Files.readString(folder.resolve("log.txt"));
    }

    private Process start(List<String> command, Path out) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.library.path=",
                "-Dtidecast.home=" + Path.of("..").toAbsolutePath().normalize(),
                "-Xmx2500m",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.tidecast.app.Main"));
        line.addAll(command);
        line.addAll(List.of("--out", out.toString()));
        return new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log.txt").toFile())
                .start();
    }
}
