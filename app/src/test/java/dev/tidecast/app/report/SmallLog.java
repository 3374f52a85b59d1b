package dev.tidecast.app.report;

import dev.tidecast.event.Behaviour;
import dev.tidecast.sequence.Column;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.Interactions;
import dev.tidecast.sequence.Items;
import dev.tidecast.sequence.Vocabulary;
import java.time.ZoneId;
import java.util.List;

/** A log that is small enough to be read. */
final class SmallLog {
    private static final long DAY = 86_400;

    private SmallLog() {}

    /** Two users; days counted from Monday 5 January 1970; the cut is day 10. */
    static Dataset orchard() {
        long[] days = {0, 0, 8, 12, 13, 30, 3};
        int[] items = {0, 1, 0, 0, 2, 1, 1};
        long start = 4 * DAY;
        long[] times = new long[days.length];
        byte[] behaviours = new byte[days.length];
        float[] values = new float[days.length];
        int[] ones = new int[days.length];
        long[] never = new long[days.length];
        for (int row = 0; row < days.length; row++) {
            times[row] = start + days[row] * DAY;
            behaviours[row] = (byte) Behaviour.PURCHASE.ordinal();
            values[row] = 1;
            ones[row] = 1;
            never[row] = Interactions.NEVER;
        }
        Interactions interactions = new Interactions(
                Column.Longs.of(0, 6, 7),
                Column.Ints.of(items),
                Column.Bytes.of(behaviours),
                Column.Longs.of(times),
                Column.Longs.of(never),
                Column.Floats.of(values),
                Column.Floats.of(values),
                Column.Ints.of(ones),
                Column.Ints.of(ones),
                Column.Ints.of(ones));
        Items known = new Items(
                Vocabulary.of(List.of("a", "b", "c")),
                Column.Longs.of(start, start, start + 9 * DAY),
                Vocabulary.of(List.of("Apple", "", "Cherry")),
                Column.Ints.of(-1, -1, -1),
                Vocabulary.of(List.of()),
                Column.Ints.of(-1, -1, -1),
                Vocabulary.of(List.of()));
        return new Dataset(
                "orchard",
                ZoneId.of("UTC"),
                true,
                Vocabulary.of(List.of("ann", "bob")),
                known,
                Vocabulary.of(List.of()),
                interactions);
    }
}
