package dev.tidecast.evaluate;

import dev.tidecast.model.Model;
import dev.tidecast.model.ProbabilityScorer;
import dev.tidecast.model.Scorer;
import dev.tidecast.progress.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One model's figures at one cut: each user's scores are made, measured and forgotten. */
final class ModelRun {
    private static final int CHUNK = 32;
    private static final float[] NOT_KEPT = {};

    private final Model model;
    private final Cases cases;
    private final List<FacetCandidates> facets;
    private final float[][][] figures;
    private final Exposure exposure;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger nextTold = new AtomicInteger();
    private final BooleanSupplier late;
    private volatile boolean abandoned;
    private volatile boolean ranks = true;
    private float[][] cold = {};
    private volatile @Nullable Told told;

    private ModelRun(Model model, Cases cases, List<FacetCandidates> facets, BooleanSupplier late) {
        this.model = model;
        this.cases = cases;
        this.facets = facets;
        this.late = late;
        this.exposure = new Exposure(cases.visible());
        this.figures = new float[facets.size()][Measure.values().length][];
        for (int f = 0; f < figures.length; f++) {
            for (Measure measure : Measure.values()) {
                boolean kept = f == 0 || Measure.OF_FACETS.contains(measure);
                figures[f][measure.ordinal()] = kept ? new float[cases.size()] : NOT_KEPT;
            }
        }
    }

    /** Scores all cases by items alone. */
    static ModelRun of(Model model, Cases cases, int threads, Progress progress) {
        List<FacetCandidates> item = List.of(FacetCandidates.of(cases.visible(), dev.tidecast.sequence.Facet.ITEM));
        return of(model, cases, item, threads, progress, () -> false);
    }

    /**
     * Scores all cases on some threads, the calling one among them.
     *
     * @param facets the item first
     * @param late asked now and then; once it says yes, the run is {@link #abandoned}
     */
    static ModelRun of(
            Model model,
            Cases cases,
            List<FacetCandidates> facets,
            int threads,
            Progress progress,
            BooleanSupplier late) {
        ModelRun run = new ModelRun(model, cases, facets, late);
        try (ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, threads - 1))) {
            List<Future<?>> others = new ArrayList<>();
            for (int i = 1; i < threads; i++) {
                others.add(pool.submit(() -> run.work(Progress.silent(), false)));
            }
            try {
                run.work(progress, true);
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

    private void work(Progress progress, boolean first) {
        Scorer scorer = model.scorer(cases.visible());
        ranks = scorer.ranks();
        if (scorer instanceof ProbabilityScorer teller && cases instanceof CutCases cut) {
            tell(teller, cut);
        }
        if (!scorer.ranks() || cases.visible().itemCount() == 0) {
            progress.advance(first ? cases.size() : 0);
            return;
        }
        CaseScorer each = new CaseScorer(cases, scorer, facets);
        Exposure own = new Exposure(cases.visible());
        int done = 0;
        for (int from = next.getAndAdd(CHUNK); from < cases.size() && !abandoned; from = next.getAndAdd(CHUNK)) {
            int to = Math.min(cases.size(), from + CHUNK);
            scorer.expect(IntStream.range(from, to).mapToObj(cases::history).toList());
            for (int index = from; index < to; index++) {
                judge(each, index, own);
            }
            progress.advance(to - done);
            done = to;
            abandoned |= late.getAsBoolean();
        }
        progress.advance(Math.max(0, cases.size() - done));
        exposure.add(own);
        if (first && !abandoned && cases instanceof CutCases cut) {
            cold = judgeCold(each, cut);
        }
    }

    private void judge(CaseScorer each, int index, Exposure own) {
        try {
            each.judge(index, figures, own);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalStateException(
                    "model " + model.name() + ", user " + cases.user(index) + ": " + wrong.getMessage(), wrong);
        }
    }

    /** Without a history all look alike: they are scored once. */
    private static float[][] judgeCold(CaseScorer each, CutCases cut) {
        int[][] targets = cut.cold().targets();
        float[][] figures = new float[Measure.values().length][targets.length];
        if (targets.length > 0) {
            each.score(cut.visible().history(cut.cold().users()[0]));
        }
        for (int i = 0; i < targets.length; i++) {
            float[] row = targets[i].length == 0 ? new float[figures.length] : each.again(targets[i]);
            for (int measure = 0; measure < figures.length; measure++) {
                figures[measure][i] = targets[i].length == 0 ? Float.NaN : row[measure];
            }
        }
        return figures;
    }

    private void tell(ProbabilityScorer teller, CutCases cut) {
        Told here;
        synchronized (this) {
            here = told == null ? new Told(cut.visible().userCount()) : told;
            told = here;
        }
        int users = cut.visible().userCount();
        for (int from = nextTold.getAndAdd(CHUNK); from < users; from = nextTold.getAndAdd(CHUNK)) {
            for (int user = from; user < Math.min(users, from + CHUNK); user++) {
                here.tell(teller, cut, user);
            }
        }
    }

    /** [measures x cases] of a facet, measures that are not kept being empty; not to be written. */
    float[][] figures(int facet) {
        return figures[facet];
    }

    /** [measures x cold users]; empty where nobody was cold or the protocol knows none. */
    float[][] cold() {
        return cold;
    }

    /** Whether there was too little time to score all. */
    boolean abandoned() {
        return abandoned;
    }

    /** Whether the model ranks items. */
    boolean ranks() {
        return ranks;
    }

    Exposure exposure() {
        return exposure;
    }

    /** Who acts at all, as the model tells it; null if it does not. */
    @Nullable
    Told told() {
        return told;
    }
}
