package dev.tidecast.app.api;

import dev.tidecast.app.serve.Service;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Whether the process lives, whether it is ready, and what it counts. */
final class HealthRoutes implements Routes {
    private final Service service;
    private final Meters meters;
    private final BooleanSupplier warm;

    /** Ready when {@code warm} says so. */
    HealthRoutes(Service service, Meters meters, BooleanSupplier warm) {
        this.service = service;
        this.meters = meters;
        this.warm = warm;
    }

    @Override
    public void add(RoutesConfig routes) {
        routes.get("/healthz", context -> context.json(Map.of("status", "alive")));
        routes.get("/readyz", this::ready);
        routes.get("/metrics", this::metrics, Gate.needs(Role.READ));
    }

    private void ready(Context context) {
        if (service.stopping()) {
            throw new ProblemException(503, "stopping", null);
        }
        if (!warm.getAsBoolean()) {
            throw new ProblemException(503, "warming up", null);
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("status", "ready");
        // Forecasts go on without the store's writer: a balancer that took this process away would lose them too.
        answer.put(
                "events",
                service.intake().failure().map(why -> "refused: " + why).orElse("taken"));
        if (service.store().failedReads() > 0) {
            answer.put("histories", "some can't be read: the log tells more");
        }
        answer.put("model", service.standing().loaded().id());
        context.json(answer);
    }

    private void metrics(Context context) {
        context.contentType("text/plain; version=0.0.4; charset=utf-8").result(meters.text());
    }
}
