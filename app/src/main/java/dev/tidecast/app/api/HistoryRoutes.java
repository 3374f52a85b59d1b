package dev.tidecast.app.api;

import dev.tidecast.app.serve.FacetNames;
import dev.tidecast.app.serve.ForecastAsk;
import dev.tidecast.app.serve.Forecasting;
import dev.tidecast.app.serve.Service;
import dev.tidecast.app.serve.Standing;
import dev.tidecast.app.serve.Why;
import dev.tidecast.sequence.History;
import dev.tidecast.sequence.Items;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a user did, and which of it a forecast rests on. */
final class HistoryRoutes implements Routes {
    private static final int MOST = 10_000;

    private final Service service;
    private final Asking asking;
    private final Why why;

    HistoryRoutes(Service service) {
        this.service = service;
        this.asking = new Asking(service);
        this.why = new Why(service, new Forecasting(service));
    }

    @Override
    public void add(RoutesConfig routes) {
        routes.get("/v1/users/{user}/history", this::history, Gate.needs(Role.READ));
        routes.get("/v1/users/{user}/why", this::why, Gate.needs(Role.READ));
    }

    /** The newest first. */
    private void history(Context context) {
        String user = Parameters.name(context, "user");
        Parameters from = new Parameters(context, "limit", "as-of");
        int limit = from.integer("limit", 1, MOST, 100);
        Long asOf = asking.instant(from);
        Standing on = service.standing();
        History history = service.ask(desk ->
                on.users().state(user).readout(asOf == null ? service.clock().seconds() + 1 : asOf));
        List<Map<String, Object>> events = new ArrayList<>();
        for (int p = history.size() - 1; p >= Math.max(0, history.size() - limit); p--) {
            events.add(event(on.visible().items(), history, p));
        }
        context.json(Map.of("user", user, "size", history.size(), "events", events));
    }

    private static Map<String, Object> event(Items items, History history, int position) {
        Map<String, Object> event = new LinkedHashMap<>();
        int item = history.item(position);
        event.put("time", Instant.ofEpochSecond(history.time(position)).toString());
        event.put("behaviour", history.behaviour(position).word());
        if (item >= 0) {
            event.put("item", items.names().get(item));
            event.put("title", items.label(item));
        }
        if (!Float.isNaN(history.quantity(position))) {
            event.put("quantity", history.quantity(position));
        }
        if (!Float.isNaN(history.price(position))) {
            event.put("price", history.price(position));
        }
        event.put("repeats", history.repeats(position));
        return event;
    }

    private void why(Context context) {
        String user = Parameters.name(context, "user");
        Parameters from = new Parameters(context, "horizon", "facet", "behaviour", "as-of", "value");
        ForecastAsk ask = asking.of(user, from, "nothing");
        Why.Grounds grounds = why.grounds(ask, from.text("value"));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("user", user);
        answer.put("facet", ask.question().facet().word());
        if (grounds.value() >= 0) {
            answer.put("value", FacetNames.of(grounds.on().visible(), grounds.index(), grounds.value()));
            answer.put("label", grounds.index().label(grounds.value()));
        }
        answer.put("probability", grounds.probability());
        List<Map<String, Object>> events = new ArrayList<>();
        for (Why.Ground ground : grounds.grounds()) {
            Map<String, Object> event = event(grounds.on().visible().items(), grounds.history(), ground.position());
            event.put("without", ground.without());
            event.put("change", ground.change());
            events.add(event);
        }
        answer.put("events", events);
        context.json(answer);
    }
}
