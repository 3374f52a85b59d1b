package dev.tidecast.app.api;

import dev.tidecast.app.serve.FacetNames;
import dev.tidecast.app.serve.Forecasting.Told;
import dev.tidecast.forecast.Forecast;
import dev.tidecast.forecast.Forecast.Interest;
import dev.tidecast.sequence.Facet;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A forecast as JSON, in the words of {@code tidecast forecast --format jsonl}. */
final class ForecastView {
    private ForecastView() {}

    static Map<String, Object> of(String user, Told told) {
        Forecast forecast = told.forecast();
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("user", user);
        object.put("known", told.known());
        object.put("asOf", Instant.ofEpochSecond(forecast.asOf()).toString());
        object.put("horizonDays", forecast.question().days());
        object.put("behaviour", forecast.question().behaviour().word());
        object.put("facet", forecast.question().facet().word());
        object.put("model", told.on().loaded().id());
        put(object, "anyProbability", forecast.anyProbability());
        put(object, "activeProbability", forecast.activeProbability());
        put(object, "expectedSpend", forecast.spend());
        if (!forecast.outlooks().isEmpty()) {
            object.put("outlooks", forecast.outlooks());
        }
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
        object.put("score", (float) interest.score());
        object.put("share", interest.share());
        put(object, "probability", interest.probability());
        if (!interest.outlooks().isEmpty()) {
            object.put("outlooks", interest.outlooks());
        }
        put(
                object,
                "direction",
                interest.direction() == null ? null : interest.direction().word());
        put(object, "expectedSpend", interest.spend());
        object.put("known", interest.known());
        return object;
    }

    private static void put(Map<String, Object> object, String key, @Nullable Object value) {
        if (value != null) {
            object.put(key, value);
        }
    }
}
