package dev.tidecast.app.web;

import dev.tidecast.app.api.Role;
import dev.tidecast.app.registry.Registry;
import dev.tidecast.app.report.DoctorPart;
import dev.tidecast.app.report.StoredDoctor;
import dev.tidecast.app.serve.Service;
import dev.tidecast.app.serve.Standing;
import dev.tidecast.app.source.LiveSources;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the service does, which model is in charge and what the doctor found. */
final class OverviewPage {
    private final Pages pages;
    private final Service service;
    private final LiveSources sources;
    private final Pulse pulse = new Pulse(() -> System.nanoTime() / 1_000_000_000L & Long.MAX_VALUE);

    OverviewPage(Pages pages, Service service, LiveSources sources) {
        this.pages = pages;
        this.service = service;
        this.sources = sources;
        service.onStored(events -> pulse.add(events.size()));
    }

    void add(RoutesConfig routes) {
        pages.get(routes, "/", Role.READ, this::show);
        pages.get(
                routes,
                "/pulse",
                Role.READ,
                context ->
                        pages.write(context, "web/pulse.jte", "overview", Map.of("pulse", view(pages.say(context)))));
    }

    private PulseView view(Say say) {
        Standing standing = service.standing();
        return new PulseView(
                service.intake().failure().isPresent(),
                say.number(pulse.rate()),
                say.count(service.store().appended()),
                say.count(service.intake().refused()),
                say.count(service.intake().waiting()),
                say.span(service.clock().seconds() - standing.visible().asOf()),
                say.time(service.clock().now()),
                Curve.of(pulse.last(), 480, 84));
    }

    private void show(Context context) throws IOException {
        Say say = pages.say(context);
        Map<String, @Nullable Object> values = new HashMap<>();
        Standing standing = service.standing();
        values.put("pulse", view(say));
        Registry registry = Registry.of(service.settings().out());
        values.put("said", InCharge.line(say, registry, standing.loaded()));
        values.put("verdict", verdict(registry));
        values.put("users", say.count(standing.visible().userCount()));
        values.put("items", say.count(standing.visible().itemCount()));
        values.put("interactions", say.count(standing.visible().interactions().rows()));
        values.put("sources", sources.views());
        values.put("doctor", doctor());
        pages.write(context, "web/overview.jte", "overview", values);
    }

    private @Nullable DoctorPart doctor() throws IOException {
        return StoredDoctor.read(service.settings().out().resolve("doctor.json"));
    }

    /** The judgement that the model in charge has, as it would be promoted with. */
    private static List<String> verdict(Registry registry) throws IOException {
        return registry.current().isEmpty()
                ? List.of()
                : ModelsPage.findings(
                        registry, registry.find(registry.current().get().id()));
    }
}
