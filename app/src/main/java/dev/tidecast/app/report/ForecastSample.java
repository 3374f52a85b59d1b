package dev.tidecast.app.report;

import dev.tidecast.model.Model;
import dev.tidecast.model.Scorer;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.History;
import dev.tidecast.sequence.Target;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Draws some users that did something within the window, and what a model forecast for them at the cut. */
public final class ForecastSample {
    private ForecastSample() {}

    /**
     * Forecasts of users drawn at random, not chosen by how well they came out.
     *
     * @param whole the log to its end
     * @param cut epoch seconds
     * @param model fitted as of the cut
     * @param users how many to draw
     * @param top how many items to show for each
     * @return fewer than {@code users} where fewer have a history and a target
     */
    public static List<RunDetails.UserForecast> draw(
            Dataset whole, long cut, Target target, Model model, int users, int top, long seed) {
        Dataset visible = whole.asOf(cut);
        Dataset later = whole.asOf(Math.max(cut, Math.min(whole.asOf(), cut + target.seconds())));
        List<Integer> judged = new ArrayList<>(IntStream.range(0, visible.userCount())
                .filter(user -> !visible.history(user).isEmpty() && acted(later.history(user), cut, target))
                .boxed()
                .toList());
        Collections.shuffle(judged, new Random(seed));
        Scorer scorer = model.scorer(visible);
        return judged.stream()
                .limit(users)
                .map(user -> forecast(visible, scorer, user, top))
                .toList();
    }

    private static boolean acted(History history, long cut, Target target) {
        for (int position = history.size() - 1; position >= 0 && history.time(position) > cut; position--) {
            if (history.behaviour(position) == target.behaviour() && history.item(position) >= 0) {
                return true;
            }
        }
        return false;
    }

    private static RunDetails.UserForecast forecast(Dataset visible, Scorer scorer, int user, int top) {
        float[] scores = new float[visible.itemCount()];
        scorer.score(visible.history(user), scores);
        List<RunDetails.UserForecast.Item> items = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparing((Integer item) -> scores[item]).reversed())
                .limit(top)
                .map(item ->
                        new RunDetails.UserForecast.Item(visible.items().names().get(item), null))
                .toList();
        return new RunDetails.UserForecast(visible.users().get(user), items);
    }
}
