package dev.tidecast.forecast;

import dev.tidecast.sequence.History;
import java.util.function.IntUnaryOperator;

/** Whether a user comes back to something at regular gaps; confined to one thread. */
final class Regularity {
    private static final double REGULAR = .5;
    private static final int FEWEST_DAYS = 3;
    private static final long DAY = 86_400;

    private Regularity() {}

    /**
     * Whether the gaps between active days with a value vary by less than half their mean and the next one is expected
     * in (asOf, asOf + days].
     *
     * @param valueOf the value of an item
     */
    static boolean dueAgain(History history, IntUnaryOperator valueOf, int value, int days) {
        long first = 0;
        long last = Long.MIN_VALUE;
        double squares = 0;
        int met = 0;
        for (int p = 0; p < history.size(); p++) {
            int item = history.item(p);
            if (item < 0 || valueOf.applyAsInt(item) != value) {
                continue;
            }
            long time = history.time(p);
            if (met == 0) {
                first = time;
            } else if (Math.floorDiv(time, DAY) == Math.floorDiv(last, DAY)) {
                continue;
            } else {
                squares += (double) (time - last) * (time - last);
            }
            last = time;
            met++;
        }
        if (met < FEWEST_DAYS) {
            return false;
        }
        double mean = (double) (last - first) / (met - 1);
        double variation = Math.sqrt(Math.max(0, squares / (met - 1) - mean * mean)) / mean;
        double next = last + mean;
        return variation < REGULAR && next > history.asOf() && next <= history.asOf() + days * DAY;
    }
}
