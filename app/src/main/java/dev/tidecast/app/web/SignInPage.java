package dev.tidecast.app.web;

import dev.tidecast.app.api.Gate;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.Map;

/** Where a key is shown. */
final class SignInPage {
    private final Pages pages;
    private final Gate gate;
    private final Visits visits;

    SignInPage(Pages pages, Gate gate, Visits visits) {
        this.pages = pages;
        this.gate = gate;
        this.visits = visits;
    }

    void add(RoutesConfig routes) {
        routes.get("/sign-in", context -> show(context, false));
        routes.post("/sign-in", this::signIn);
        routes.post("/sign-out", context -> {
            if (visits.isOurs(context)) {
                visits.signOut(context);
            }
            context.redirect("/");
        });
    }

    private void show(Context context, boolean refused) {
        if (!gate.hasKeys()) {
            context.redirect("/");
            return;
        }
        pages.write(context, "web/signin.jte", "", Map.of("to", to(context), "refused", refused));
    }

    private void signIn(Context context) {
        String key = context.formParam("key");
        if (!visits.isOurs(context) || key == null || !visits.signIn(context, key.strip())) {
            context.status(401);
            show(context, true);
            return;
        }
        context.redirect(to(context));
    }

    /** Where the reader wanted to go: a page of ours, whatever the address says. */
    private static String to(Context context) {
        String form = context.method().equals(HandlerType.POST) ? context.formParam("to") : null;
        String wanted = form == null ? context.queryParam("to") : form;
        return wanted != null && wanted.matches("/(?![/\\\\])[\\w/?=&.%-]*") ? wanted : "/";
    }
}
