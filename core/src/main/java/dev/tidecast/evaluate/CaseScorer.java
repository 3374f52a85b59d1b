package dev.tidecast.evaluate;

import dev.tidecast.model.Scorer;
import dev.tidecast.sequence.History;
import java.util.List;

/** Scores one case at a time and measures all facets of it from the one vector of scores; confined to one thread. */
final class CaseScorer {
    private static final int SHOWN = 10;

    private final Cases cases;
    private final Scorer scorer;
    private final List<FacetCandidates> facets;
    private final RankingJudge[] judges;
    private final float[] scores;
    private final double[][] sums;
    private final float[][] values;

    /** Judges {@code facets}, of which the first is the item. */
    CaseScorer(Cases cases, Scorer scorer, List<FacetCandidates> facets) {
        this.cases = cases;
        this.scorer = scorer;
        this.facets = facets;
        this.scores = new float[cases.visible().itemCount()];
        this.judges = new RankingJudge[facets.size()];
        this.sums = new double[facets.size()][];
        this.values = new float[facets.size()][];
        for (int f = 0; f < judges.length; f++) {
            int size = facets.get(f).size();
            judges[f] = f == 0 ? new RankingJudge(size, cases.recentFrom()) : new RankingJudge(size);
            sums[f] = new double[f == 0 ? 0 : size];
            values[f] = new float[f == 0 ? 0 : size];
        }
    }

    Scorer scorer() {
        return scorer;
    }

    /** Scores the case and writes its figures into [facets x measures x cases]. */
    void judge(int index, float[][][] figures, Exposure exposure) {
        History history = cases.history(index);
        score(history);
        int[] met = items(history);
        write(judges[0].judge(scores, cases.targets(index), met, cases.historyExcluded()), figures[0], index);
        exposure.add(judges[0], SHOWN);
        for (int f = 1; f < judges.length; f++) {
            FacetCandidates facet = facets.get(f);
            int[] targets = facet.distinct(cases.targets(index));
            if (targets.length == 0) {
                fill(figures[f], index);
            } else {
                facet.sum(scores, scorer.scale(), sums[f], values[f]);
                write(judges[f].judge(values[f], targets, facet.distinct(met)), figures[f], index);
            }
        }
    }

    /** Scores a history, for all that come after it. */
    void score(History history) {
        scorer.score(history, scores);
    }

    /** The figures of the last scores for other targets of someone without a history. */
    float[] again(int[] targets) {
        return judges[0].judge(scores, targets, new int[0]);
    }

    private static int[] items(History history) {
        int[] items = new int[history.size()];
        for (int i = 0; i < items.length; i++) {
            items[i] = history.item(i);
        }
        return items;
    }

    private static void write(float[] row, float[][] figures, int index) {
        for (int measure = 0; measure < row.length; measure++) {
            if (figures[measure].length > 0) {
                figures[measure][index] = row[measure];
            }
        }
    }

    private static void fill(float[][] figures, int index) {
        for (float[] measure : figures) {
            if (measure.length > 0) {
                measure[index] = Float.NaN;
            }
        }
    }
}
