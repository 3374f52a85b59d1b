package dev.tidecast.model.interest;

import dev.tidecast.event.Behaviour;
import dev.tidecast.sequence.History;

/** How active a user is as of the history's instant: what whether-and-how-much depends on. */
public final class ActivityFeatures {
    private static final double DAY = 86_400.0;
    private static final int[] WINDOWS = {30, 90, 365};

    private ActivityFeatures() {}

    /**
     * log1p of: days since the last event, days since the first, active days in all and in the last 30, 90 and 365 days,
     * events an active day, and active days with the target behaviour.
     */
    public static double[] of(History history, Behaviour behaviour) {
        double[] features = new double[5 + WINDOWS.length];
        long before = Long.MIN_VALUE;
        long targetBefore = Long.MIN_VALUE;
        for (int p = 0; p < history.size(); p++) {
            long day = Math.floorDiv(history.time(p), (long) DAY);
            if (history.behaviour(p) == behaviour && day != targetBefore) {
                features[4 + WINDOWS.length]++;
                targetBefore = day;
            }
            if (day == before) {
                continue;
            }
            before = day;
            features[2]++;
            for (int w = 0; w < WINDOWS.length; w++) {
                features[3 + w] += history.time(p) > history.asOf() - WINDOWS[w] * DAY ? 1 : 0;
            }
        }
        if (!history.isEmpty()) {
            features[0] = (history.asOf() - history.time(history.size() - 1)) / DAY;
            features[1] = (history.asOf() - history.time(0)) / DAY;
            features[3 + WINDOWS.length] = history.size() / features[2];
        }
        for (int f = 0; f < features.length; f++) {
            features[f] = Math.log1p(features[f]);
        }
        return features;
    }
}
