package dev.tidecast.doctor;

import dev.tidecast.clean.CleaningRules;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.Interactions;
import dev.tidecast.sequence.Target;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * A prepared log under examination, and what is to be asked of it.
 *
 * @param horizons days for which forecasts are wanted
 * @param rules by which it was cleaned
 * @param zonedTimes whether the log's times are instants (epochs, or with an offset), so that its zone only says where
 *     days begin
 */
public record Subject(Dataset dataset, Target target, List<Integer> horizons, CleaningRules rules, boolean zonedTimes) {
    static final long DAY = 86_400;
    private static final double STRAYS = 0.002;
    private static final double APART = 0.2;

    public Subject {
        horizons = List.copyOf(horizons);
    }

    /** Sees one interaction: its user's number and its row. */
    @FunctionalInterface
    public interface Visitor {
        void see(int user, long row);
    }

    /** Shows all interactions, by user and in time order. */
    void each(Visitor visitor) {
        Interactions rows = dataset.interactions();
        for (int user = 0; user < dataset.users().size(); user++) {
            long end = rows.userOffsets().get(user + 1L);
            for (long row = rows.userOffsets().get(user); row < end; row++) {
                visitor.see(user, row);
            }
        }
    }

    Interactions rows() {
        return dataset.interactions();
    }

    long time(long row) {
        return dataset.interactions().time().get(row);
    }

    /** A clock for the shop's zone; confined to one thread. */
    LocalClock clock() {
        return new LocalClock(dataset.zone());
    }

    /** Days from the first interaction that is no stray to the last. */
    double spanDays() {
        return (dataset.asOf() - start()) / (double) DAY;
    }

    /**
     * The time of the first interaction that is no stray: strays are at most 2 in 1,000 and lie before the rest by a
     * fifth of the whole span or more; epoch seconds.
     */
    long start() {
        long[] times = new long[Math.toIntExact(rows().rows())];
        each((user, row) -> times[(int) row] = time(row));
        java.util.Arrays.sort(times);
        int most = (int) (STRAYS * times.length);
        for (int i = most; i > 0; i--) {
            if (times[i] - times[i - 1] >= APART * (dataset.asOf() - dataset.firstTime())) {
                return times[i];
            }
        }
        return dataset.firstTime();
    }

    /** Whether practically all times are midnights: the log knows days, not hours. */
    boolean knowsOnlyDays() {
        LocalClock clock = clock();
        long[] midnights = new long[1];
        each((user, row) -> midnights[0] += clock.secondOfDay(time(row)) == 0 ? 1 : 0);
        return midnights[0] >= 0.99 * rows().rows();
    }

    /** The calendar day of an instant in the shop's zone. */
    LocalDate date(long instant) {
        return Instant.ofEpochSecond(instant).atZone(dataset.zone()).toLocalDate();
    }

    String user(int number) {
        return dataset.users().get(number);
    }

    String item(int number) {
        return dataset.items().names().get(number);
    }
}
