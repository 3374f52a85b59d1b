package dev.tidecast.evaluate;

/** Measures one user's scores against the targets of the window; confined to one thread. */
final class RankingJudge {
    private static final int TEN = 10;
    private static final int TWENTY = 20;

    private final int count;
    private final int recentFrom;
    private final boolean[] met;
    private final boolean[] none;
    private final int[] metItems;
    private final TopItems top = new TopItems(TEN);
    private final RankLevels levels = new RankLevels();
    private final RankFigures all;
    private final RankFigures unmet;
    private final double[] sideHits = new double[3];
    private final int[] sideTargets = new int[3];
    private int[] byLevel = new int[3 * 16];
    private int metCount;

    /** A judge of rankings of items 0 to {@code count} - 1. */
    RankingJudge(int count) {
        this(count, count);
    }

    /**
     * A judge of rankings of items 0 to {@code count} - 1.
     *
     * @param recentFrom the first item that the shop has seen only lately
     */
    RankingJudge(int count, int recentFrom) {
        this.count = count;
        this.recentFrom = recentFrom;
        this.met = new boolean[count];
        this.none = new boolean[count];
        this.metItems = new int[count];
        this.all = new RankFigures(count);
        this.unmet = new RankFigures(count);
    }

    /**
     * The figures of one user by {@link Measure#ordinal}.
     *
     * @param scores finite, one for each candidate
     * @param targets distinct candidates, at least one
     * @param history items met before the cut, in any order and number; -1 is skipped
     */
    float[] judge(float[] scores, int[] targets, int[] history) {
        return judge(scores, targets, history, false);
    }

    /** The same; where {@code historyExcluded}, what is in the history is no candidate, and no target may be. */
    float[] judge(float[] scores, int[] targets, int[] history, boolean historyExcluded) {
        float[] figures = new float[Measure.values().length];
        mark(history);
        top.rank(scores, count, historyExcluded ? met : none);
        levels.levels(scores, targets, targets.length);
        sortTargets(scores, targets);
        levels.countAll(scores, count);
        readAll();
        readUnmet(scores);
        judgeAll(historyExcluded ? unmet : all, figures);
        judgeSides(historyExcluded, figures);
        for (int i = 0; i < metCount; i++) {
            met[metItems[i]] = false;
        }
        return figures;
    }

    /** The item at a rank, from 0 to 9, of the user judged last; -1 where there are fewer candidates. */
    int shown(int rank) {
        return rank < top.size() ? top.item(rank) : -1;
    }

    private void mark(int[] history) {
        metCount = 0;
        for (int item : history) {
            if (item >= 0 && item < count && !met[item]) {
                met[item] = true;
                metItems[metCount++] = item;
            }
        }
    }

    /** Counts the targets of each level: all, outside the history, and recent; three places a level. */
    private void sortTargets(float[] scores, int[] targets) {
        if (byLevel.length < 3 * levels.size()) {
            byLevel = new int[6 * levels.size()];
        }
        java.util.Arrays.fill(byLevel, 0, 3 * levels.size(), 0);
        for (int target : targets) {
            int level = levels.of(scores[target]);
            byLevel[3 * level]++;
            byLevel[3 * level + 1] += met[target] ? 0 : 1;
            byLevel[3 * level + 2] += target >= recentFrom ? 1 : 0;
        }
    }

    private void readAll() {
        all.begin(count);
        java.util.Arrays.fill(sideHits, 0);
        java.util.Arrays.fill(sideTargets, 0);
        for (int level = 0; level < levels.size(); level++) {
            int above = levels.above(level);
            int tied = levels.tied(level);
            all.add(above, tied, byLevel[3 * level]);
            double inside = above >= TWENTY ? 0 : (double) (Math.min(TWENTY, above + tied) - above) / tied;
            for (int side = 0; side < 3; side++) {
                sideHits[side] += inside * byLevel[3 * level + side];
                sideTargets[side] += byLevel[3 * level + side];
            }
        }
    }

    /** The candidates outside the history are all less those inside, of which there are few. */
    private void readUnmet(float[] scores) {
        levels.subtract(scores, metItems, metCount);
        unmet.begin(count - metCount);
        for (int level = 0; level < levels.size(); level++) {
            if (byLevel[3 * level + 1] > 0) {
                unmet.add(levels.above(level), levels.tied(level), byLevel[3 * level + 1]);
            }
        }
    }

    private static void judgeAll(RankFigures ranking, float[] figures) {
        int targets = ranking.targets();
        double hits = ranking.hits(TEN);
        set(figures, Measure.NDCG_10, ranking.ndcg(TEN));
        set(figures, Measure.NDCG_20, ranking.ndcg(TWENTY));
        set(figures, Measure.RECALL_10, hits / targets);
        set(figures, Measure.RECALL_20, ranking.hits(TWENTY) / targets);
        set(figures, Measure.PRECISION_10, hits / TEN);
        set(figures, Measure.F1_10, 2 * hits / (TEN + targets));
        set(figures, Measure.HIT_10, ranking.anyHit(TEN));
        set(figures, Measure.RECIPROCAL_RANK, ranking.reciprocalRank(Integer.MAX_VALUE));
        set(figures, Measure.RECIPROCAL_RANK_20, ranking.reciprocalRank(TWENTY));
        set(figures, Measure.AVERAGE_PRECISION, ranking.averagePrecision());
        set(figures, Measure.ACCURACY, ranking.accuracy());
        set(figures, Measure.AUROC, ranking.auroc());
    }

    private void judgeSides(boolean historyExcluded, float[] figures) {
        double newRecall = unmet.hits(TWENTY) / unmet.targets();
        set(figures, Measure.NEW_ITEM_NDCG_10, unmet.ndcg(TEN));
        set(figures, Measure.NEW_ITEM_RECALL_20, newRecall);
        double explore = sideHits[1] / sideTargets[1];
        double repeat = (sideHits[0] - sideHits[1]) / (sideTargets[0] - sideTargets[1]);
        double recent = sideHits[2] / sideTargets[2];
        set(figures, Measure.EXPLORE_RECALL_20, historyExcluded ? newRecall : explore);
        set(figures, Measure.REPEAT_RECALL_20, historyExcluded ? Double.NaN : repeat);
        set(figures, Measure.RECENT_ITEM_RECALL_20, historyExcluded ? Double.NaN : recent);
    }

    private static void set(float[] figures, Measure measure, double value) {
        figures[measure.ordinal()] = (float) value;
    }
}
