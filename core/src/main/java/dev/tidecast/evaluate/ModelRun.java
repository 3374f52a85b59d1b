package dev.tidecast.evaluate;

import dev.tidecast.model.Model;
import dev.tidecast.model.ProbabilityScorer;
import dev.tidecast.model.Scorer;
import dev.tidecast.progress.Progress;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.History;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One model's figures at one cut: each user's scores are made, measured and forgotten. */
final class ModelRun {
    private static final int CHUNK = 32;
    private static final int SHOWN = 10;

    private final Model model;
    private final CutCases cases;
    private final float[][] figures;
    private final int[] shown;
    private final double[] probability;
    private final AtomicInteger next = new AtomicInteger();
    private volatile boolean hasProbability;

    private ModelRun(Model model, CutCases cases) {
        this.model = model;
        this.cases = cases;
        this.figures = new float[Measure.values().length][cases.size()];
        this.shown = new int[cases.size() * SHOWN];
        this.probability = new double[cases.visible().userCount()];
        Arrays.fill(probability, Double.NaN);
    }

    /** Scores all cases on some threads, the calling one among them. */
    static ModelRun of(Model model, CutCases cases, int threads, Progress progress) {
        ModelRun run = new ModelRun(model, cases);
        if (threads == 1) {
            run.work(progress);
            return run;
        }
        try (ExecutorService pool = Executors.newFixedThreadPool(threads - 1)) {
            List<Future<?>> others = new ArrayList<>();
            for (int i = 1; i < threads; i++) {
                others.add(pool.submit(() -> run.work(Progress.silent())));
            }
            try {
                run.work(progress);
            } finally {
                run.next.set(Integer.MAX_VALUE / 2); // a failure here ends the others
                await(others);
            }
        }
        return run;
    }

    private static void await(List<Future<?>> others) {
        for (Future<?> other : others) {
            try {
                other.get();
            } catch (ExecutionException failed) {
                throw new IllegalStateException("scoring failed: " + failed.getCause(), failed);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("scoring was interrupted", interrupted);
            }
        }
    }

    private void work(Progress progress) {
        Dataset visible = cases.visible();
        Scorer scorer = model.scorer(visible);
        RankingJudge judge = new RankingJudge(visible.itemCount());
        float[] scores = new float[visible.itemCount()];
        int told = 0;
        for (int from = next.getAndAdd(CHUNK); from < cases.size(); from = next.getAndAdd(CHUNK)) {
            int to = Math.min(cases.size(), from + CHUNK);
            for (int index = from; index < to; index++) {
                judge(index, scorer, judge, scores);
            }
            progress.advance(to - told);
            told = to;
        }
        progress.advance(Math.max(0, cases.size() - told));
        if (scorer instanceof ProbabilityScorer teller) {
            hasProbability = true;
            tell(teller);
        }
    }

    private void judge(int index, Scorer scorer, RankingJudge judge, float[] scores) {
        History history = cases.visible().history(cases.user(index));
        scorer.score(history, scores);
        int[] met = new int[history.size()];
        for (int i = 0; i < met.length; i++) {
            met[i] = history.item(i);
        }
        float[] row;
        try {
            row = judge.judge(scores, cases.targets(index), met);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalStateException(
                    "model " + model.name() + ", user " + cases.user(index) + ": " + wrong.getMessage(), wrong);
        }
        for (int measure = 0; measure < row.length; measure++) {
            figures[measure][index] = row[measure];
        }
        for (int rank = 0; rank < SHOWN; rank++) {
            shown[index * SHOWN + rank] = judge.shown(rank);
        }
    }

    /** Each thread tells all users, into the same places the same values; it is cheap beside scoring. */
    private void tell(ProbabilityScorer teller) {
        for (int user = 0; user < probability.length; user++) {
            History history = cases.visible().history(user);
            if (!history.isEmpty()) {
                probability[user] = teller.anyInWindow(history);
            }
        }
    }

    /** [measures x cases]; not to be written. */
    float[][] figures() {
        return figures;
    }

    /** The share of candidates that are among the first ten of anyone judged. */
    double coverage() {
        long distinct =
                Arrays.stream(shown).filter(item -> item >= 0).distinct().count();
        return (double) distinct / Math.max(1, cases.visible().itemCount());
    }

    /**
     * The mean of -log2 of an item's share of users that met it, over the first ten of everyone judged.
     *
     * @param met by item, the number of users with it in their history
     */
    double novelty(int[] met) {
        double users = Math.max(1, cases.visible().userCount());
        return Arrays.stream(shown)
                .filter(item -> item >= 0)
                .mapToDouble(item -> Math.log(users / Math.max(1, met[item])) / Math.log(2))
                .average()
                .orElse(Double.NaN);
    }

    /** How well the model tells who does the behaviour at all; null if it does not tell. */
    @Nullable
    BinaryReport purchase(long seed) {
        if (!hasProbability) {
            return null;
        }
        int[] told = java.util.stream.IntStream.range(0, probability.length)
                .filter(user -> !Double.isNaN(probability[user]))
                .toArray();
        double[] forecast =
                Arrays.stream(told).mapToDouble(user -> probability[user]).toArray();
        boolean[] did = new boolean[told.length];
        for (int i = 0; i < did.length; i++) {
            did[i] = cases.isActive(told[i]);
        }
        return BinaryReport.of(forecast, did, seed);
    }
}
