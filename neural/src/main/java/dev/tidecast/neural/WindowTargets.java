package dev.tidecast.neural;

import java.util.Arrays;

/** What users did in the windows of A anchors: for each anchor its distinct target items with their counts. */
public final class WindowTargets {
    private final int anchors;
    private final int[] candidates;
    private final float[] weights;
    private final int[] from;
    private final int[] items;
    private final float[] counts;

    /**
     * Takes the targets of all anchors, one anchor after the other; all arrays are copied.
     *
     * @param candidates [A]: anchor a ranks the items 0 .. candidates[a] - 1, those first seen before it
     * @param from [A + 1]: anchor a's targets are items[from[a] .. from[a + 1])
     * @param items target items, each below its anchor's candidates (later ones are dropped and counted before)
     * @param counts how often each target occurs, above 0
     * @param scale factor of every weight, such as 1 / anchors of the batch; anchor a weighs scale * targets^-1/2
     */
    public WindowTargets(int[] candidates, int[] from, int[] items, float[] counts, double scale) {
        this.anchors = candidates.length;
        if (from.length != anchors + 1 || items.length != counts.length || from[anchors] != items.length) {
            throw new IllegalArgumentException(anchors + " anchors need " + (anchors + 1) + " offsets that end at "
                    + items.length + " targets with as many counts; got " + from.length + " offsets and "
                    + counts.length + " counts");
        }
        this.candidates = candidates.clone();
        this.from = from.clone();
        this.items = items.clone();
        this.counts = counts.clone();
        this.weights = new float[anchors];
        for (int a = 0; a < anchors; a++) {
            int targets = from[a + 1] - from[a];
            weights[a] = targets == 0 ? 0 : (float) (scale / Math.sqrt(targets));
            requireTargets(a);
        }
    }

    private void requireTargets(int a) {
        for (int k = from[a]; k < from[a + 1]; k++) {
            if (items[k] < 0 || items[k] >= candidates[a]) {
                throw new IllegalArgumentException("anchor " + a + " has target item " + items[k] + ", but only "
                        + candidates[a] + " candidates; drop items first seen after the anchor, and count them");
            }
            if (!(counts[k] > 0)) {
                throw new IllegalArgumentException(
                        "anchor " + a + " has target item " + items[k] + " " + counts[k] + " times; leave it out");
            }
        }
    }

    /** The number of anchors, A. */
    public int anchors() {
        return anchors;
    }

    /** How many items anchor {@code a} ranks: 0 .. candidates - 1. */
    public int candidates(int a) {
        return candidates[a];
    }

    float weight(int a) {
        return weights[a];
    }

    int from(int a) {
        return from[a];
    }

    /** All targets, one anchor after the other, a copy. */
    int[] items() {
        return items.clone();
    }

    int item(int k) {
        return items[k];
    }

    float count(int k) {
        return counts[k];
    }

    /** The most items that one of the anchors {@code from .. to} ranks; 1 at least. */
    int mostCandidates(int from, int to) {
        return Math.max(1, Arrays.stream(candidates, from, to).max().orElse(1));
    }

    /** The most targets of one anchor. */
    int most() {
        int most = 0;
        for (int a = 0; a < anchors; a++) {
            most = Math.max(most, from[a + 1] - from[a]);
        }
        return most;
    }

    /** The sum of the counts of anchor {@code a}. */
    float total(int a) {
        float total = 0;
        for (int k = from[a]; k < from[a + 1]; k++) {
            total += counts[k];
        }
        return total;
    }
}
