package dev.tidecast.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the verb {@code forecast} may be asked. */
class ForecastTest {
    private static final String RECIPE = "{threads: 2, models: [interest-network],"
            + " network: {layers: 1, size: 8, embedding: 8, epochs: 1}, counters: {anchor-weeks: 2}}";
    private static final String INSTANT = "2011-09-15T00:00:00";
    private static final int TIME = 4;

    @TempDir
    private Path folder;

    private static Program forecast(Path config, Path out, Object... more) {
        List<Object> words = new ArrayList<>(List.of("forecast", "-c", config, "--out", out));
        words.addAll(List.of(more));
        Program program = Program.run(words.toArray());
        assertThat(program.err()).doesNotContain("\tat ");
        return program;
    }

    @Test
    void horizonsFacetsAndColumnsFollowTheQuestion() throws IOException {
        Path config = SmallLog.write(folder, 60, RECIPE);
        Path out = folder.resolve("out");
        String user = Files.readAllLines(folder.resolve("log.csv")).get(1).split(",")[6];
        Program bands = forecast(config, out, user, "--facet", "price-band", "--horizon", "7d");
        assertThat(bands.code()).as(bands.all()).isZero();
        assertThat(bands.out())
                .contains("for 7 days", "price-band", "direction", "or more", "churn", "Expected spend", "█");
        assertThat(forecast(config, out, user, "--facet", "brand").code()).isNotZero();
        assertThat(forecast(config, out, user, "--horizon", "31").err()).contains("1 to 30 are allowed");
        assertThat(forecast(config, out, user, "--behaviour", "stroll").err()).contains("stroll");
        Program all = forecast(config, out, "--all", "--format", "jsonl", "-k", 5);
        assertThat(all.code()).as(all.all()).isZero();
        for (String line : Files.readAllLines(out.resolve("forecasts.jsonl"))) {
            JsonNode told = new ObjectMapper().readTree(line);
            double any = told.path("anyProbability").asDouble(Double.NaN);
            assertThat(told.path("outlooks")).hasSize(3);
            assertThat(told.path("activeProbability").asDouble()).isGreaterThanOrEqualTo(any - 1e-9);
            for (JsonNode item : told.path("items")) {
                assertThat(item.path("probability").asDouble(Double.NaN)).isBetween(0.0, any);
            }
        }
    }

    @Test
    void asOfAnEarlierInstantNothingLaterIsKnown() throws IOException {
        Path config = SmallLog.write(folder, 60, RECIPE);
        Path known = Files.createDirectory(folder.resolve("known"));
        SmallLog.config(known, RECIPE);
        List<String> lines = Files.readAllLines(folder.resolve("log.csv"));
        List<String> before = new ArrayList<>(List.of(lines.getFirst()));
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1);
            if (fields[TIME].compareTo(INSTANT.replace('T', ' ')) <= 0) {
                before.add(line);
            }
        }
        assertThat(before).hasSizeBetween(200, lines.size() - 200);
        String last = before.stream()
                .skip(1)
                .map(line -> line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1)[TIME])
                .max(String::compareTo)
                .orElseThrow()
                .replace(' ', 'T');
        Files.write(known.resolve("log.csv"), before);
        Program then = forecast(config, folder.resolve("a"), "--all", "--format", "csv", "--as-of", last);
        assertThat(then.code()).as(then.all()).isZero();
        Program alone = forecast(known.resolve("tidecast.yaml"), folder.resolve("b"), "--all", "--format", "csv");
        assertThat(alone.code()).as(alone.all()).isZero();
        assertThat(folder.resolve("a/forecasts.csv")).hasSameTextualContentAs(folder.resolve("b/forecasts.csv"));
    }

    @Test
    void aLogWithoutItemsTellsWhetherAndHowMuch() throws IOException {
        SplittableRandom random = new SplittableRandom(4);
        List<String> lines = new ArrayList<>(List.of("customer,day,cds,dollars"));
        for (int user = 0; user < 50; user++) {
            for (int day = random.nextInt(20); day < 300; day += 5 + random.nextInt(5 + user)) {
                lines.add("c%d,%s,1,%d"
                        .formatted(user, java.time.LocalDate.of(1997, 1, 1).plusDays(day), 5 + day % 9));
            }
        }
        Files.write(folder.resolve("log.csv"), lines);
        Path config = Files.writeString(folder.resolve("tidecast.yaml"), """
                name: cds
                sources: [{files: [log.csv]}]
                format: {type: csv, delimiter: ",", header: true}
                mapping:
                  user: customer
                  time: {column: day, format: iso}
                  behaviour: purchase
                  quantity: cds
                  price: dollars
                """ + "recipe: " + RECIPE + "\n");
        Path out = folder.resolve("out");
        Program one = forecast(config, out, "c3");
        assertThat(one.code()).as(one.all()).isZero();
        assertThat(one.out()).contains("Any purchase within 30 days", "churn", "Expected spend");
        Program all = forecast(config, out, "--all", "--format", "csv");
        assertThat(all.code()).as(all.all()).isZero();
        assertThat(Files.readAllLines(out.resolve("forecasts.csv"))).hasSize(51);
    }
}
