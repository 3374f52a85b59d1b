package dev.tidecast.forecast;

import dev.tidecast.model.Scorer;
import dev.tidecast.model.inference.FloatKernels;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.Facet;
import dev.tidecast.sequence.FacetIndex;
import dev.tidecast.sequence.History;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One user's shares of all items and of all values of a facet, as of the instant of one dataset; holds those of the
 * history read last. Confined to one thread.
 */
final class FacetShares {
    private static final FloatKernels KERNELS = FloatKernels.fastest();

    private final Scorer scorer;
    private final FacetIndex index;
    private final float[] scores;
    private final float[] weights;
    private final double[] sums;
    private final double[] worths;
    private float @Nullable [] weighed;
    private double worth;
    private float top;
    private double total;

    FacetShares(Scorer scorer, Dataset visible, FacetIndex index) {
        this.scorer = scorer;
        this.index = index;
        this.scores = new float[visible.itemCount()];
        this.weights = new float[scores.length];
        this.sums = new double[index.facet() == Facet.ITEM ? 0 : index.size()];
        this.worths = new double[sums.length];
    }

    /** Scores a history. */
    void read(History history) {
        scorer.score(history, scores);
        System.arraycopy(scores, 0, weights, 0, scores.length);
        switch (scorer.scale()) {
            case LOGIT -> {
                top = KERNELS.max(weights, weights.length);
                total = KERNELS.expAndSum(weights, weights.length, top);
            }
            case AMOUNT -> {
                total = 0;
                for (int i = 0; i < weights.length; i++) {
                    weights[i] = Math.max(0, weights[i]);
                    total += weights[i];
                }
            }
        }
        weighed = null;
        Arrays.fill(sums, 0);
        for (int i = 0; sums.length > 0 && i < weights.length; i++) {
            if (index.of(i) >= 0) {
                sums[index.of(i)] += weights[i];
            }
        }
    }

    /** How many values of the facet there are as of the instant. */
    int size() {
        return index.facet() == Facet.ITEM ? scores.length : sums.length;
    }

    /** The share of a value of all that is expected, 0 to 1; 0 for one that was not there yet. */
    double share(int value) {
        double weight = value >= size() ? 0 : index.facet() == Facet.ITEM ? weights[value] : sums[value];
        return total > 0 ? Math.min(1, weight / total) : 0;
    }

    /** The score of a value, on the scorer's own scale. */
    double score(int value) {
        if (index.facet() == Facet.ITEM) {
            return scores[value];
        }
        return switch (scorer.scale()) {
            case LOGIT -> top + Math.log(sums[value]);
            case AMOUNT -> sums[value];
        };
    }

    /** Sum over the value's items, or over all for -1, of share x amount of the item. */
    double weighted(int value, float[] amounts) {
        if (total <= 0) {
            return 0;
        }
        if (index.facet() == Facet.ITEM && value >= 0) {
            return weights[value] * amounts[value] / total;
        }
        if (weighed != amounts) {
            weigh(amounts);
        }
        return (value < 0 ? worth : worths[value]) / total;
    }

    /** One pass for all values of the facet. */
    private void weigh(float[] amounts) {
        weighed = amounts;
        worth = 0;
        Arrays.fill(worths, 0);
        for (int i = 0; i < weights.length; i++) {
            double each = weights[i] * amounts[i];
            worth += each;
            if (worths.length > 0 && index.of(i) >= 0) {
                worths[index.of(i)] += each;
            }
        }
    }
}
