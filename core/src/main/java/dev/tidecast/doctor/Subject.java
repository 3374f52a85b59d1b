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
 */
public record Subject(Dataset dataset, Target target, List<Integer> horizons, CleaningRules rules) {
    static final long DAY = 86_400;

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

    /** Whole and part days from the first to the last interaction. */
    double spanDays() {
        return (dataset.asOf() - dataset.firstTime()) / (double) DAY;
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
