package dev.tidecast.app.api;

import dev.tidecast.app.serve.FacetNames;
import dev.tidecast.app.serve.ForecastObject;
import dev.tidecast.app.serve.Forecasting.Told;
import dev.tidecast.forecast.Forecast;
import dev.tidecast.forecast.Forecast.Interest;
import dev.tidecast.sequence.Facet;
import java.util.LinkedHashMap;
import java.util.Map;

/** A forecast as JSON, in the words of {@code tidecast forecast --format jsonl}. */
final class ForecastView {
    private ForecastView() {}

    static Map<String, Object> of(String user, Told told) {
        Forecast forecast = told.forecast();
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("user", user);
        object.put("known", told.known());
        ForecastObject.putQuestion(object, forecast);
        object.put("model", told.on().loaded().id());
        ForecastObject.putWhole(object, forecast);
        object.put(
                "items",
                forecast.interests().stream().map(each -> interest(told, each)).toList());
        return object;
    }

    static Map<String, Object> interest(Told told, Interest interest) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put(told.index().facet().word(), FacetNames.of(told.on().visible(), told.index(), interest.value()));
        if (told.index().facet() == Facet.ITEM) {
            object.put("title", told.index().label(interest.value()));
        }
        ForecastObject.putInterest(object, interest);
        return object;
    }
}
