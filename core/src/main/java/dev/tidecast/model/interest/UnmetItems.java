package dev.tidecast.model.interest;

import dev.tidecast.model.inference.FloatKernels;
import java.util.Arrays;
import java.util.function.Consumer;

/** Items that a user has not met yet, among all candidates. */
final class UnmetItems {
    private static final FloatKernels KERNELS = FloatKernels.fastest();

    private UnmetItems() {}

    /**
     * Lets {@code term} change the logits of items outside the history among themselves: their probability together, and
     * that of each own item, stay as they were.
     */
    static void reorder(int[] own, float[] logits, Consumer<float[]> term) {
        float[] kept = new float[own.length];
        for (int slot = 0; slot < own.length; slot++) {
            kept[slot] = logits[own[slot]];
        }
        mask(own, logits);
        double before = logOfSum(logits);
        term.accept(logits);
        mask(own, logits);
        if (before > Double.NEGATIVE_INFINITY) {
            float shift = (float) (before - logOfSum(logits));
            for (int i = 0; i < logits.length; i++) {
                logits[i] += shift;
            }
        }
        for (int slot = 0; slot < own.length; slot++) {
            logits[own[slot]] = kept[slot];
        }
    }

    private static void mask(int[] own, float[] logits) {
        for (int item : own) {
            logits[item] = Float.NEGATIVE_INFINITY;
        }
    }

    /** log sum exp; minus infinity where all are. */
    private static double logOfSum(float[] logits) {
        float top = KERNELS.max(logits, logits.length);
        return top == Float.NEGATIVE_INFINITY
                ? top
                : top + Math.log(KERNELS.expAndSum(Arrays.copyOf(logits, logits.length), logits.length, top));
    }
}
