package dev.tidecast.evaluate;

import dev.tidecast.sequence.Dataset;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What models show, beyond whether it is right: how often each candidate is among the first ten, and how different the
 * ten are. Confined to one thread; those of several threads are added up.
 */
final class Exposure {
    private final Dataset visible;
    private final int[] shown;
    private long pairs;
    private long differing;

    Exposure(Dataset visible) {
        this.visible = visible;
        this.shown = new int[visible.itemCount()];
    }

    /** Adds the first ten of one case. */
    void add(RankingJudge judge, int ten) {
        for (int rank = 0; rank < ten && judge.shown(rank) >= 0; rank++) {
            int item = judge.shown(rank);
            shown[item]++;
            int category = visible.items().category().get(item);
            for (int higher = 0; category >= 0 && higher < rank; higher++) {
                int other = visible.items().category().get(judge.shown(higher));
                pairs += other >= 0 ? 1 : 0;
                differing += other >= 0 && other != category ? 1 : 0;
            }
        }
    }

    synchronized void add(Exposure other) {
        for (int item = 0; item < shown.length; item++) {
            shown[item] += other.shown[item];
        }
        pairs += other.pairs;
        differing += other.differing;
    }

    /** The share of candidates that are among the first ten of anyone. */
    double coverage() {
        return (double) Arrays.stream(shown).filter(times -> times > 0).count() / Math.max(1, shown.length);
    }

    /**
     * The mean of -log2 of an item's share of users that met it, over the first ten of everyone (Zhou et al. 2010); bits.
     *
     * @param met by item, the number of users with it in their history
     */
    double novelty(int[] met) {
        double users = Math.max(1, visible.userCount());
        double bits = 0;
        long all = 0;
        for (int item = 0; item < shown.length; item++) {
            bits += shown[item] * Math.log(users / Math.max(1, met[item])) / Math.log(2);
            all += shown[item];
        }
        return all == 0 ? Double.NaN : bits / all;
    }

    /** The share of pairs within a list that differ in category, over pairs where both are known; null if none is. */
    @Nullable
    Double diversity() {
        return pairs == 0 ? null : (double) differing / pairs;
    }

    /** Gini's index of the times that candidates are shown: 0 where all are alike, near 1 where few take all. */
    double gini() {
        int[] sorted = shown.clone();
        Arrays.sort(sorted);
        double sum = 0;
        double all = 0;
        for (int i = 0; i < sorted.length; i++) {
            sum += (2.0 * (i + 1) - sorted.length - 1) * sorted[i];
            all += sorted[i];
        }
        return all == 0 ? 0 : sum / (sorted.length * all);
    }
}
