package dev.tidecast.app.web;

import dev.tidecast.app.api.Role;
import dev.tidecast.app.live.LiveEvent;
import dev.tidecast.app.serve.FacetNames;
import dev.tidecast.app.serve.FacetNames.UnknownNameException;
import dev.tidecast.app.serve.ForecastAsk;
import dev.tidecast.app.serve.Forecasting;
import dev.tidecast.app.serve.Forecasting.Told;
import dev.tidecast.app.serve.Service;
import dev.tidecast.app.serve.Standing;
import dev.tidecast.app.serve.UnanswerableException;
import dev.tidecast.app.serve.Why;
import dev.tidecast.app.serve.Wish;
import dev.tidecast.event.Behaviour;
import dev.tidecast.forecast.Question;
import dev.tidecast.sequence.Facet;
import dev.tidecast.sequence.UserState;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parts of a user's page that are asked for again and again: the forecast, why, what if. */
final class ForecastPanel {
    private static final int SHOWN = 12;
    private static final int COMPARED = 300;
    /** Half of the last digit of percentage points. */
    private static final double LEAST_CHANGE = .0005;

    private final Pages pages;
    private final Service service;
    private final Forecasting forecasting;
    private final Why why;

    ForecastPanel(Pages pages, Service service) {
        this.pages = pages;
        this.service = service;
        this.forecasting = new Forecasting(service);
        this.why = new Why(service, forecasting);
    }

    void add(RoutesConfig routes) {
        pages.get(routes, "/users/{user}/forecast", Role.READ, told(this::forecast));
        pages.get(routes, "/users/{user}/why", Role.READ, told(this::why));
        pages.get(routes, "/users/{user}/what-if", Role.READ, told(this::whatIf));
    }

    /** What can't be answered is said in the panel's place. */
    private Pages.Page told(Pages.Page page) {
        return context -> {
            try {
                page.open(context);
            } catch (UnanswerableException | UnknownNameException | IllegalArgumentException refused) {
                pages.write(context, "web/refused.jte", "users", Map.of("what", String.valueOf(refused.getMessage())));
            }
        };
    }

    private ForecastAsk ask(Context context, int count) {
        int days = Asked.horizon(context, service.standard());
        List<Integer> horizons = new ArrayList<>(service.standard().horizons());
        horizons.removeIf(each -> each >= days);
        horizons.add(days);
        Question question = Asked.question(context, service.standard(), horizons, count);
        return new ForecastAsk(context.pathParam("user"), question, count, Wish.anything(), 0, null);
    }

    private void forecast(Context context) {
        ForecastAsk ask = ask(context, SHOWN);
        Say say = pages.say(context);
        Standing on = service.standing();
        Map<String, @Nullable Object> values = values(ask);
        service.ask(desk -> {
            UserState state = on.users().state(ask.user());
            Told told = forecasting.forecast(desk, on, ask, state);
            values.put("bars", Bars.of(say, told));
            values.put(
                    "tide",
                    Tide.of(
                            say,
                            on.visible().zone(),
                            state.readout(told.forecast().asOf()),
                            told.forecast()));
            return told;
        });
        pages.write(context, "web/forecast.jte", "users", values);
    }

    private Map<String, @Nullable Object> values(ForecastAsk ask) {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("user", ask.user());
        values.put("facet", ask.question().facet().word());
        values.put("behaviour", ask.question().behaviour().word());
        values.put("horizon", ask.question().days());
        values.put("choices", pages.choices());
        return values;
    }

    private void why(Context context) {
        Say say = pages.say(context);
        Why.Grounds grounds = why.grounds(ask(context, 1), context.queryParam("of"));
        Timeline timeline = new Timeline(grounds.on().visible(), say);
        List<Ground> told = grounds.grounds().stream()
                .limit(6)
                .filter(each -> Math.abs(each.change()) >= LEAST_CHANGE)
                .map(each -> new Ground(
                        timeline.event(grounds.history(), each.position()),
                        timeline.day(grounds.history(), each.position()),
                        say.points(each.change()),
                        each.change() > 0))
                .toList();
        pages.write(
                context,
                "web/why.jte",
                "users",
                Map.of("grounds", told, "probability", say.percent(grounds.probability())));
    }

    private void whatIf(Context context) {
        Say say = pages.say(context);
        ForecastAsk ask = ask(context, SHOWN);
        ForecastAsk wide = ask(context, COMPARED);
        String item = String.valueOf(context.queryParam("item")).strip();
        Behaviour did = Behaviour.of(String.valueOf(context.queryParam("did")));
        Standing on = service.standing();
        if (on.visible().items().names().indexOf(item) < 0) {
            throw new UnknownNameException(say.t("whatif.unknown", item));
        }
        long now = Math.max(service.clock().seconds(), on.loaded().dataset().asOf());
        LiveEvent event = new LiveEvent(ask.user(), item, did, now, 1, Double.NaN, null, null, null, false);
        Bars bars = service.ask(desk -> {
            UserState state = on.users().state(ask.user());
            Map<Integer, Double> before = new HashMap<>();
            forecasting
                    .forecast(desk, on, wide, state)
                    .forecast()
                    .interests()
                    .forEach(each -> before.put(each.value(), each.chance()));
            Told after = forecasting.forecast(desk, on, ask, on.users().whatIf(state, event));
            return Bars.of(say, after, before.isEmpty() ? Map.of(-1, 0.0) : before);
        });
        Map<String, @Nullable Object> values = values(ask);
        values.put("bars", bars);
        values.put("label", FacetNames.label(on.visible(), Facet.ITEM, item));
        values.put("did", did.word());
        pages.write(context, "web/whatif.jte", "users", values);
    }
}
