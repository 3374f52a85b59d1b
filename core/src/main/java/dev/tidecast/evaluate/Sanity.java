package dev.tidecast.evaluate;

import dev.tidecast.model.Model;
import dev.tidecast.model.Scorer;
import dev.tidecast.progress.Progress;
import dev.tidecast.sequence.Dataset;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;

/** Models whose figures are known beforehand: they judge the judge. */
final class Sanity {
    private Sanity() {}

    private record Known(String name, Function<Dataset, Scorer> scorers) implements Model {
        @Override
        public Scorer scorer(Dataset visible) {
            return scorers.apply(visible);
        }

        @Override
        public void save(Path folder) {
            throw new UnsupportedOperationException("the " + name + " model exists in a backtest only");
        }
    }

    /** Ranks the targets first; its ndcg is 1. */
    static double oracle(CutCases cases) {
        Map<Integer, int[]> targets = new HashMap<>();
        for (int i = 0; i < cases.size(); i++) {
            targets.put(cases.user(i), cases.targets(i));
        }
        return ndcg(cases, new Known("oracle", visible -> (history, scores) -> {
            java.util.Arrays.fill(scores, 0);
            for (int item : targets.getOrDefault(history.user(), new int[0])) {
                scores[item] = 1;
            }
        }));
    }

    /** Ranks by chance. */
    static double random(CutCases cases, long seed) {
        return ndcg(cases, new Known("random", visible -> (history, scores) -> {
            SplittableRandom random = new SplittableRandom(seed * 31 + history.user());
            for (int item = 0; item < scores.length; item++) {
                scores[item] = (float) random.nextDouble();
            }
        }));
    }

    /** Ties all, whose shared gain is what chance gives on average. */
    static double randomExpected(CutCases cases) {
        return ndcg(cases, new Known("constant", visible -> (history, scores) -> java.util.Arrays.fill(scores, 1)));
    }

    private static double ndcg(CutCases cases, Model model) {
        float[] figures = ModelRun.of(model, cases, 1, Progress.silent()).figures()[Measure.NDCG_10.ordinal()];
        double sum = 0;
        for (float figure : figures) {
            sum += figure;
        }
        return sum / Math.max(1, figures.length);
    }
}
