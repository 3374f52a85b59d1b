package dev.tidecast.app;

import dev.tidecast.app.api.ApiServer;
import dev.tidecast.app.api.ApiSettings;
import dev.tidecast.app.api.Gate;
import dev.tidecast.app.api.Meters;
import dev.tidecast.app.api.Routes;
import dev.tidecast.app.live.EventReader;
import dev.tidecast.app.serve.ModelSource;
import dev.tidecast.app.serve.Service;
import dev.tidecast.app.serve.ServiceSettings;
import dev.tidecast.app.serve.ServiceSettings.Clock;
import dev.tidecast.app.source.Feeds;
import dev.tidecast.app.source.LiveSources;
import dev.tidecast.app.web.ConsoleRoutes;
import dev.tidecast.clean.CleaningRules;
import dev.tidecast.event.Behaviour;
import dev.tidecast.forecast.Question;
import dev.tidecast.progress.Progress;
import dev.tidecast.sequence.Facet;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A service that listens on a free port, and a client of it. */
public final class Served implements AutoCloseable {
    /** Rules of made-up shops. */
    public static final CleaningRules RULES = CleaningRules.standard(2_000_000_000L);

    private final Service service;
    private final LiveSources sources;
    private final ApiServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    private Served(Service service, LiveSources sources, ApiServer server) {
        this.service = service;
        this.sources = sources;
        this.server = server;
    }

    /** The API of a service whose output folder is {@code out}. */
    public static Served api(Service service, Path out) {
        return of(service, out, false);
    }

    /** The API and the console, and {@code more}. */
    public static Served console(Service service, Path out, Routes... more) {
        return of(service, out, true, more);
    }

    private static Served of(Service service, Path out, boolean console, Routes... more) {
        Gate gate = new Gate(out.resolve("keys.json"));
        LiveSources sources = LiveSources.start(Feeds.none(), service.intake());
        List<Routes> routes = new ArrayList<>(List.of(more));
        if (console) {
            routes.add(new ConsoleRoutes(service, gate, sources));
        }
        ApiServer server =
                ApiServer.start(ApiSettings.of("127.0.0.1", 0, out), service, gate, new Meters(service), routes);
        server.warm();
        return new Served(service, sources, server);
    }

    /** The service of a made-up shop: purchases within 1, 7 and 30 days, on the log's clock, under {@link #RULES}. */
    public static Service madeUp(Path out, ModelSource source) throws IOException {
        return Service.start(
                new ServiceSettings(out, Clock.LOG, 2, 64, 1_000, 5_000),
                source,
                new Question(Behaviour.PURCHASE, List.of(1, 7, 30), Facet.ITEM, 20),
                clock -> new EventReader(RULES, Map.of(), ZoneOffset.UTC, null),
                Progress.silent());
    }

    public Service service() {
        return service;
    }

    public ApiServer server() {
        return server;
    }

    public URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    public HttpResponse<String> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(at(path)));
    }

    public HttpResponse<String> post(String path, String body) throws Exception {
        return send(HttpRequest.newBuilder(at(path)).POST(BodyPublishers.ofString(body)));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        sources.close();
        server.close();
        service.close();
        client.close();
    }
}
