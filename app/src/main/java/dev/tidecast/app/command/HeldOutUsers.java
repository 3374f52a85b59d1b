package dev.tidecast.app.command;

import dev.tidecast.evaluate.BinaryReport;
import dev.tidecast.model.Model;
import dev.tidecast.model.PersonalFrequencyTrainer;
import dev.tidecast.model.PopularTrainer;
import dev.tidecast.model.ProbabilityScorer;
import dev.tidecast.model.Scorer;
import dev.tidecast.model.Selection;
import dev.tidecast.model.activity.LogisticRegressionTrainer;
import dev.tidecast.model.counters.CounterRows;
import dev.tidecast.progress.Progress;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.Target;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The article's way of judging: a share of the users, drawn at random, is not trained on, and the model is then asked what
 * they did in the last window, which it saw of the others. A backtest judges stricter: it asks of a later time.
 *
 * @param whole the log
 * @param users who are left out, by number
 * @param seed that they were drawn by
 */
record HeldOutUsers(Dataset whole, BitSet users, long seed) {
    private static final String LINE = "%-28s %8s %8s %8s %8s";

    /** Draws {@code share} of the users by {@code seed}; 0 for none. */
    static HeldOutUsers of(Dataset whole, double share, long seed) {
        int[] order = IntStream.range(0, whole.userCount()).toArray();
        Selection.shuffle(order, new SplittableRandom(seed));
        BitSet users = new BitSet();
        Arrays.stream(order, 0, (int) Math.round(share * order.length)).forEach(users::set);
        return new HeldOutUsers(whole, users, seed);
    }

    /** The log without them. */
    Dataset others() {
        return users.isEmpty() ? whole : whole.without(users);
    }

    /** Tells what {@code model}, fitted to {@link #others}, knows of them, beside simple ways. */
    void judge(Model model, Target target, Progress progress) {
        if (users.isEmpty()) {
            return;
        }
        long anchor = whole.asOf() - target.seconds();
        Dataset before = whole.asOf(anchor);
        int[] asked = users.stream()
                .filter(user ->
                        user < before.userCount() && !before.history(user).isEmpty())
                .toArray();
        if (asked.length == 0) {
            progress.line("held-out users: none of them has a history before the last window, so nothing is judged");
            return;
        }
        progress.line(String.format(
                Locale.ROOT,
                "held-out users: %d of %d, asked for the last %d days of the log",
                asked.length,
                whole.userCount(),
                target.horizonDays()));
        if (model.scorer(before).ranks()) {
            ranked(model, before, asked, target, progress);
        } else {
            told(model, before, asked, target, progress);
        }
    }

    private void told(Model model, Dataset before, int[] asked, Target target, Progress progress) {
        boolean[] came = new boolean[asked.length];
        for (int k = 0; k < asked.length; k++) {
            came[k] = whole.history(asked[k]).hasAfter(before.asOf(), target.behaviour());
        }
        int positives =
                (int) IntStream.range(0, came.length).filter(k -> came[k]).count();
        Model regression = new LogisticRegressionTrainer(10, 1).fit(others(), target);
        double[] majority = new double[came.length];
        Arrays.fill(majority, 2 * positives > came.length ? 1 : 0);
        progress.line(String.format(Locale.ROOT, LINE, "", "accuracy", "recall", "F1", "AUC"));
        line(model.name(), probabilities(model, before, asked), came, progress);
        line(regression.name(), probabilities(regression, before, asked), came, progress);
        line(
                (2 * positives > came.length ? "everybody does" : "nobody does") + " (the majority)",
                majority,
                came,
                progress);
    }

    private static double[] probabilities(Model model, Dataset before, int[] asked) {
        ProbabilityScorer scorer = (ProbabilityScorer) model.scorer(before);
        return Arrays.stream(asked)
                .mapToDouble(user -> scorer.anyInWindow(before.history(user)))
                .toArray();
    }

    private void line(String name, double[] told, boolean[] came, Progress progress) {
        BinaryReport report = BinaryReport.of(told, came, seed);
        progress.line(String.format(
                Locale.ROOT,
                LINE,
                name,
                figure(report.accuracy()),
                figure(report.recall()),
                figure(report.f1()),
                figure(report.auroc())));
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    /** How often the item with the highest score is one of those taken, of users who took any. */
    private void ranked(Model model, Dataset before, int[] asked, Target target, Progress progress) {
        progress.line(String.format(Locale.ROOT, "%-28s %8s", "", "accuracy"));
        for (Model each : List.of(
                model,
                new PersonalFrequencyTrainer(30).fit(before, target),
                new PopularTrainer(30).fit(before, target))) {
            Scorer scorer = each.scorer(before);
            float[] scores = new float[before.itemCount()];
            double right = 0;
            int judged = 0;
            for (int user : asked) {
                int[] taken = CounterRows.targets(whole.history(user), before.asOf(), target, before.itemCount());
                if (taken.length > 0) {
                    judged++;
                    scorer.score(before.history(user), scores);
                    right += top(scores, taken);
                }
            }
            progress.line(String.format(
                    Locale.ROOT,
                    "%-28s %8s (the first of %d items is one of those taken; %d users who took any)",
                    each.name(),
                    judged == 0 ? "-" : figure(right / judged),
                    scores.length,
                    judged));
        }
    }

    /** The chance that the first is among {@code taken}, items of equal score in any order. */
    private static double top(float[] scores, int[] taken) {
        float best = Float.NEGATIVE_INFINITY;
        int tied = 0;
        int hits = 0;
        for (int item = 0; item < scores.length; item++) {
            if (scores[item] > best) {
                best = scores[item];
                tied = 0;
                hits = 0;
            }
            if (scores[item] == best) {
                tied++;
                hits += Arrays.binarySearch(taken, item) >= 0 ? 1 : 0;
            }
        }
        return hits / (double) tied;
    }
}
