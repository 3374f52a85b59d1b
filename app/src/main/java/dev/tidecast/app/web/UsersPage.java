package dev.tidecast.app.web;

import dev.tidecast.app.api.Role;
import dev.tidecast.app.live.OverloadedException;
import dev.tidecast.app.serve.ForecastAsk;
import dev.tidecast.app.serve.Forecasting;
import dev.tidecast.app.serve.Forecasting.Told;
import dev.tidecast.app.serve.Service;
import dev.tidecast.app.serve.Standing;
import dev.tidecast.app.serve.UnanswerableException;
import dev.tidecast.app.serve.Wish;
import dev.tidecast.forecast.Forecast;
import dev.tidecast.sequence.History;
import dev.tidecast.sequence.UserState;
import dev.tidecast.sequence.Vocabulary;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;

/** Finds users and shows one: what was done, what is to come. */
final class UsersPage {
    private static final int SHOWN = 24;
    private static final int KEPT = 4 * SHOWN;
    private static final int LONGEST = 200;

    private final Pages pages;
    private final Service service;
    private final Forecasting forecasting;
    private final ConcurrentLinkedDeque<String> lately = new ConcurrentLinkedDeque<>();

    UsersPage(Pages pages, Service service) {
        this.pages = pages;
        this.service = service;
        this.forecasting = new Forecasting(service);
        service.onStored(events -> {
            int first = Math.max(0, events.size() - KEPT); // a batch may be large, and the writer waits
            events.subList(first, events.size())
                    .forEach(each -> lately.addFirst(each.event().user()));
            while (lately.size() > KEPT) {
                lately.pollLast();
            }
        });
    }

    void add(RoutesConfig routes) {
        pages.get(routes, "/users", Role.READ, this::search);
        pages.get(routes, "/users/{user}", Role.READ, this::show);
    }

    private void search(Context context) {
        String wanted = Asked.text(context.queryParam("q"));
        List<String> found = wanted.isEmpty() ? recent() : found(wanted);
        Say say = pages.say(context);
        List<UserCard> cards = found.stream().map(user -> card(say, user)).toList();
        String template = "found".equals(context.header("HX-Target")) ? "web/found.jte" : "web/users.jte";
        pages.write(context, template, "users", Map.of("wanted", wanted, "found", cards));
    }

    private UserCard card(Say say, String user) {
        try {
            ForecastAsk ask = new ForecastAsk(user, service.standard(), 1, Wish.anything(), 0, null);
            Standing on = service.standing();
            return service.ask(desk -> {
                UserState state = on.users().state(user);
                return card(say, user, forecasting.forecast(desk, on, ask, state), state.lastTime());
            });
        } catch (OverloadedException | UnanswerableException untold) {
            return new UserCard(user, "", "", "0", "");
        }
    }

    private static UserCard card(Say say, String user, Told told, long last) {
        Forecast forecast = told.forecast();
        String chance = forecast.outlooks().isEmpty()
                ? ""
                : say.percent(forecast.outlooks().getLast().probability());
        double width = forecast.outlooks().isEmpty()
                ? 0
                : forecast.outlooks().getLast().probability();
        return new UserCard(
                user,
                last == Long.MIN_VALUE ? "" : say.span(forecast.asOf() - last),
                chance,
                Links.width(100 * width),
                forecast.interests().isEmpty()
                        ? ""
                        : told.index().label(forecast.interests().getFirst().value()));
    }

    /** Those of whom something came in, then the last ones of the log. */
    private List<String> recent() {
        Set<String> users = new LinkedHashSet<>(lately);
        Vocabulary all = service.standing().visible().users();
        for (int k = all.size() - 1; k >= 0 && users.size() < SHOWN; k--) {
            users.add(all.get(k));
        }
        return users.stream()
                .filter(user -> !service.erasures().contains(user))
                .limit(SHOWN)
                .toList();
    }

    private List<String> found(String wanted) {
        if (wanted.length() > LONGEST) {
            return List.of();
        }
        Standing on = service.standing();
        List<String> found = new ArrayList<>();
        if (service.ask(desk -> on.users().knows(wanted))) {
            found.add(wanted);
        }
        Vocabulary all = on.visible().users();
        for (int k = 0; k < all.size() && found.size() < SHOWN; k++) {
            String user = all.get(k);
            if (user.contains(wanted)
                    && !user.equals(wanted)
                    && !service.erasures().contains(user)) {
                found.add(user);
            }
        }
        return found;
    }

    private void show(Context context) {
        String user = context.pathParam("user");
        Say say = pages.say(context);
        Standing on = service.standing();
        long now = Math.max(service.clock().seconds(), on.loaded().dataset().asOf());
        History history = service.ask(desk -> on.users().state(user).readout(now));
        UserView view = new Timeline(on.visible(), say).of(user, history);
        pages.write(context, "web/user.jte", "users", Map.of("view", view, "choices", pages.choices()));
    }
}
