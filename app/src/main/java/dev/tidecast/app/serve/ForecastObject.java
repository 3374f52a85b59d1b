package dev.tidecast.app.serve;

import dev.tidecast.forecast.Direction;
import dev.tidecast.forecast.Forecast;
import dev.tidecast.forecast.Forecast.Interest;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parts of a forecast as JSON: files and the API say them in the same words. What the model does not tell is left out. */
public final class ForecastObject {
    private ForecastObject() {}

    /** As of when, and what was asked. */
    public static void putQuestion(Map<String, Object> object, Forecast forecast) {
        object.put("asOf", Instant.ofEpochSecond(forecast.asOf()).toString());
        object.put("horizonDays", forecast.question().days());
        object.put("behaviour", forecast.question().behaviour().word());
        object.put("facet", forecast.question().facet().word());
    }

    /** What is to come on anything at all. */
    public static void putWhole(Map<String, Object> object, Forecast forecast) {
        putIfTold(object, "anyProbability", forecast.anyProbability());
        putIfTold(object, "activeProbability", forecast.activeProbability());
        putIfTold(object, "expectedSpend", forecast.spend());
        if (!forecast.outlooks().isEmpty()) {
            object.put("outlooks", forecast.outlooks());
        }
    }

    /** One interest, but for its name. */
    public static void putInterest(Map<String, Object> object, Interest interest) {
        Direction direction = interest.direction();
        object.put("score", (float) interest.score());
        object.put("share", interest.share());
        putIfTold(object, "probability", interest.probability());
        if (!interest.outlooks().isEmpty()) {
            object.put("outlooks", interest.outlooks());
        }
        putIfTold(object, "direction", direction == null ? null : direction.word());
        putIfTold(object, "expectedSpend", interest.spend());
        object.put("known", interest.known());
    }

    private static void putIfTold(Map<String, Object> object, String key, @Nullable Object value) {
        if (value != null) {
            object.put(key, value);
        }
    }
}
