package dev.tidecast.app.api;

import dev.tidecast.app.Served;
import dev.tidecast.app.serve.ModelSource;
import dev.tidecast.app.serve.Service;
import dev.tidecast.event.Behaviour;
import dev.tidecast.model.Model;
import dev.tidecast.model.PersonalFrequencyTrainer;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.DatasetBuilder;
import dev.tidecast.sequence.DatasetBuilder.ItemTexts;
import dev.tidecast.sequence.FittedRules;
import dev.tidecast.sequence.Target;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** A service of a made-up shop on a free port, and a client of it. */
final class TestShop implements AutoCloseable {
    static final int USERS = 80;
    static final int ITEMS = 30;
    static final long END = 1_320_000_000L;

    private final Served served;

    private TestShop(Served served) {
        this.served = served;
    }

    /** Opens the shop of an output folder, which may have been open before. */
    static TestShop open(Path out) throws IOException {
        return open(out, new Source());
    }

    /** The same with another source of models. */
    static TestShop open(Path out, ModelSource source) throws IOException {
        return new TestShop(Served.api(Served.madeUp(out, source), out));
    }

    /** Opens the shop of the folder named, tells its port, and stays open until it is killed. */
    public static void main(String[] arguments) throws Exception {
        try (TestShop shop = open(Path.of(arguments[0]))) {
            System.out.println("port " + shop.server().port());
            Thread.sleep(Long.MAX_VALUE);
        }
    }

    /** A plain baseline on a seeded log of half a year. */
    record Source() implements ModelSource {
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
                    Served.RULES,
                    FittedRules.fit(dataset, Served.RULES));
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
        return served.server();
    }

    Service service() {
        return served.service();
    }

    URI at(String path) {
        return served.at(path);
    }

    HttpResponse<String> get(String path) throws Exception {
        return served.get(path);
    }

    HttpResponse<String> post(String path, String body) throws Exception {
        return served.post(path, body);
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return served.send(request);
    }

    @Override
    public void close() {
        served.close();
    }
}
