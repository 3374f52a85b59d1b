package dev.tidecast.app.api;

import dev.tidecast.app.serve.Service;
import dev.tidecast.app.serve.ShopWide;
import dev.tidecast.app.tls.Tls;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.router.ParsedEndpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.jspecify.annotations.Nullable;

/** The service on the wire; other packages add their {@link Routes}. */
public final class ApiServer implements AutoCloseable {
    private static final long IDLE_MILLIS = 30_000;
    private static final int BYTES_PER_SECOND = 1_000;
    /** Holds a parameter of 2,000 letters of any script, twelve bytes each as an address writes the longest. */
    private static final int HEAD_BYTES = 32 << 10;

    /** Kept here, since the log system forgets the level of a logger that nobody holds. */
    private static final List<Logger> QUIET =
            List.of(Logger.getLogger("org.eclipse.jetty"), Logger.getLogger("io.javalin"));

    private final Javalin javalin;
    private final StreamRoutes streams;
    private volatile boolean warm;

    private ApiServer(
            ApiSettings settings, Service service, Gate gate, Meters meters, List<Routes> more, @Nullable Tls tls) {
        QUIET.forEach(logger -> logger.setLevel(Level.WARNING));
        Limits limits = new Limits(settings.atOnce(), settings.rate());
        Audit audit = new Audit(settings.out());
        ShopWide shop = service.shop();
        this.streams = new StreamRoutes(service, shop);
        List<Routes> all = new ArrayList<>(List.of(
                new Problems(),
                new EventRoutes(service),
                new UserRoutes(service),
                new HistoryRoutes(service),
                new SimilarRoutes(service, shop),
                new ItemRoutes(service, audit),
                new ShopRoutes(service, shop),
                new ModelRoutes(service, settings.out(), audit),
                new ErasureRoutes(service, audit),
                new BackupRoutes(service, audit),
                streams,
                new DocRoutes(),
                new HealthRoutes(service, meters, () -> warm)));
        all.addAll(more);
        this.javalin = Javalin.create(config -> {
            configure(config, settings);
            if (tls != null) {
                config.jetty.addConnector(
                        (server, http) -> tls.connector(server, http, settings.host(), settings.port()));
            }
            config.requestLogger.http((context, millis) -> meters.answered(context, millis));
            config.routes.before(Headers::add);
            config.routes.beforeMatched(context -> {
                gate.pass(context);
                limits.enter(context);
            });
            config.routes.after(limits::leave);
            all.forEach(each -> each.add(config.routes));
        });
    }

    /** Starts to listen, without encryption. */
    public static ApiServer start(ApiSettings settings, Service service, Gate gate, Meters meters, List<Routes> more) {
        return start(settings, service, gate, meters, more, null);
    }

    /** Starts to listen; with encryption alone where there is any. */
    public static ApiServer start(
            ApiSettings settings, Service service, Gate gate, Meters meters, List<Routes> more, @Nullable Tls tls) {
        ApiServer server = new ApiServer(settings, service, gate, meters, more, tls);
        server.javalin.start(settings.host(), settings.port());
        return server;
    }

    private static void configure(JavalinConfig config, ApiSettings settings) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.concurrency.useVirtualThreads = true;
        config.http.maxRequestSize = Limits.BODY;
        config.http.prefer405over404 = true;
        config.http.compressionStrategy = CompressionStrategy.GZIP;
        config.jetty.modifyHttpConfiguration(ApiServer::harden);
        config.jetty.modifyServletContextHandler(
                handler -> handler.getServletHandler().setDecodeAmbiguousURIs(true));
        config.jetty.modifyServer(server -> {
            server.setErrorHandler(new PlainErrors());
            server.setStopTimeout(IDLE_MILLIS / 2);
        });
    }

    private static void harden(HttpConfiguration http) {
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setIdleTimeout(IDLE_MILLIS);
        http.setRequestHeaderSize(HEAD_BYTES);
        http.setMinRequestDataRate(BYTES_PER_SECOND);
        // Names of users and items may hold a slash.
        http.setUriCompliance(UriCompliance.from("DEFAULT,AMBIGUOUS_PATH_SEPARATOR,AMBIGUOUS_PATH_ENCODING"));
    }

    /** Says that answers come at full speed from now on. */
    public void warm() {
        warm = true;
    }

    /** Method and path of every route: {@code "GET /v1/items"}. */
    SortedSet<String> routes() {
        SortedSet<String> routes = new TreeSet<>();
        for (ParsedEndpoint each : javalin.unsafe.internalRouter.allHttpHandlers()) {
            if (each.endpoint.method.isHttpMethod()) {
                routes.add(each.endpoint.method.name() + " " + each.endpoint.path);
            }
        }
        return routes;
    }

    /** Where it listens. */
    public int port() {
        return javalin.port();
    }

    /** Takes no more requests, answers those that are there. */
    @Override
    public void close() {
        streams.close();
        javalin.stop();
    }
}
