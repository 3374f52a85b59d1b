package dev.tidecast.app.api;

import dev.tidecast.app.serve.Service;
import io.javalin.http.Context;
import io.javalin.router.Endpoint;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.function.LongSupplier;

/** What the service counts, for Prometheus. */
public final class Meters {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    /** The meters of a service. */
    public Meters(Service service) {
        new JvmMemoryMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        count(
                "tidecast.events.accepted",
                "Events stored since the start",
                service,
                () -> service.intake().accepted());
        count(
                "tidecast.events.refused",
                "Rows refused since the start",
                service,
                () -> service.intake().refused());
        count(
                "tidecast.events.repeated",
                "Second deliveries since the start",
                service,
                () -> service.intake().repeated());
        gauge(
                "tidecast.deliveries.waiting",
                "Deliveries that wait for the disk",
                () -> service.intake().waiting());
        gauge(
                "tidecast.store.failed",
                "1 while no event is taken since the disk takes no write",
                () -> service.intake().failure().isPresent() ? 1 : 0);
        count(
                "tidecast.store.failed.reads",
                "Reads of a user's events that failed since the start, most likely for damage",
                service,
                () -> service.store().failedReads());
        gauge(
                "tidecast.questions.waiting",
                "Questions that wait for a worker",
                () -> service.workers().waiting());
        gauge(
                "tidecast.standing",
                "Count of standings: grows when the model changes",
                () -> service.standing().number());
        gauge(
                "tidecast.popularity.age.seconds",
                "How old the popularity is that answers use",
                () -> Math.max(
                        0,
                        service.clock().seconds() - service.standing().visible().asOf()));
    }

    /** Where another part of the service adds its own. */
    public PrometheusMeterRegistry registry() {
        return registry;
    }

    private void count(String name, String what, Object of, LongSupplier value) {
        FunctionCounter.builder(name, of, ignored -> value.getAsLong())
                .description(what)
                .register(registry);
    }

    private void gauge(String name, String what, LongSupplier value) {
        Gauge.builder(name, value::getAsLong)
                .strongReference(true)
                .description(what)
                .register(registry);
    }

    /** Counts a request that was answered. */
    void answered(Context context, float millis) {
        Endpoint route = context.endpoints().lastHttpEndpoint();
        Timer.builder("tidecast.http")
                .description("Requests by route and status")
                .tag("route", route == null ? "none" : route.path)
                .tag("method", route == null ? "-" : context.method().name())
                .tag("status", Integer.toString(context.statusCode()))
                .serviceLevelObjectives(
                        Duration.ofMillis(1),
                        Duration.ofMillis(2),
                        Duration.ofMillis(5),
                        Duration.ofMillis(10),
                        Duration.ofMillis(20),
                        Duration.ofMillis(50),
                        Duration.ofMillis(100),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(2))
                .register(registry)
                .record(Duration.ofNanos((long) (millis * 1e6)));
    }

    String text() {
        return registry.scrape();
    }
}
