package dev.tidecast.evaluate;

import dev.tidecast.model.Model;
import dev.tidecast.model.Scorer;
import dev.tidecast.progress.Progress;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.History;
import java.nio.file.Path;
import java.util.Arrays;
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
    static double oracle(Cases cases, int threads) {
        Map<Integer, int[]> targets = new HashMap<>();
        for (int i = 0; i < cases.size(); i++) {
            targets.put(cases.user(i), cases.targets(i));
        }
        return ndcg(cases, threads, new Known("oracle", visible -> (history, scores) -> {
            Arrays.fill(scores, 0);
            for (int item : targets.getOrDefault(history.user(), new int[0])) {
                scores[item] = 1;
            }
        }));
    }

    /** Ranks by chance. */
    static double random(Cases cases, int threads, long seed) {
        return ndcg(cases, threads, new Known("random", visible -> (history, scores) -> {
            SplittableRandom random = new SplittableRandom(seed * 31 + history.user());
            for (int item = 0; item < scores.length; item++) {
                scores[item] = (float) random.nextDouble();
            }
        }));
    }

    /** What chance gives on average: all tied, which share their gain. */
    static double randomExpected(Cases cases) {
        RankFigures tied = new RankFigures(cases.visible().itemCount());
        double sum = 0;
        for (int i = 0; i < cases.size(); i++) {
            tied.begin(cases.visible().itemCount());
            tied.add(0, cases.visible().itemCount(), cases.targets(i).length);
            sum += (float) tied.ndcg(10);
        }
        return sum / Math.max(1, cases.size());
    }

    /** Of the first cases, as many as tell chance from a fault. */
    private record Some(Cases all) implements Cases {
        private static final int MOST = 2_000;

        @Override
        public Dataset fittedOn() {
            return all.fittedOn();
        }

        @Override
        public Dataset visible() {
            return all.visible();
        }

        @Override
        public int size() {
            return Math.min(MOST, all.size());
        }

        @Override
        public int user(int index) {
            return all.user(index);
        }

        @Override
        public History history(int index) {
            return all.history(index);
        }

        @Override
        public int[] targets(int index) {
            return all.targets(index);
        }
    }

    private static double ndcg(Cases cases, int threads, Model model) {
        float[] figures =
                ModelRun.of(model, new Some(cases), threads, Progress.silent()).figures(0)[Measure.NDCG_10.ordinal()];
        double sum = 0;
        for (float figure : figures) {
            sum += figure;
        }
        return sum / Math.max(1, figures.length);
    }
}
