package dev.tidecast.app.api;

import dev.tidecast.app.serve.ForecastAsk;
import dev.tidecast.app.serve.Forecasting;
import dev.tidecast.app.serve.Forecasting.Told;
import dev.tidecast.app.serve.Service;
import dev.tidecast.sequence.Facet;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a user will do, and what to recommend. */
final class UserRoutes implements Routes {
    private final Forecasting forecasting;
    private final Asking asking;

    UserRoutes(Service service) {
        this.forecasting = new Forecasting(service);
        this.asking = new Asking(service);
    }

    @Override
    public void add(RoutesConfig routes) {
        routes.get("/v1/users/{user}/forecast", this::forecast, Gate.needs(Role.READ));
        routes.get("/v1/users/{user}/recommendations", this::recommendations, Gate.needs(Role.READ));
    }

    private void forecast(Context context) {
        String user = Parameters.name(context, "user");
        ForecastAsk ask = asking.of(user, new Parameters(context, Asking.ALLOWED), "nothing");
        context.json(ForecastView.of(user, forecasting.forecast(ask)));
    }

    /** The forecast's items alone, without what was bought already. */
    private void recommendations(Context context) {
        String user = Parameters.name(context, "user");
        ForecastAsk ask = asking.of(user, new Parameters(context, Asking.ALLOWED), "bought");
        if (ask.question().facet() != Facet.ITEM) {
            throw new ProblemException(400, "only items are recommended", "ask for the forecast of other facets");
        }
        Told told = forecasting.forecast(ask);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("user", user);
        answer.put("known", told.known());
        answer.put("model", told.on().loaded().id());
        answer.put(
                "items",
                told.forecast().interests().stream()
                        .map(each -> ForecastView.interest(told, each))
                        .toList());
        context.json(answer);
    }
}
