package dev.tidecast.sequence;

import dev.tidecast.provenance.Artefact;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Interactions that grow user by user in files of a folder, which is removed in the end: what they take of the heap is
 * eight bytes a user. Confined to one thread.
 */
final class GrowingInteractions implements AutoCloseable {
    private static final int[] WIDTHS = {4, 1, 8, 8, 4, 4, 4, 4, 4};

    private final Path folder;
    private final Arena arena = Arena.ofConfined();
    private final List<GrowingFile> files = new ArrayList<>();
    private long[] offsets = new long[1 << 10];
    private int users;

    GrowingInteractions(Path folder) throws IOException {
        this.folder = folder;
        Artefact.deleteTree(folder);
        Files.createDirectories(folder);
        for (int column = 0; column < WIDTHS.length; column++) {
            files.add(new GrowingFile(folder.resolve("added-" + column)));
        }
    }

    private static List<Column> columns(Interactions rows) {
        return List.of(
                rows.item(),
                rows.behaviour(),
                rows.time(),
                rows.revokedAt(),
                rows.quantity(),
                rows.price(),
                rows.repeats(),
                rows.order(),
                rows.query());
    }

    /** Adds one more user, whose rows are {@code count} of {@code rows} from row {@code from} on. */
    void add(Interactions rows, long from, long count) throws IOException {
        if (users + 1 == offsets.length) {
            offsets = Arrays.copyOf(offsets, 2 * offsets.length);
        }
        offsets[users + 1] = offsets[users] + count;
        users++;
        List<Column> columns = columns(rows);
        for (int column = 0; column < WIDTHS.length; column++) {
            long width = WIDTHS[column];
            files.get(column).add(columns.get(column).data().asSlice(from * width, count * width));
        }
    }

    /**
     * All rows, valid until this is closed.
     *
     * @param order of the users, by their places among those added
     * @param items the number of each item that was added
     */
    Interactions inOrder(int[] order, int[] items) throws IOException {
        long[] ordered = new long[order.length + 1];
        for (int user = 0; user < order.length; user++) {
            ordered[user + 1] = ordered[user] + offsets[order[user] + 1] - offsets[order[user]];
        }
        List<MemorySegment> columns = new ArrayList<>();
        for (int column = 0; column < WIDTHS.length; column++) {
            columns.add(inOrder(column, order, ordered));
        }
        renumber(columns.getFirst(), items);
        return new Interactions(
                Column.Longs.of(ordered),
                new Column.Ints(columns.get(0)),
                new Column.Bytes(columns.get(1)),
                new Column.Longs(columns.get(2)),
                new Column.Longs(columns.get(3)),
                new Column.Floats(columns.get(4)),
                new Column.Floats(columns.get(5)),
                new Column.Ints(columns.get(6)),
                new Column.Ints(columns.get(7)),
                new Column.Ints(columns.get(8)));
    }

    private MemorySegment inOrder(int column, int[] order, long[] ordered) throws IOException {
        long width = WIDTHS[column];
        MemorySegment added = files.get(column).mapped(arena);
        MemorySegment all = room(folder.resolve("ordered-" + column), ordered[order.length] * width);
        for (int user = 0; user < order.length; user++) {
            long from = offsets[order[user]] * width;
            MemorySegment.copy(added, from, all, ordered[user] * width, (ordered[user + 1] - ordered[user]) * width);
        }
        return all;
    }

    private MemorySegment room(Path file, long bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return channel.map(FileChannel.MapMode.READ_WRITE, 0, bytes, arena);
        }
    }

    private static void renumber(MemorySegment column, int[] items) {
        for (long at = 0; at < column.byteSize(); at += Integer.BYTES) {
            int item = column.get(ValueLayout.JAVA_INT_UNALIGNED, at);
            column.set(ValueLayout.JAVA_INT_UNALIGNED, at, item < 0 ? -1 : items[item]);
        }
    }

    @Override
    public void close() throws IOException {
        arena.close();
        for (GrowingFile each : files) {
            each.close();
        }
        Artefact.deleteTree(folder);
    }
}
