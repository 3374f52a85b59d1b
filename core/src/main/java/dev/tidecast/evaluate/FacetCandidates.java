package dev.tidecast.evaluate;

import dev.tidecast.model.Scorer;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.Facet;
import dev.tidecast.sequence.FacetIndex;
import java.util.Arrays;

/** The values of a facet that have a candidate item as of a cut, numbered from 0, and their scores from the items'. */
final class FacetCandidates {
    private final Facet facet;
    private final int[] valueOf;
    private final int size;

    private FacetCandidates(Facet facet, int[] valueOf, int size) {
        this.facet = facet;
        this.valueOf = valueOf;
        this.size = size;
    }

    static FacetCandidates of(Dataset visible, Facet facet) {
        FacetIndex index = FacetIndex.of(visible, facet);
        int[] number = new int[index.size()];
        Arrays.fill(number, -1);
        int[] valueOf = new int[visible.itemCount()];
        int size = 0;
        for (int item = 0; item < valueOf.length; item++) {
            int value = index.of(item);
            if (value >= 0 && number[value] < 0) {
                number[value] = size++;
            }
            valueOf[item] = value < 0 ? -1 : number[value];
        }
        return new FacetCandidates(facet, valueOf, size);
    }

    Facet facet() {
        return facet;
    }

    /** How many values are ranked; fewer than two are no ranking. */
    int size() {
        return size;
    }

    /** The value of an item, -1 where it has none. */
    int of(int item) {
        return item < 0 || item >= valueOf.length ? -1 : valueOf[item];
    }

    /** The distinct values of some items, ascending. */
    int[] distinct(int[] items) {
        return Arrays.stream(items)
                .map(this::of)
                .filter(value -> value >= 0)
                .sorted()
                .distinct()
                .toArray();
    }

    /** Writes the score of each value: the sum of its items' exponentials, or of their amounts above 0. */
    void sum(float[] scores, Scorer.Scale scale, double[] sums, float[] values) {
        Arrays.fill(sums, 0);
        switch (scale) {
            case LOGIT -> {
                float highest = Float.NEGATIVE_INFINITY;
                for (float score : scores) {
                    highest = Math.max(highest, score);
                }
                for (int item = 0; item < scores.length; item++) {
                    if (valueOf[item] >= 0) {
                        sums[valueOf[item]] += Math.exp(scores[item] - highest);
                    }
                }
            }
            case AMOUNT -> {
                for (int item = 0; item < scores.length; item++) {
                    if (valueOf[item] >= 0) {
                        sums[valueOf[item]] += Math.max(0, scores[item]);
                    }
                }
            }
        }
        for (int value = 0; value < size; value++) {
            values[value] = (float) sums[value];
        }
    }
}
