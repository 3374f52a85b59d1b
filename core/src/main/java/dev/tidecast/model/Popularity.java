package dev.tidecast.model;

import dev.tidecast.event.Behaviour;
import dev.tidecast.sequence.Dataset;

/** Counts on how many active days, of any user, each item was met in the time that ends at a dataset's instant. */
public final class Popularity {
    /** For {@code days}: as far back as the log goes. */
    public static final int ALL = Integer.MAX_VALUE;

    private Popularity() {}

    /**
     * Active days by item in (asOf - days, asOf].
     *
     * @param days the window's length in units of 86,400 s, or {@link #ALL}
     * @return counts [V], V the candidates as of the dataset's instant
     */
    public static float[] trailing(Dataset visible, Behaviour behaviour, int days) {
        long from = days == ALL ? Long.MIN_VALUE : visible.asOf() - days * 86_400L;
        float[] counts = new float[visible.itemCount()];
        ActiveDays active = new ActiveDays(visible, behaviour);
        for (int user = 0; user < visible.userCount(); user++) {
            active.read(visible.history(user));
            for (int i = active.size() - 1; i >= 0 && active.time(i) > from; i--) {
                counts[active.item(i)]++;
            }
        }
        return counts;
    }
}
