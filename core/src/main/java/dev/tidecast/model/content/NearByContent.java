package dev.tidecast.model.content;

import dev.tidecast.model.inference.FloatKernels;

/**
 * Known items by the cosine of their vectors to that of a new one, after the mean of the known ones is taken away: vectors
 * that are learnt all point the same way, so that without it everything is like everything.
 */
final class NearByContent {
    private final Modality unit;
    private final int known;

    /** The first {@code known} items of the content are known. */
    NearByContent(Modality content, int known) {
        this.known = known;
        float[] centred = content.values().clone();
        float[] mean = mean(content, known);
        for (int item = 0; item < content.items(); item++) {
            for (int d = 0; d < content.width() && content.present()[item]; d++) {
                centred[item * content.width() + d] -= mean[d];
            }
        }
        this.unit = new Modality(content.name(), content.width(), centred, content.present()).normalised();
    }

    private static float[] mean(Modality content, int known) {
        float[] mean = new float[content.width()];
        int count = 0;
        for (int item = 0; item < known; item++) {
            count += content.present()[item] ? 1 : 0;
            for (int d = 0; d < mean.length; d++) {
                mean[d] += content.values()[item * mean.length + d];
            }
        }
        for (int d = 0; d < mean.length; d++) {
            mean[d] /= Math.max(1, count);
        }
        return mean;
    }

    /** Offers known items by their cosines above 0 to one; false if there are none, as where either has no content. */
    boolean offerTo(Closest closest, int item) {
        boolean any = false;
        FloatKernels kernels = FloatKernels.fastest();
        int width = unit.width();
        for (int other = 0; other < known && unit.present()[item]; other++) {
            float cosine = kernels.dot(unit.values(), item * width, unit.values(), other * width, width);
            closest.offer(other, cosine);
            any |= cosine > 0;
        }
        return any;
    }
}
