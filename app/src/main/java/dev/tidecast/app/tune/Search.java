package dev.tidecast.app.tune;

import dev.tidecast.progress.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Random search, then successive halving: all trials are judged at the latest selection cut, the best third also at the
 * one before, the best third of those at one more, and so on; the mean over cuts decides. The recipe as it stands, trial 0,
 * is judged wherever others are, so that a gain is told from a lucky cut. Random trials stop at three fifths of the budget.
 *
 * @see <a href="https://proceedings.mlr.press/v51/jamieson16.html">Jamieson and Talwalkar 2016</a>
 */
public final class Search {
    private static final int KEPT = 3;
    private static final double RANDOM_SHARE = .6;
    private static final double MINUTE = 60;

    /** Draws of one trial before it may have an earlier one's values: the ranges have few. */
    private static final int MOST_DRAWS = 100;

    /** The values of each trial so far; the first is the recipe as it stands. */
    private final List<Map<String, String>> drawn = new ArrayList<>(List.of(Map.of()));

    private final Tuning tuning;
    private final long seed;
    private final TrialJournal journal;
    private final Judge judge;
    private final Progress progress;

    /** Judges values, by key of the recipe, at selection cut {@code cut} (0 is the latest). */
    @FunctionalInterface
    public interface Judge {
        /**
         * The figure, the larger the better.
         *
         * @throws IllegalArgumentException if no model can be had with these values
         */
        double of(Map<String, String> values, int cut) throws IOException;
    }

    public Search(Tuning tuning, long seed, TrialJournal journal, Judge judge, Progress progress) {
        this.tuning = tuning;
        this.seed = seed;
        this.journal = journal;
        this.judge = judge;
        this.progress = progress;
    }

    /** What was found: the best trial, and trial 0 judged at the same cuts. */
    public record Found(Trial best, Trial asItStands) {}

    /** Searches, or goes on searching, until all is judged or the budget is spent. */
    public Found run() throws IOException {
        List<Trial> rung = new ArrayList<>();
        for (int number = 0; number < tuning.trials() && (number == 0 || within(RANDOM_SHARE, number, 1)); number++) {
            rung.add(judged(number, 1));
        }
        for (int cuts = 2; cuts <= tuning.cuts(); cuts++) {
            int kept = Math.max(1, (rung.size() + KEPT - 1) / KEPT);
            List<Integer> going = new ArrayList<>(
                    best(rung).stream().limit(kept).map(Trial::number).toList());
            if (!going.contains(0)) {
                going.add(0);
            }
            List<Trial> next = new ArrayList<>();
            for (int number : going) {
                if (!within(1, number, cuts)) {
                    progress.line("tune: the time is spent, the search ends here");
                    return found(rung);
                }
                next.add(judged(number, cuts));
            }
            rung = next;
        }
        return found(rung);
    }

    private static Found found(List<Trial> rung) {
        Trial asItStands =
                rung.stream().filter(trial -> trial.number() == 0).findFirst().orElseThrow();
        return new Found(best(rung).getFirst(), asItStands);
    }

    /** The highest mean first; of equal ones the lower number. */
    private static List<Trial> best(List<Trial> rung) {
        return rung.stream()
                .sorted(Comparator.comparingDouble((Trial trial) -> -trial.mean())
                        .thenComparing(Trial::number))
                .toList();
    }

    /** Whether a trial is judged at so many cuts already, or may still be within that share of the budget. */
    private boolean within(double share, int number, int cuts) {
        boolean known = journal.find(number)
                .map(trial -> trial.figures().size() >= cuts)
                .orElse(false);
        return known || journal.seconds() < share * tuning.minutes() * MINUTE;
    }

    private Trial judged(int number, int cuts) throws IOException {
        Trial trial = journal.find(number).orElseGet(() -> new Trial(number, values(number), List.of(), 0));
        while (trial.figures().size() < cuts) {
            int cut = trial.figures().size();
            long began = System.nanoTime();
            double figure = figure(trial.values(), cut);
            List<Double> figures = new ArrayList<>(trial.figures());
            figures.add(figure);
            double seconds = trial.seconds() + (System.nanoTime() - began) / 1e9;
            trial = new Trial(number, trial.values(), figures, seconds);
            journal.keep(trial);
            progress.line(String.format(
                    Locale.ROOT,
                    "tune: trial %d %s: %s %.4f at selection cut %d, mean %.4f",
                    number,
                    number == 0 ? "(the recipe as it stands)" : trial.values(),
                    tuning.measure(),
                    figure,
                    cut + 1,
                    trial.mean()));
        }
        return trial;
    }

    private double figure(Map<String, String> values, int cut) throws IOException {
        try {
            return judge.of(values, cut);
        } catch (IllegalArgumentException | ArithmeticException unfit) {
            progress.line("tune: no model with " + values + ": " + unfit.getMessage());
            return Double.NaN;
        }
    }

    /** The values of a trial, from its number alone: other than those of earlier ones while there are others. */
    private Map<String, String> values(int number) {
        while (drawn.size() <= number) {
            SplittableRandom random = new SplittableRandom(seed * 1_000_003 + drawn.size());
            Map<String, String> values = draw(random);
            for (int again = 0; again < MOST_DRAWS && drawn.contains(values); again++) {
                values = draw(random);
            }
            drawn.add(values);
        }
        return drawn.get(number);
    }

    private Map<String, String> draw(SplittableRandom random) {
        Map<String, String> values = new TreeMap<>();
        tuning.ranges().forEach((key, range) -> values.put(key, range.draw(random)));
        return values;
    }
}
