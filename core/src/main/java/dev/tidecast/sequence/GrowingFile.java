package dev.tidecast.sequence;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Bytes that grow in a file and are then mapped, so that they take no room in the heap. Confined to one thread. */
final class GrowingFile implements AutoCloseable {
    private static final int CHUNK = 1 << 16;

    private final FileChannel file;
    private final byte[] waiting = new byte[CHUNK];
    private int filled;

    GrowingFile(Path path) throws IOException {
        file = FileChannel.open(
                path,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
    }

    void add(MemorySegment data) throws IOException {
        for (long at = 0; at < data.byteSize(); ) {
            int count = (int) Math.min(CHUNK - filled, data.byteSize() - at);
            MemorySegment.copy(data, at, MemorySegment.ofArray(waiting), filled, count);
            filled += count;
            at += count;
            if (filled == CHUNK) {
                flush();
            }
        }
    }

    private void flush() throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(waiting, 0, filled);
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
        filled = 0;
    }

    /** All that was added, for as long as {@code arena} lives. */
    MemorySegment mapped(Arena arena) throws IOException {
        flush();
        return file.map(FileChannel.MapMode.READ_ONLY, 0, file.size(), arena);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
