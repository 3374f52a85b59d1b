package dev.tidecast.app.api;

import dev.tidecast.app.live.EventStore;
import dev.tidecast.app.live.OverloadedException;
import dev.tidecast.app.serve.FacetNames.UnknownNameException;
import dev.tidecast.app.serve.ForecastAsk;
import dev.tidecast.app.serve.Forecasting;
import dev.tidecast.app.serve.Service;
import dev.tidecast.app.serve.ShopWide;
import dev.tidecast.app.serve.UnanswerableException;
import dev.tidecast.app.serve.Wish;
import io.javalin.config.RoutesConfig;
import io.javalin.http.sse.SseClient;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Forecasts as they change, as server-sent events: for users by name, or for the likeliest of an audience; up to 100. They
 * change with an event of the user, and when another model takes over.
 */
final class StreamRoutes implements Routes, AutoCloseable {
    private static final String PATH = "/v1/forecasts/stream";
    private static final int MOST_USERS = 100;
    private static final int MOST_CLIENTS = 256;
    private static final int MOST_WAITING = 10_000;

    private final Service service;
    private final Forecasting forecasting;
    private final ShopWide shop;
    private final Asking asking;
    private final AtomicInteger clients = new AtomicInteger();
    private final Map<String, Set<Watch>> watches = new ConcurrentHashMap<>();
    private final BlockingQueue<String> changed = new ArrayBlockingQueue<>(MOST_WAITING);

    private record Watch(SseClient client, ForecastAsk ask) {}

    StreamRoutes(Service service, ShopWide shop) {
        this.service = service;
        this.forecasting = new Forecasting(service);
        this.shop = shop;
        this.asking = new Asking(service);
        service.onStored(this::stored);
        Thread.ofPlatform().daemon().name("tidecast-streams").start(this::work);
    }

    @Override
    public void add(RoutesConfig routes) {
        routes.before(PATH, context -> {
            if (!String.valueOf(context.header("Accept")).equals("text/event-stream")) {
                throw new ProblemException(406, "this is a stream", "ask with the header Accept: text/event-stream");
            }
        });
        routes.sse(PATH, this::open, Gate.needs(Role.READ));
    }

    private void open(SseClient client) {
        List<String> users;
        try {
            users = users(client);
        } catch (ProblemException | UnknownNameException | UnanswerableException | OverloadedException refused) {
            refuse(client, String.valueOf(refused.getMessage()));
            return;
        }
        if (users.isEmpty() || users.size() > MOST_USERS || clients.get() >= MOST_CLIENTS) {
            refuse(
                    client,
                    "name 1 to " + MOST_USERS + " users, or the value of an audience; at most " + MOST_CLIENTS
                            + " may listen");
            return;
        }
        client.keepAlive();
        clients.incrementAndGet();
        Set<Watch> mine = new LinkedHashSet<>();
        for (String user : users) {
            Watch watch = new Watch(client, new ForecastAsk(user, service.standard(), 5, Wish.anything(), 0, null));
            mine.add(watch);
            watches.computeIfAbsent(user, name -> new CopyOnWriteArraySet<>()).add(watch);
            send(user, watch);
        }
        client.onClose(() -> {
            clients.decrementAndGet();
            mine.forEach(this::forget);
        });
    }

    /** The head of the answer is sent by now: what is wrong is an event. */
    private static void refuse(SseClient client, String why) {
        client.sendEvent("problem", why);
        client.close();
    }

    /** Those who are named, or the likeliest of the audience that is. */
    private List<String> users(SseClient client) {
        Parameters from = new Parameters(client.ctx(), "user", "facet", "value", "horizon", "behaviour", "k");
        String value = from.text("value");
        if (value == null) {
            return client.ctx().queryParams("user");
        }
        int count = from.integer("k", 1, MOST_USERS, MOST_USERS);
        return shop.audience(ShopRoutes.one(asking.question(from)), value).members().stream()
                .limit(count)
                .map(ShopWide.Target::user)
                .toList();
    }

    /** Ends all streams, for which a server that stops would wait. */
    @Override
    public void close() {
        watches.values().forEach(all -> all.forEach(watch -> watch.client().close()));
    }

    private void forget(Watch watch) {
        watches.computeIfPresent(watch.ask().user(), (user, all) -> {
            all.remove(watch);
            return all.isEmpty() ? null : all;
        });
    }

    /** On the writer's thread: what does not fit is told with the user's next event. */
    private void stored(List<EventStore.Stored> events) {
        if (!watches.isEmpty()) {
            events.stream()
                    .map(each -> each.event().user())
                    .distinct()
                    .filter(watches::containsKey)
                    .forEach(changed::offer);
        }
    }

    private void work() {
        long told = service.standing().number();
        try {
            while (!service.stopping()) {
                String user = changed.poll(1, TimeUnit.SECONDS);
                if (user != null) {
                    watches.getOrDefault(user, Set.of()).forEach(watch -> send(user, watch));
                }
                if (told != service.standing().number()) {
                    told = service.standing().number();
                    watches.forEach((name, all) -> all.forEach(watch -> send(name, watch)));
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(String user, Watch watch) {
        try {
            watch.client().sendEvent("forecast", ForecastView.of(user, forecasting.forecast(watch.ask())));
        } catch (OverloadedException | UnanswerableException untold) {
            watch.client().sendComment("no forecast now");
        }
    }
}
