package dev.tidecast.evaluate;

import java.util.Arrays;

/** Measures one user's scores against the targets of the window; confined to one thread. */
final class RankingJudge {
    private static final int TEN = 10;
    private static final int TWENTY = 20;
    private static final double[] CUMULATED = cumulatedDiscounts(TWENTY);

    private final int count;
    private final boolean[] met;
    private final boolean[] none;
    private final TopItems top = new TopItems(TWENTY);
    private final TopItems topNew = new TopItems(TWENTY);

    /** A judge of rankings of items 0 to {@code count} - 1. */
    RankingJudge(int count) {
        this.count = count;
        this.met = new boolean[count];
        this.none = new boolean[count];
    }

    private static double[] cumulatedDiscounts(int depth) {
        double[] sums = new double[depth + 1];
        for (int rank = 1; rank <= depth; rank++) {
            sums[rank] = sums[rank - 1] + Math.log(2) / Math.log(rank + 1.0);
        }
        return sums;
    }

    /**
     * The figures of one user by {@link Measure#ordinal}.
     *
     * @param scores finite, one for each candidate
     * @param targets distinct candidates, at least one
     * @param history items met before the cut, in any order and number; -1 is skipped
     */
    float[] judge(float[] scores, int[] targets, int[] history) {
        float[] figures = new float[Measure.values().length];
        mark(history, true);
        top.rank(scores, count, none);
        judgeAll(scores, targets, figures);
        judgeByHistory(scores, targets, figures);
        judgeNew(scores, targets, figures);
        mark(history, false);
        return figures;
    }

    /** The item at a rank, from 0 to 9, of the user judged last; -1 where there are fewer candidates. */
    int shown(int rank) {
        return rank < top.size() ? top.item(rank) : -1;
    }

    private void mark(int[] history, boolean value) {
        for (int item : history) {
            if (item >= 0 && item < count) {
                met[item] = value;
            }
        }
    }

    private void judgeAll(float[] scores, int[] targets, float[] figures) {
        double gain = 0;
        double hits = 0;
        double hitsOfTwenty = 0;
        for (int target : targets) {
            gain += gain(top, scores, target, none);
            hits += hit(top, scores, target, none, TEN);
            hitsOfTwenty += hit(top, scores, target, none, TWENTY);
        }
        figures[Measure.NDCG_10.ordinal()] = (float) (gain / CUMULATED[Math.min(TEN, targets.length)]);
        figures[Measure.RECALL_20.ordinal()] = (float) (hitsOfTwenty / targets.length);
        figures[Measure.PRECISION_10.ordinal()] = (float) (hits / TEN);
        figures[Measure.F1_10.ordinal()] = (float) (2 * hits / (TEN + targets.length));
        figures[Measure.HIT_10.ordinal()] = (float) anyHit(scores, targets);
        figures[Measure.RECIPROCAL_RANK.ordinal()] = (float) reciprocalRank(scores, targets);
    }

    private void judgeByHistory(float[] scores, int[] targets, float[] figures) {
        double[] hits = new double[2];
        int[] of = new int[2];
        for (int target : targets) {
            int side = met[target] ? 1 : 0;
            hits[side] += hit(top, scores, target, none, TWENTY);
            of[side]++;
        }
        figures[Measure.EXPLORE_RECALL_20.ordinal()] = (float) (hits[0] / of[0]);
        figures[Measure.REPEAT_RECALL_20.ordinal()] = (float) (hits[1] / of[1]);
    }

    private void judgeNew(float[] scores, int[] targets, float[] figures) {
        int[] unmet = Arrays.stream(targets).filter(target -> !met[target]).toArray();
        figures[Measure.NEW_ITEM_NDCG_10.ordinal()] = Float.NaN;
        figures[Measure.NEW_ITEM_RECALL_20.ordinal()] = Float.NaN;
        if (unmet.length == 0) {
            return;
        }
        topNew.rank(scores, count, met);
        double gain = 0;
        double hits = 0;
        for (int target : unmet) {
            gain += gain(topNew, scores, target, met);
            hits += hit(topNew, scores, target, met, TWENTY);
        }
        figures[Measure.NEW_ITEM_NDCG_10.ordinal()] = (float) (gain / CUMULATED[Math.min(TEN, unmet.length)]);
        figures[Measure.NEW_ITEM_RECALL_20.ordinal()] = (float) (hits / unmet.length);
    }

    /** The expected discounted gain of one target among the first ten. */
    private double gain(TopItems ranked, float[] scores, int target, boolean[] excluded) {
        int above = ranked.above(scores[target]);
        if (above >= Math.min(TEN, ranked.size())) {
            return 0;
        }
        int tied = ranked.tied(scores[target], scores, count, excluded);
        return (CUMULATED[Math.min(TEN, above + tied)] - CUMULATED[above]) / tied;
    }

    /** The probability that one target is among the first {@code k}. */
    private double hit(TopItems ranked, float[] scores, int target, boolean[] excluded, int k) {
        int above = ranked.above(scores[target]);
        if (above >= Math.min(k, ranked.size())) {
            return 0;
        }
        int tied = ranked.tied(scores[target], scores, count, excluded);
        return (double) (Math.min(k, above + tied) - above) / tied;
    }

    /** The probability that any target is among the first ten: 1 - C(tied - m, places) / C(tied, places). */
    private double anyHit(float[] scores, int[] targets) {
        float best = best(scores, targets);
        int above = top.above(best);
        if (above >= Math.min(TEN, top.size())) {
            return 0;
        }
        int tied = top.tied(best, scores, count, none);
        int equal = countEqual(scores, targets, best);
        double miss = 1;
        for (int place = 0; place < Math.min(TEN - above, tied); place++) {
            miss *= Math.max(0.0, tied - equal - place) / (tied - place);
        }
        return 1 - miss;
    }

    /** The expectation of one over the rank of the first of m targets among the ties that the best one is in. */
    private double reciprocalRank(float[] scores, int[] targets) {
        float best = best(scores, targets);
        int above = 0;
        int tied = 0;
        for (int item = 0; item < count; item++) {
            above += scores[item] > best ? 1 : 0;
            tied += scores[item] == best ? 1 : 0;
        }
        int equal = countEqual(scores, targets, best);
        double sum = 0;
        double chance = (double) equal / tied;
        for (int place = 1; place <= tied - equal + 1; place++) {
            sum += chance / (above + place);
            chance *= (double) (tied - place - equal + 1) / Math.max(1, tied - place);
        }
        return sum;
    }

    private static float best(float[] scores, int[] targets) {
        float best = Float.NEGATIVE_INFINITY;
        for (int target : targets) {
            best = Math.max(best, scores[target]);
        }
        return best;
    }

    private static int countEqual(float[] scores, int[] targets, float score) {
        int equal = 0;
        for (int target : targets) {
            equal += scores[target] == score ? 1 : 0;
        }
        return equal;
    }
}
