package dev.tidecast.app.web;

import dev.tidecast.event.Behaviour;
import dev.tidecast.forecast.Question;
import dev.tidecast.model.Recipe;
import dev.tidecast.sequence.Facet;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;

/** Reads the choices of a page's form; the recipe's where there are none. */
final class Asked {
    private Asked() {}

    /** Horizons that are offered: the recipe's, ascending. */
    static List<Integer> choices(Recipe recipe) {
        int most = recipe.target().horizonDays();
        List<Integer> choices = new ArrayList<>(recipe.horizons());
        choices.removeIf(each -> each > most);
        if (!choices.contains(most)) {
            choices.add(most);
        }
        return choices.stream().sorted().toList();
    }

    /** The longest horizon that is asked for. */
    static int horizon(Context context, Recipe recipe) {
        String days = context.queryParam("horizon");
        int most = recipe.target().horizonDays();
        return days != null && days.matches("[0-9]{1,3}") ? Math.clamp(Integer.parseInt(days), 1, most) : most;
    }

    /**
     * A question about a facet and behaviour.
     *
     * @param horizons to be told
     * @throws IllegalArgumentException if a word is none of ours
     */
    static Question question(Context context, Recipe recipe, List<Integer> horizons, int count) {
        String facet = context.queryParam("facet");
        String behaviour = context.queryParam("behaviour");
        return new Question(
                behaviour == null ? recipe.target().behaviour() : Behaviour.of(behaviour),
                horizons,
                facet == null ? Facet.ITEM : Facet.of(facet),
                count);
    }
}
