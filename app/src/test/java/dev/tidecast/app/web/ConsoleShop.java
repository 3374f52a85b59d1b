package dev.tidecast.app.web;

import dev.tidecast.app.Served;
import dev.tidecast.app.api.Routes;
import dev.tidecast.app.live.LiveEvent;
import dev.tidecast.app.serve.ModelSource;
import dev.tidecast.app.serve.Service;
import dev.tidecast.event.Behaviour;
import dev.tidecast.model.CountLaw;
import dev.tidecast.model.Model;
import dev.tidecast.model.ProbabilityScorer;
import dev.tidecast.model.Scorer;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.DatasetBuilder;
import dev.tidecast.sequence.DatasetBuilder.ItemTexts;
import dev.tidecast.sequence.FittedRules;
import dev.tidecast.sequence.History;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** A service with a console, of a small shop whose items have names and whose model tells probabilities. */
final class ConsoleShop implements AutoCloseable {
    static final int USERS = 60;
    private static final long SEED = 5;
    private static final long END = 1_322_500_000L;
    private static final long DAY = 86_400;
    private static final List<String> TITLES = List.of(
            "White hanging heart T-light holder",
            "Regency cakestand 3 tier",
            "Jumbo bag red retrospot",
            "Party bunting",
            "Lunch bag red retrospot",
            "Assorted colour bird ornament",
            "Set of 3 cake tins pantry design",
            "Pack of 72 retrospot cake cases",
            "Natural slate heart chalkboard",
            "Heart of wicker small",
            "Jam making set with jars",
            "Paper chain kit 50's Christmas",
            "Hot water bottle keep calm",
            "Spotty bunting",
            "Wooden picture frame white finish",
            "Victorian glass hanging T-light",
            "Alarm clock bakelike red",
            "Rose cottage keepsake box <b>&amp; more</b>");

    final Path out;
    private final Served served;

    private ConsoleShop(Path out, Served served) {
        this.out = out;
        this.served = served;
    }

    static ConsoleShop open(Path out, Routes... more) throws IOException {
        Files.writeString(Files.createDirectories(out).resolve("cleaning.json"), """
                {"read":2400,"kept":2000,"reasons":{"MISSING_USER":250,"DUPLICATE":90,"CANCELLATION":60},
                 "files":[{"file":"log.csv","read":2400,"kept":2000}]}
                """);
        Files.writeString(out.resolve("doctor.json"), """
                {"sufficiency":{"verdict":"enough","why":"There is enough for a forecast of 30 days."},
                 "findings":[{"severity":"warn","code":"future-titles","found":"12 % of the rows name no customer.",
                 "advice":"Ask for the loyalty card at the till.","yaml":"mapping: {user: [CustomerID, DeviceID]}"}]}
                """);
        reject(out.resolve("rejects.parquet"));
        return new ConsoleShop(out, Served.console(Served.madeUp(out, new Source()), out, more));
    }

    /** Forty rows without a user, as the preparation of a log leaves them. */
    private static void reject(Path file) throws IOException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("COPY (SELECT 'shop/log.csv' AS file, k + 6 AS record, 'missing-user' AS reason,"
                    + " 'rejected' AS outcome, NULL::VARCHAR AS \"user\", '8' || (5123 + k % 18) AS item,"
                    + " '2011-11-0' || (1 + k % 9) AS time, '2' AS quantity, '4.25' AS price, NULL::VARCHAR AS raw"
                    + " FROM range(40) AS rows(k)) TO '" + file + "' (FORMAT parquet)");
        } catch (SQLException failed) {
            throw new IOException(failed);
        }
    }

    private record Source() implements ModelSource {
        @Override
        public Loaded load() {
            Dataset dataset = dataset();
            return new Loaded(
                    "by-recency-1",
                    "by-recency",
                    "Model: by-recency, made up for this test",
                    new ByRecency(),
                    dataset,
                    "made-up",
                    Served.RULES,
                    FittedRules.fit(dataset, Served.RULES));
        }

        @Override
        public String state() {
            return "one";
        }
    }

    private static Dataset dataset() {
        SplittableRandom random = new SplittableRandom(SEED);
        DatasetBuilder builder = new DatasetBuilder();
        int items = TITLES.size();
        for (int row = 0; row < 2_000; row++) {
            long time = END - (2_000L - row) * 12_000;
            int user = random.nextInt(USERS);
            int behaviour = (random.nextInt(3) == 0 ? Behaviour.PURCHASE : Behaviour.VIEW).ordinal();
            builder.add(
                    user, (user + random.nextInt(5)) % items, behaviour, time, 1 + random.nextInt(4), 4, row / 3, -1);
        }
        return builder.build(
                "Tide & Tin",
                ZoneOffset.UTC,
                true,
                IntStream.range(0, USERS)
                        .mapToObj(user -> "c" + (12_345 + 7 * user))
                        .toList(),
                new ItemTexts(
                        IntStream.range(0, items)
                                .mapToObj(item -> "8" + (5_123 + item))
                                .toList(),
                        TITLES,
                        IntStream.range(0, items)
                                .mapToObj(item -> item % 2 == 0 ? "Home" : "Home > Party")
                                .toList(),
                        Collections.nCopies(items, "")),
                List.of());
    }

    /** Amounts from how lately and how often an item was met; the law from how lately anything was. */
    private record ByRecency() implements Model {
        @Override
        public String name() {
            return "by-recency";
        }

        @Override
        public void save(Path folder) {}

        @Override
        public Scorer scorer(Dataset visible) {
            return new ProbabilityScorer() {
                @Override
                public void score(History history, float[] scores) {
                    Arrays.fill(scores, .02f);
                    for (int p = 0; p < history.size(); p++) {
                        if (history.item(p) >= 0 && history.item(p) < scores.length) {
                            scores[history.item(p)] +=
                                    (float) Math.exp(-(history.asOf() - history.time(p)) / (40.0 * DAY));
                        }
                    }
                }

                @Override
                public double anyInWindow(History history) {
                    return law(history).probability(Behaviour.PURCHASE, 30, 1);
                }

                @Override
                public double activeInWindow(History history) {
                    return law(history).anyProbability(30);
                }

                @Override
                public double spendInWindow(History history) {
                    return 12.5 * law(history).expected(Behaviour.PURCHASE, 30, 1);
                }

                @Override
                public CountLaw law(History history) {
                    double days = history.isEmpty()
                            ? 100
                            : (history.asOf() - history.time(history.size() - 1)) / (double) DAY;
                    double rate = 9 / (1 + days / 6);
                    return new CountLaw(
                            .9,
                            1.5,
                            List.of(1, 7, 30),
                            List.of(Behaviour.PURCHASE, Behaviour.VIEW),
                            new double[] {1, 1},
                            new double[][] {{rate / 30, rate / 5, rate * .7}, {rate / 20, rate / 4, rate}});
                }
            };
        }
    }

    String at(String path) {
        return served.at(path).toString();
    }

    /** Stores an event that came from somewhere else than a page. */
    void takes(LiveEvent event) {
        service().intake().take(List.of(event), Map.of()).join();
    }

    long now() {
        return service().clock().seconds();
    }

    Service service() {
        return served.service();
    }

    @Override
    public void close() {
        served.close();
    }
}
