package dev.tidecast.app.api;

import dev.tidecast.app.serve.FacetNames.UnknownNameException;
import dev.tidecast.app.serve.Service;
import dev.tidecast.app.serve.ShopWide;
import dev.tidecast.app.serve.Standing;
import dev.tidecast.model.Likeness;
import dev.tidecast.model.Likeness.Alike;
import dev.tidecast.sequence.UserState;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Who is like a user, what goes with an item. */
final class SimilarRoutes implements Routes {
    private static final int MOST = 1_000;

    private final Service service;
    private final ShopWide shop;

    SimilarRoutes(Service service, ShopWide shop) {
        this.service = service;
        this.shop = shop;
    }

    @Override
    public void add(RoutesConfig routes) {
        routes.get("/v1/users/{user}/similar-users", this::users, Gate.needs(Role.READ));
        routes.get("/v1/items/{item}/similar", this::items, Gate.needs(Role.READ));
    }

    private void users(Context context) {
        String user = Parameters.name(context, "user");
        int count = new Parameters(context, "k").integer("k", 1, MOST, 20);
        Standing on = service.standing();
        Likeness likeness = shop.likeness(on);
        Alike[] alike = service.ask(desk -> {
            UserState state = on.users().state(user);
            return likeness.users(state.readout(service.clock().seconds()), count, other -> {
                String name = on.visible().users().get(other);
                return !name.equals(user) && service.tellsOf(on, name);
            });
        });
        List<Map<String, Object>> users = new ArrayList<>();
        for (Alike each : alike) {
            users.add(Map.of("user", on.visible().users().get(each.number()), "likeness", each.cosine()));
        }
        context.json(Map.of("user", user, "users", users));
    }

    private void items(Context context) {
        String item = Parameters.name(context, "item");
        int count = new Parameters(context, "k").integer("k", 1, MOST, 20);
        Standing on = service.standing();
        int number = on.visible().items().names().indexOf(item);
        if (number < 0 || number >= on.visible().itemCount()) {
            throw new UnknownNameException("no item has this name, or no event yet");
        }
        Likeness likeness = shop.likeness(on);
        Alike[] alike = service.ask(desk -> likeness.items(number, count));
        List<Map<String, Object>> items = new ArrayList<>();
        for (Alike each : alike) {
            items.add(Map.of(
                    "item",
                    on.visible().items().names().get(each.number()),
                    "title",
                    on.visible().items().label(each.number()),
                    "likeness",
                    each.cosine()));
        }
        context.json(Map.of("item", item, "items", items));
    }
}
