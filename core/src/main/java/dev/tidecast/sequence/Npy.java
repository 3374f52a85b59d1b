package dev.tidecast.sequence;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads and writes one-dimensional columns in numpy's npy format, version 1.0.
 *
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">the npy format</a>
 */
public final class Npy {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    private static final int CHUNK = 1 << 20;
    private static final Pattern HEADER =
            Pattern.compile("\\{'descr': '([^']+)', 'fortran_order': False, 'shape': \\((\\d+),\\), \\}\\s*");

    private Npy() {}

    /** Writes a column; the file is complete but not yet synced when this returns. */
    public static void write(Path file, Column column) throws IOException {
        String header =
                "{'descr': '%s', 'fortran_order': False, 'shape': (%d,), }".formatted(column.dtype(), column.length());
        int padded = (MAGIC.length + 2 + header.length() + 1 + 63) / 64 * 64;
        byte[] start = new byte[padded];
        java.util.Arrays.fill(start, (byte) ' ');
        System.arraycopy(MAGIC, 0, start, 0, MAGIC.length);
        int headerLength = padded - MAGIC.length - 2;
        start[8] = (byte) headerLength;
        start[9] = (byte) (headerLength >> 8);
        System.arraycopy(header.getBytes(StandardCharsets.US_ASCII), 0, start, 10, header.length());
        start[padded - 1] = '\n';
        try (FileChannel out = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            writeFully(out, ByteBuffer.wrap(start));
            MemorySegment data = column.data();
            byte[] chunk = new byte[CHUNK]; // arrays of other types have no byte buffer of their own
            for (long at = 0; at < data.byteSize(); at += CHUNK) {
                int length = (int) Math.min(CHUNK, data.byteSize() - at);
                MemorySegment.copy(data, at, MemorySegment.ofArray(chunk), 0, length);
                writeFully(out, ByteBuffer.wrap(chunk, 0, length));
            }
        }
    }

    /**
     * Maps a column into memory for as long as anything refers to it.
     *
     * @throws IOException if the file is not a one-dimensional npy file of a known type, or is cut short
     */
    public static Column map(Path file) throws IOException {
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
            MemorySegment all = in.map(FileChannel.MapMode.READ_ONLY, 0, in.size(), Arena.ofAuto());
            if (all.byteSize() < 10 || all.asSlice(0, 8).mismatch(MemorySegment.ofArray(MAGIC)) >= 0) {
                throw new IOException(file + " is not an npy file of version 1.0");
            }
            ByteBuffer bytes = all.asSlice(8, 2).asByteBuffer();
            int headerLength = (bytes.get(0) & 0xff) | (bytes.get(1) & 0xff) << 8;
            if (10 + headerLength > all.byteSize()) {
                throw new IOException(file + " is cut short in its header");
            }
            byte[] text = all.asSlice(10, headerLength).toArray(java.lang.foreign.ValueLayout.JAVA_BYTE);
            Matcher header = HEADER.matcher(new String(text, StandardCharsets.US_ASCII));
            if (!header.matches()) {
                throw new IOException(file + " has an npy header that is not a one-dimensional column: "
                        + new String(text, StandardCharsets.US_ASCII).strip());
            }
            return column(file, header.group(1), all.asSlice(10L + headerLength), Long.parseLong(header.group(2)));
        }
    }

    private static Column column(Path file, String dtype, MemorySegment data, long length) throws IOException {
        Column column = switch (dtype) {
            case "|u1" -> new Column.Bytes(data);
            case "<i4" -> new Column.Ints(data);
            case "<i8" -> new Column.Longs(data);
            case "<f4" -> new Column.Floats(data);
            default -> throw new IOException(file + " has elements of type " + dtype + ": |u1, <i4, <i8, <f4 are read");
        };
        if (column.length() != length) {
            throw new IOException(
                    file + " should hold " + length + " elements and holds " + column.length() + ": it is damaged");
        }
        return column;
    }

    private static void writeFully(FileChannel out, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }
}
