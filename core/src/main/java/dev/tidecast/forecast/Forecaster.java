package dev.tidecast.forecast;

import dev.tidecast.forecast.Forecast.Interest;
import dev.tidecast.model.Model;
import dev.tidecast.model.ProbabilityScorer;
import dev.tidecast.model.Scorer;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.History;
import dev.tidecast.sequence.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

/** The door of this room: forecasts users as of a dataset's instant. Confined to one thread; make one a thread. */
public final class Forecaster {
    private final Dataset visible;
    private final Target target;
    private final Scorer scorer;
    private final float[] scores;
    private final boolean[] known;

    /** A forecaster as of {@code visible.asOf()}. */
    public Forecaster(Model model, Dataset visible, Target target) {
        this.visible = visible;
        this.target = target;
        this.scorer = model.scorer(visible);
        this.scores = new float[visible.itemCount()];
        this.known = new boolean[visible.itemCount()];
    }

    /**
     * The forecast of one user.
     *
     * @param user 0 to the dataset's user count - 1
     * @param count of items wanted; fewer where the shop has fewer
     */
    public Forecast of(int user, int count) {
        History history = visible.history(user);
        scorer.score(history, scores);
        mark(history, true);
        double any = scorer instanceof ProbabilityScorer teller ? teller.anyInWindow(history) : Double.NaN;
        Forecast forecast = new Forecast(
                user, visible.asOf(), target.horizonDays(), Double.isNaN(any) ? null : any, strongest(history, count));
        mark(history, false);
        return forecast;
    }

    private void mark(History history, boolean as) {
        for (int position = 0; position < history.size(); position++) {
            int item = history.item(position);
            if (item >= 0) {
                known[item] = as;
            }
        }
    }

    /** The items of highest score, ties by number, with their softmax shares. */
    private List<Interest> strongest(History history, int count) {
        PriorityQueue<Integer> weakestFirst = new PriorityQueue<>((left, right) -> scores[left] != scores[right]
                ? Float.compare(scores[left], scores[right])
                : Integer.compare(right, left));
        for (int item = 0; item < scores.length; item++) {
            if (weakestFirst.size() < count) {
                weakestFirst.add(item);
            } else if (count > 0 && scores[item] > scores[weakestFirst.element()]) {
                weakestFirst.poll();
                weakestFirst.add(item);
            }
        }
        List<Integer> items = new ArrayList<>();
        while (!weakestFirst.isEmpty()) {
            items.addFirst(weakestFirst.remove());
        }
        double highest = items.isEmpty() ? 0 : scores[items.getFirst()];
        double total = 0;
        for (float score : scores) {
            total += Math.exp(score - highest);
        }
        double sum = total;
        return items.stream()
                .map(item -> interest(history, item, Math.exp(scores[item] - highest) / sum))
                .toList();
    }

    private Interest interest(History history, int item, double share) {
        Double probability = scorer instanceof ProbabilityScorer teller
                ? (Double) teller.within(history, target.horizonDays(), share)
                : null;
        return new Interest(item, scores[item], share, known[item], probability);
    }
}
