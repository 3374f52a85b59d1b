package dev.tidecast.app;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidecast.app.command.ServeCommand;
import dev.tidecast.app.config.Configuration;
import dev.tidecast.app.console.Console;
import dev.tidecast.app.serve.ServiceSettings.Clock;
import dev.tidecast.forecast.Forecast;
import dev.tidecast.forecast.Forecaster;
import dev.tidecast.forecast.Question;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.DatasetFolder;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the service answers is what the batch says. */
class ServeTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RECIPE = "{threads: 2, models: [interest-network],"
            + " network: {layers: 1, size: 8, embedding: 8, epochs: 1}, counters: {anchor-weeks: 2}}";
    private static final String HALF = "2011-09-15";
    private static final Console SILENT = Console.plain(
            new PrintStream(OutputStream.nullOutputStream()), new PrintStream(OutputStream.nullOutputStream()));

    @TempDir
    private Path folder;

    private static Served served(Path config, Path out, Clock clock) throws Exception {
        return Served.api(ServeCommand.service(Configuration.read(config), out, clock, SILENT), out);
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
        return JSON.readTree(answer.body());
    }

    private void promoted(Path config, Path out) {
        assertThat(Program.run("train", "-c", config, "--out", out).code()).isZero();
        assertThat(Program.run("models", "promote", "interest-network", "--override", "for the test", "--out", out)
                        .code())
                .isZero();
    }

    @Test
    void forecasts_of_the_service_are_those_of_the_command_as_of_the_same_instant() throws Exception {
        Path config = SmallLog.write(folder, 60, RECIPE);
        Path out = folder.resolve("out");
        promoted(config, out);
        Program all = Program.run("forecast", "-c", config, "--out", out, "--all", "--format", "jsonl", "-k", 7);
        assertThat(all.code()).as(all.all()).isZero();
        try (Served served = served(config, out, Clock.LOG)) {
            for (String line : Files.readAllLines(out.resolve("forecasts.jsonl"))) {
                JsonNode told = JSON.readTree(line);
                JsonNode answer =
                        json(served.get("/v1/users/" + told.get("user").asText() + "/forecast?k=7&as-of="
                                + told.get("asOf").asText()));
                for (String field : List.of(
                        "asOf",
                        "horizonDays",
                        "behaviour",
                        "facet",
                        "anyProbability",
                        "activeProbability",
                        "expectedSpend",
                        "outlooks")) {
                    assertThat(answer.get(field)).as(field).isEqualTo(told.get(field));
                }
                for (int rank = 0; rank < told.get("items").size(); rank++) {
                    JsonNode item = answer.at("/items/" + rank);
                    told.at("/items/" + rank)
                            .properties()
                            .forEach(each -> assertThat(item.get(each.getKey()))
                                    .as(each.getKey())
                                    .isEqualTo(each.getValue()));
                }
            }
        }
    }

    @Test
    @Tag("slow")
    void events_one_at_a_time_give_the_scores_of_the_whole_log() throws Exception {
        Path whole = SmallLog.write(folder, 60, RECIPE);
        Path half = Files.createDirectory(folder.resolve("half"));
        Files.copy(folder.resolve("log.csv"), half.resolve("log.csv"));
        Path config = SmallLog.config(half, RECIPE);
        Files.writeString(
                config,
                Files.readString(config).replace("[{files: [log.csv]}]", "[{files: [log.csv], until: " + HALF + "}]"));
        Path out = half.resolve("out");
        promoted(config, out);
        assertThat(Program.run("prepare", "-c", whole, "--out", folder.resolve("all"))
                        .code())
                .isZero();
        Dataset batch = DatasetFolder.open(folder.resolve("all").resolve("dataset"));
        try (Served served = served(config, out, Clock.WALL)) {
            send(served, Files.readAllLines(folder.resolve("log.csv")));
            served.service().refresh();
            Question question = served.service().standard();
            Forecaster forecaster =
                    new Forecaster(served.service().standing().loaded().model(), batch, question);
            double worst = 0;
            for (int user = 0; user < batch.userCount(); user++) {
                Forecast expected = forecaster.of(batch.history(user), 1_000, value -> true);
                JsonNode answer = json(served.get("/v1/users/" + batch.users().get(user) + "/forecast?k=1000&as-of="
                        + Instant.ofEpochSecond(batch.asOf())));
                Map<String, Double> scores = new HashMap<>();
                answer.get("items")
                        .forEach(item -> scores.put(
                                item.get("item").asText(), item.get("score").asDouble()));
                for (Forecast.Interest each : expected.interests().subList(0, 500)) {
                    Double score = scores.get(batch.items().names().get(each.value()));
                    assertThat(score).isNotNull();
                    worst = Math.max(worst, Math.abs(requireNonNull(score) - each.score()));
                }
                assertThat(answer.get("anyProbability").asDouble()).isCloseTo(expected.anyProbability(), within(1e-4));
            }
            assertThat(worst).isLessThan(1e-4);
        }
    }

    private static void send(Served served, List<String> lines) throws Exception {
        List<String> events = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1);
            if (fields[4].compareTo(HALF) >= 0) {
                events.add(JSON.writeValueAsString(Map.of(
                        "order",
                        fields[0],
                        "item",
                        fields[1],
                        "quantity",
                        fields[3],
                        "time",
                        fields[4].replace(' ', 'T'),
                        "price",
                        fields[5],
                        "user",
                        fields[6],
                        "behaviour",
                        "purchase")));
            }
        }
        for (int from = 0; from < events.size(); from += 500) {
            String body = String.join("\n", events.subList(from, Math.min(events.size(), from + 500)));
            json(served.post("/v1/events", body));
        }
    }
}
