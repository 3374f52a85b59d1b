package dev.tidecast.doctor;

import org.jspecify.annotations.Nullable;

/**
 * What mending a finding changes, measured: the same model, fitted to the log before and after, judged on the same users
 * and the same purchases (or what the target is) of the mended log.
 *
 * @param model the fast model that was fitted
 * @param measure {@code "ndcg@10"}
 * @param cuts at which it was judged
 * @param users judged, over all cuts
 * @param before mean without the mend; null if nothing could be measured
 * @param after mean with it
 * @param difference after - before, paired by user
 * @param low 2.5 % quantile of the difference's bootstrap
 * @param high 97.5 % quantile
 * @param note why nothing could be measured; empty otherwise
 */
public record Effect(
        String model,
        String measure,
        int cuts,
        int users,
        @Nullable Double before,
        @Nullable Double after,
        @Nullable Double difference,
        @Nullable Double low,
        @Nullable Double high,
        String note) {
    /** One that could not be measured. */
    public static Effect unmeasured(String model, String why) {
        return new Effect(model, "ndcg@10", 0, 0, null, null, null, null, null, why);
    }
}
