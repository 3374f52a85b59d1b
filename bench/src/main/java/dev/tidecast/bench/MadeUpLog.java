package dev.tidecast.bench;

import dev.tidecast.sequence.Column;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.Interactions;
import dev.tidecast.sequence.Vocabulary;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SplittableRandom;

/** A log of walks through a large catalogue, in columns that are mapped from files and never held in the heap. */
final class MadeUpLog {
    /** Events of a user, one more than a model of the next item learns from. */
    static final int LENGTH = 50;

    private MadeUpLog() {}

    /** Users of {@link #LENGTH} events: half of the steps go on to the next item, the others to one of a popular few. */
    static Dataset write(Path folder, long events, int items) throws IOException {
        int users = Math.toIntExact(events / LENGTH);
        long rows = (long) users * LENGTH;
        MemorySegment item = mapped(folder, "item", 4 * rows);
        MemorySegment time = mapped(folder, "time", 8 * rows);
        MemorySegment never = mapped(folder, "revoked", 8 * rows);
        SplittableRandom random = new SplittableRandom(1);
        int at = 0;
        for (long row = 0; row < rows; row++) {
            boolean next = row % LENGTH != 0 && random.nextBoolean();
            double skewed = random.nextDouble();
            at = next ? (at + 1) % items : (int) (skewed * skewed * skewed * items);
            item.setAtIndex(ValueLayout.JAVA_INT, row, at);
            time.setAtIndex(ValueLayout.JAVA_LONG, row, row % LENGTH);
            never.setAtIndex(ValueLayout.JAVA_LONG, row, Interactions.NEVER);
        }
        long[] offsets = new long[users + 1];
        java.util.Arrays.setAll(offsets, user -> (long) user * LENGTH);
        Column.Ints zeros = new Column.Ints(mapped(folder, "zeros", 4 * rows)); // a hole in the file system
        Column.Floats unknown = new Column.Floats(zeros.data());
        Interactions interactions = new Interactions(
                Column.Longs.of(offsets),
                new Column.Ints(item),
                new Column.Bytes(mapped(folder, "behaviour", rows)),
                new Column.Longs(time),
                new Column.Longs(never),
                unknown,
                unknown,
                zeros,
                zeros,
                zeros);
        return new Dataset(
                "made up",
                ZoneOffset.UTC,
                true,
                EvaluationShop.names(users),
                EvaluationShop.catalogue(items),
                Vocabulary.of(List.of()),
                interactions);
    }

    private static MemorySegment mapped(Path folder, String name, long bytes) throws IOException {
        try (FileChannel file = FileChannel.open(
                folder.resolve(name), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return file.map(FileChannel.MapMode.READ_WRITE, 0, bytes, Arena.ofAuto());
        }
    }
}
