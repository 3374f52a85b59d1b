package dev.tidecast.evaluate;

/**
 * Measures of one ranking from the places of its targets; each is the expectation over all orders of the ties.
 *
 * <p>Levels run from the highest score of a target down: above[l] candidates score more, tied[l] the same, of which
 * relevant[l] are targets.
 *
 * @see <a href="https://doi.org/10.1007/978-3-540-78646-7_38">McSherry and Najork 2008</a>
 */
final class RankFigures {
    private static final int DEPTH = 20;
    private static final double[] DISCOUNTS = discounts();

    private final double[] harmonic;
    private final int[] above;
    private final int[] tied;
    private final int[] relevant;
    private int size;
    private int targets;
    private int candidates;

    /** For rankings of up to {@code most} candidates. */
    RankFigures(int most) {
        harmonic = new double[most + 1];
        for (int n = 1; n <= most; n++) {
            harmonic[n] = harmonic[n - 1] + 1.0 / n;
        }
        above = new int[most + 1];
        tied = new int[most + 1];
        relevant = new int[most + 1];
    }

    /** discounts()[k]: the sum of 1 / log2(rank + 1) over the first k ranks. */
    private static double[] discounts() {
        double[] sums = new double[DEPTH + 1];
        for (int rank = 1; rank <= DEPTH; rank++) {
            sums[rank] = sums[rank - 1] + Math.log(2) / Math.log(rank + 1.0);
        }
        return sums;
    }

    /** Begins a ranking. */
    void begin(int ofCandidates) {
        size = 0;
        targets = 0;
        candidates = ofCandidates;
    }

    /** Adds the next lower level. */
    void add(int scoreMore, int scoreSame, int ofThemTargets) {
        above[size] = scoreMore;
        tied[size] = scoreSame;
        relevant[size++] = ofThemTargets;
        targets += ofThemTargets;
    }

    int targets() {
        return targets;
    }

    /** NaN without a target, as are all below. */
    double ndcg(int k) {
        double gain = 0;
        for (int level = 0; level < size && above[level] < k; level++) {
            double shared = DISCOUNTS[Math.min(k, above[level] + tied[level])] - DISCOUNTS[above[level]];
            gain += relevant[level] * shared / tied[level];
        }
        return targets == 0 ? Double.NaN : gain / DISCOUNTS[Math.min(k, targets)];
    }

    /** The expected number of targets among the first {@code k}. */
    double hits(int k) {
        double hits = 0;
        for (int level = 0; level < size && above[level] < k; level++) {
            hits += relevant[level] * (double) (Math.min(k, above[level] + tied[level]) - above[level]) / tied[level];
        }
        return targets == 0 ? Double.NaN : hits;
    }

    /** The probability that any target is among the first {@code k}: 1 - C(tied - m, places) / C(tied, places). */
    double anyHit(int k) {
        if (targets == 0) {
            return Double.NaN;
        }
        double miss = above[0] < k ? 1 : 0;
        for (int place = 0; above[0] < k && place < Math.min(k - above[0], tied[0]); place++) {
            miss *= Math.max(0.0, tied[0] - relevant[0] - place) / (tied[0] - place);
        }
        return above[0] < k ? 1 - miss : 0;
    }

    /** One over the rank of the first target, 0 where that is beyond {@code k}. */
    double reciprocalRank(int k) {
        if (targets == 0) {
            return Double.NaN;
        }
        int last = Math.min(tied[0] - relevant[0] + 1, Math.max(0, k - above[0]));
        if (relevant[0] == 1) {
            return (harmonic[above[0] + last] - harmonic[above[0]]) / tied[0];
        }
        double sum = 0;
        double chance = (double) relevant[0] / tied[0];
        for (int place = 1; place <= last; place++) {
            sum += chance / (above[0] + place);
            chance *= (double) (tied[0] - place - relevant[0] + 1) / Math.max(1, tied[0] - place);
        }
        return sum;
    }

    /** Whether the first is a target. */
    double accuracy() {
        return targets == 0 ? Double.NaN : above[0] == 0 ? (double) relevant[0] / tied[0] : 0;
    }

    /**
     * The mean over the targets of the precision at their ranks. Within a level of n ties with r targets behind t
     * candidates and R targets, the j-th place holds a target with chance r / n, and then 1 + R + (j - 1)(r - 1) / (n - 1)
     * targets are expected among the first t + j.
     */
    double averagePrecision() {
        double sum = 0;
        int before = 0;
        for (int level = 0; level < size; level++) {
            int n = tied[level];
            double slope = n == 1 ? 0 : (relevant[level] - 1.0) / (n - 1);
            double start = before + 1 - slope * (above[level] + 1.0);
            double places = slope * n + start * (harmonic[above[level] + n] - harmonic[above[level]]);
            sum += relevant[level] * places / n;
            before += relevant[level];
        }
        return targets == 0 ? Double.NaN : sum / targets;
    }

    /** The share of pairs of a target and another candidate in the right order, ties counting half. */
    double auroc() {
        double pairs = 0;
        int before = 0;
        int others = candidates - targets;
        for (int level = 0; level < size; level++) {
            int othersAbove = above[level] - before;
            int othersTied = tied[level] - relevant[level];
            pairs += relevant[level] * (others - othersAbove - othersTied / 2.0);
            before += relevant[level];
        }
        return targets == 0 || others == 0 ? Double.NaN : pairs / ((double) targets * others);
    }
}
