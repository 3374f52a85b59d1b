package dev.tidecast.doctor;

import dev.tidecast.sequence.Interactions;
import java.util.Arrays;

/**
 * How one user's activity lies in time.
 *
 * @param user the number
 * @param events all interactions
 * @param mostADay the most events on one local day
 * @param instants different times
 * @param mostInstantsADay the most different times on one local day
 * @param roundTheClock days with activity in 20 or more different hours
 * @param gapVariation coefficient of variation of the gaps between different times, the longest tenth left out; NaN with
 *     fewer than 50 gaps
 */
record UserRhythm(
        int user,
        int events,
        int mostADay,
        int instants,
        int mostInstantsADay,
        int roundTheClock,
        double gapVariation) {
    private static final int LEAST_GAPS = 50;
    private static final int AWAKE = 20;

    static UserRhythm of(Subject log, LocalClock clock, int user) {
        Interactions rows = log.rows();
        long start = rows.userOffsets().get(user);
        int events = (int) (rows.userOffsets().get(user + 1L) - start);
        long[] gaps = new long[events];
        int instants = 0;
        int mostADay = 0;
        int mostInstants = 0;
        int roundTheClock = 0;
        int today = 0;
        int instantsToday = 0;
        int hours = 0;
        for (int i = 0; i < events; i++) {
            long time = rows.time().get(start + i);
            boolean newDay = i == 0 || clock.day(time) != clock.day(rows.time().get(start + i - 1));
            if (newDay) {
                roundTheClock += Integer.bitCount(hours) >= AWAKE ? 1 : 0;
                today = 0;
                instantsToday = 0;
                hours = 0;
            }
            if (i == 0 || time != rows.time().get(start + i - 1)) {
                gaps[instants++] = i == 0 ? 0 : time - rows.time().get(start + i - 1);
                instantsToday++;
            }
            hours |= 1 << clock.hour(time);
            mostADay = Math.max(mostADay, ++today);
            mostInstants = Math.max(mostInstants, instantsToday);
        }
        roundTheClock += Integer.bitCount(hours) >= AWAKE ? 1 : 0;
        double variation = variation(gaps, instants);
        return new UserRhythm(user, events, mostADay, instants, mostInstants, roundTheClock, variation);
    }

    private static double variation(long[] gaps, int instants) {
        if (instants - 1 < LEAST_GAPS) {
            return Double.NaN;
        }
        long[] sorted = Arrays.copyOfRange(gaps, 1, instants);
        Arrays.sort(sorted);
        int kept = (int) (0.9 * sorted.length);
        double mean = Arrays.stream(sorted, 0, kept).average().orElse(0);
        double square = Arrays.stream(sorted, 0, kept)
                .mapToDouble(gap -> (gap - mean) * (gap - mean))
                .sum();
        return mean == 0 ? Double.NaN : Math.sqrt(square / kept) / mean;
    }
}
