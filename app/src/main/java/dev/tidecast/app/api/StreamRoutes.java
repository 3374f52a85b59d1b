package dev.tidecast.app.api;

import dev.tidecast.app.live.EventStore;
import dev.tidecast.app.live.OverloadedException;
import dev.tidecast.app.serve.ForecastAsk;
import dev.tidecast.app.serve.Forecasting;
import dev.tidecast.app.serve.Service;
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
import java.util.concurrent.atomic.AtomicInteger;

/** Forecasts as they change, as server-sent events: for a user, or a segment of up to 100. */
final class StreamRoutes implements Routes {
    private static final int MOST_USERS = 100;
    private static final int MOST_CLIENTS = 256;
    private static final int MOST_WAITING = 10_000;

    private final Service service;
    private final Forecasting forecasting;
    private final AtomicInteger clients = new AtomicInteger();
    private final Map<String, Set<Watch>> watches = new ConcurrentHashMap<>();
    private final BlockingQueue<String> changed = new ArrayBlockingQueue<>(MOST_WAITING);

    private record Watch(SseClient client, ForecastAsk ask) {}

    StreamRoutes(Service service) {
        this.service = service;
        this.forecasting = new Forecasting(service);
        service.onStored(this::stored);
        Thread.ofPlatform().daemon().name("tidecast-streams").start(this::work);
    }

    @Override
    public void add(RoutesConfig routes) {
        routes.sse("/v1/forecasts/stream", this::open, Gate.needs(Role.READ));
    }

    private void open(SseClient client) {
        List<String> users = client.ctx().queryParams("user");
        if (users.isEmpty() || users.size() > MOST_USERS || clients.get() >= MOST_CLIENTS) {
            client.sendEvent("problem", "name 1 to " + MOST_USERS + " users; at most " + MOST_CLIENTS + " may listen");
            client.close();
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
        try {
            while (!service.stopping()) {
                String user = changed.take();
                watches.getOrDefault(user, Set.of()).forEach(watch -> send(user, watch));
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
