package dev.tidecast.app.web;

import dev.tidecast.event.Behaviour;
import dev.tidecast.forecast.Question;
import dev.tidecast.sequence.Facet;
import io.javalin.http.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the choices of a page's form; the service's standard ones where there are none. */
final class Asked {
    private Asked() {}

    /** A text of a form without blanks around it; empty where there is none. */
    static String text(@Nullable String value) {
        return value == null ? "" : value.strip();
    }

    /** The longest horizon that is asked for. */
    static int horizon(Context context, Question standard) {
        String days = context.queryParam("horizon");
        int most = standard.days();
        return days != null && days.matches("[0-9]{1,3}") ? Math.clamp(Integer.parseInt(days), 1, most) : most;
    }

    /**
     * A question about a facet and behaviour.
     *
     * @param horizons to be told
     * @throws IllegalArgumentException if a word is none of ours
     */
    static Question question(Context context, Question standard, List<Integer> horizons, int count) {
        String facet = context.queryParam("facet");
        String behaviour = context.queryParam("behaviour");
        return new Question(
                behaviour == null ? standard.behaviour() : Behaviour.of(behaviour),
                horizons,
                facet == null ? Facet.ITEM : Facet.of(facet),
                count);
    }
}
