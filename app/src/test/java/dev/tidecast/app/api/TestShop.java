package dev.tidecast.app.api;

import dev.tidecast.app.live.EventReader;
import dev.tidecast.app.serve.ModelSource;
import dev.tidecast.app.serve.Service;
import dev.tidecast.app.serve.ServiceSettings;
import dev.tidecast.app.serve.ServiceSettings.Clock;
import dev.tidecast.clean.CleaningRules;
import dev.tidecast.event.Behaviour;
import dev.tidecast.forecast.Question;
import dev.tidecast.model.Model;
import dev.tidecast.model.PersonalFrequencyTrainer;
import dev.tidecast.progress.Progress;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.DatasetBuilder;
import dev.tidecast.sequence.DatasetBuilder.ItemTexts;
import dev.tidecast.sequence.Facet;
import dev.tidecast.sequence.FittedRules;
import dev.tidecast.sequence.Target;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** A service of a made-up shop on a free port, and a client of it. */
final class TestShop implements AutoCloseable {
    static final int USERS = 80;
    static final int ITEMS = 30;
    static final long END = 1_320_000_000L;
    static final CleaningRules RULES = CleaningRules.standard(2_000_000_000L);

    private final Service service;
    private final ApiServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    private TestShop(Service service, ApiServer server) {
        this.service = service;
        this.server = server;
    }

    /** Opens the shop of an output folder, which may have been open before. */
    static TestShop open(Path out) throws IOException {
        Question standard = new Question(Behaviour.PURCHASE, List.of(1, 7, 30), Facet.ITEM, 20);
        Service service = Service.start(
                new ServiceSettings(out, Clock.LOG, 2, 64, 1_000, 5_000),
                new Source(),
                standard,
                clock -> new EventReader(RULES, Map.of(), ZoneOffset.UTC, null),
                Progress.silent());
        ApiServer server = ApiServer.start(
                ApiSettings.of("127.0.0.1", 0, out),
                service,
                new Gate(out.resolve("keys.json")),
                new Meters(service),
                List.of());
        server.warm();
        return new TestShop(service, server);
    }

    /** Opens the shop of the folder named, tells its port, and stays open until it is killed. */
    public static void main(String[] arguments) throws Exception {
        try (TestShop shop = open(Path.of(arguments[0]))) {
            System.out.println("port " + shop.server.port());
            Thread.sleep(Long.MAX_VALUE);
        }
    }

    /** A plain baseline on a seeded log of half a year. */
    private record Source() implements ModelSource {
        @Override
        public Loaded load() {
            Dataset dataset = dataset();
            Model model = new PersonalFrequencyTrainer(90).fit(dataset, new Target(Behaviour.PURCHASE, 30));
            return new Loaded(
                    "baseline-1",
                    model.name(),
                    "the baseline",
                    model,
                    dataset,
                    "made-up",
                    RULES,
                    FittedRules.fit(dataset, RULES));
        }

        @Override
        public String state() {
            return "one";
        }
    }

    static Dataset dataset() {
        SplittableRandom random = new SplittableRandom(1);
        DatasetBuilder builder = new DatasetBuilder();
        for (int row = 0; row < 4_000; row++) {
            long time = END - (4_000L - row) * 4_000;
            int behaviour = (random.nextInt(3) == 0 ? Behaviour.PURCHASE : Behaviour.VIEW).ordinal();
            builder.add(random.nextInt(USERS), random.nextInt(ITEMS), behaviour, time, 1, 5, row / 3, -1);
        }
        List<String> names = IntStream.range(0, ITEMS).mapToObj(i -> "item" + i).toList();
        List<String> categories = names.stream()
                .map(name -> name.endsWith("1") ? "odd > one" : "even")
                .toList();
        return builder.build(
                "made-up",
                ZoneOffset.UTC,
                true,
                IntStream.range(0, USERS).mapToObj(u -> "user" + u).toList(),
                new ItemTexts(names, names, categories, names),
                List.of());
    }

    ApiServer server() {
        return server;
    }

    Service service() {
        return service;
    }

    URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    HttpResponse<String> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(at(path)));
    }

    HttpResponse<String> post(String path, String body) throws Exception {
        return send(HttpRequest.newBuilder(at(path)).POST(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        server.close();
        service.close();
        client.close();
    }
}
