package dev.tidecast.model.interest;

import dev.tidecast.event.Behaviour;
import dev.tidecast.sequence.History;
import java.util.Arrays;
import java.util.List;

/**
 * How active a user is as of the history's instant: what whether-and-how-much depends on. Recency, frequency and
 * regularity of active days, their trend, the same window a year before, the counts of each behaviour, and what was spent
 * where the law asks for it.
 */
final class ActivityFeatures {
    private static final double DAY = 86_400.0;
    private static final int YEAR = 365;
    private static final int[] WINDOWS = {3, 7, 14, 30, 60, 90, 180, 365};
    private static final double[] HALF_LIVES = {4, 15, 60};
    private static final int GENERAL = 11 + WINDOWS.length + HALF_LIVES.length;
    private static final int EACH = 4 + HALF_LIVES.length;
    private static final int SPENT = 3;
    private static final int QUARTER = 90;

    private final List<Behaviour> behaviours;
    private final int horizonDays;
    private final boolean priced;

    /** Features for windows of {@code horizonDays}, with what was spent where {@code priced}. */
    ActivityFeatures(List<Behaviour> behaviours, int horizonDays, boolean priced) {
        this.behaviours = behaviours;
        this.horizonDays = horizonDays;
        this.priced = priced;
    }

    /** Those of which there are {@code size}: laws of logs without prices, and of earlier versions, know of no spending. */
    static ActivityFeatures of(List<Behaviour> behaviours, int horizonDays, int size) {
        return new ActivityFeatures(behaviours, horizonDays, size > unpriced(behaviours));
    }

    private static int unpriced(List<Behaviour> behaviours) {
        return GENERAL + EACH * behaviours.size();
    }

    /** F. */
    int size() {
        return unpriced(behaviours) + (priced ? SPENT : 0);
    }

    /** The features of one history, double[F]; raw, see {@link WindowLaw} for how they are standardised. */
    double[] of(History history) {
        double[] features = new double[size()];
        if (history.isEmpty()) {
            return features;
        }
        double[] ages = activeDayAges(history);
        general(history, ages, features);
        for (int b = 0; b < behaviours.size(); b++) {
            features[GENERAL + EACH * b] = age(history, 0) + 1; // as if just before the first
        }
        for (int p = 0; p < history.size(); p++) {
            int b = behaviours.indexOf(history.behaviour(p));
            if (b >= 0) {
                count(features, GENERAL + EACH * b, age(history, p));
            }
        }
        if (priced) {
            spent(history, ages.length, features);
        }
        for (int f = GENERAL; f < features.length; f++) {
            features[f] = Math.log(1 + features[f]);
        }
        return features;
    }

    /** What purchases were worth: in all, in a quarter, and by active day. */
    private void spent(History history, int days, double[] features) {
        int at = unpriced(behaviours);
        for (int p = 0; p < history.size(); p++) {
            double worth = SpendLaw.value(history, p);
            features[at] += worth;
            features[at + 1] += age(history, p) < QUARTER ? worth : 0;
        }
        features[at + 2] = features[at] / days;
    }

    private static double age(History history, int position) {
        return (history.asOf() - history.time(position)) / DAY;
    }

    private static void count(double[] features, int at, double age) {
        features[at] = age; // the last one stays
        features[at + 1]++;
        features[at + 2] += age < 7 ? 1 : 0;
        features[at + 3] = 1;
        for (int h = 0; h < HALF_LIVES.length; h++) {
            features[at + 4 + h] += 4 * Math.exp(-Math.log(2) * age / HALF_LIVES[h]);
        }
    }

    private void general(History history, double[] ages, double[] features) {
        int days = ages.length;
        double last = age(history, history.size() - 1);
        double first = age(history, 0);
        double gap = days < 2 ? 0 : (first - last) / (days - 1);
        features[0] = Math.log1p(last);
        features[1] = Math.log1p(first);
        features[2] = Math.log1p(days);
        features[3] = Math.log((days + .5) / (first + horizonDays));
        features[4] = Math.log1p(gap);
        features[5] = days < 3 ? 1 : variation(ages);
        features[6] = days < 2 ? 0 : Math.log((last + 1) / (gap + 1));
        features[7] = days > 1 ? 1 : 0;
        features[8] = days > 2 ? 1 : 0;
        features[9] = first > YEAR ? 1 : 0;
        features[10] = Math.log1p(history.size() / (double) days);
        int at = 11;
        for (int window : WINDOWS) {
            features[at++] =
                    Math.log1p(Arrays.stream(ages).filter(age -> age < window).count());
        }
        for (double halfLife : HALF_LIVES) {
            double sum = 0;
            for (double age : ages) {
                sum += Math.exp(-Math.log(2) * age / halfLife);
            }
            features[at++] = Math.log1p(4 * sum);
        }
        features[9] += Math.log1p(Arrays.stream(ages)
                .filter(age -> age <= YEAR && age > YEAR - horizonDays)
                .count());
    }

    /** Ages in days of the first interaction of each active day, the oldest first. */
    private static double[] activeDayAges(History history) {
        double[] ages = new double[history.size()];
        int size = 0;
        long before = Long.MIN_VALUE;
        for (int p = 0; p < history.size(); p++) {
            long day = Math.floorDiv(history.time(p), (long) DAY);
            if (day != before) {
                before = day;
                ages[size++] = age(history, p);
            }
        }
        return Arrays.copyOf(ages, size);
    }

    /** Coefficient of variation of the gaps between active days. */
    private static double variation(double[] ages) {
        double mean = (ages[0] - ages[ages.length - 1]) / (ages.length - 1);
        double squares = 0;
        for (int d = 1; d < ages.length; d++) {
            squares += Math.pow(ages[d - 1] - ages[d] - mean, 2);
        }
        return Math.min(5, Math.sqrt(squares / (ages.length - 1)) / Math.max(mean, 1e-9));
    }
}
