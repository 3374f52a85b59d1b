package dev.tidecast.model.content;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Vectors in numpy's npy format: a matrix [N x D] of float16, float32 or float64, little-endian, row-major, beside a text
 * file with the code of each row, one a line.
 *
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">the npy format</a>
 */
public final class NpyVectors {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final Pattern TYPE = Pattern.compile("'descr':\\s*'([^']*)'");
    private static final Pattern ORDER = Pattern.compile("'fortran_order':\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape':\\s*\\(([^)]*)\\)");

    private NpyVectors() {}

    /** The elements' types that are read, as numpy calls them. */
    private enum Type {
        F2("<f2", 2),
        F4("<f4", 4),
        F8("<f8", 8);

        private final String word;
        private final int bytes;

        Type(String word, int bytes) {
            this.word = word;
            this.bytes = bytes;
        }

        float get(MemorySegment data, long index) {
            return switch (this) {
                case F2 -> Float.float16ToFloat(data.get(SHORT, index * 2));
                case F4 -> data.get(FLOAT, index * 4);
                case F8 -> (float) data.get(DOUBLE, index * 8);
            };
        }
    }

    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfDouble DOUBLE =
            ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /**
     * Reads a matrix and its codes; rows with a value that is not finite are counted and left out.
     *
     * @throws IOException if a file can't be read or is of another kind, or the two differ in length; the message names
     *     the file, what it holds and what is allowed
     */
    public static VectorTable read(Path matrix, Path codes) throws IOException {
        List<String> names = Files.readAllLines(codes, StandardCharsets.UTF_8);
        try (FileChannel in = FileChannel.open(matrix, StandardOpenOption.READ);
                Arena arena = Arena.ofConfined()) {
            MemorySegment all = in.map(FileChannel.MapMode.READ_ONLY, 0, in.size(), arena);
            MemorySegment data = all.asSlice(dataFrom(matrix, all));
            String header = new String(
                    all.asSlice(0, all.byteSize() - data.byteSize()).toArray(ValueLayout.JAVA_BYTE),
                    StandardCharsets.ISO_8859_1);
            Type type = type(matrix, header);
            long[] shape = shape(matrix, header);
            check(matrix, codes, names.size(), shape, type, data.byteSize());
            return table(type, data, names, Math.toIntExact(shape[1]));
        }
    }

    private static void check(Path matrix, Path codes, int lines, long[] shape, Type type, long bytes)
            throws IOException {
        if (shape[0] != lines) {
            throw new IOException(matrix + " has " + shape[0] + " rows, but " + codes + " has " + lines
                    + " lines: give the code of each row, one a line");
        }
        if (bytes < shape[0] * shape[1] * type.bytes) {
            throw new IOException(matrix + " is cut short: " + shape[0] + " x " + shape[1] + " elements of "
                    + type.word + " need " + shape[0] * shape[1] * type.bytes + " bytes, it has "
                    + bytes);
        }
    }

    private static VectorTable table(Type type, MemorySegment data, List<String> names, int width) {
        VectorTable.Collector rows = new VectorTable.Collector(width);
        float[] row = new float[width];
        for (int r = 0; r < names.size(); r++) {
            for (int d = 0; d < width; d++) {
                row[d] = type.get(data, (long) r * width + d);
            }
            rows.add(names.get(r).strip(), row);
        }
        return rows.table();
    }

    /** Where the data begin: after magic, version and header, whose length is a short in version 1, else an int. */
    private static long dataFrom(Path file, MemorySegment all) throws IOException {
        boolean npy = all.byteSize() >= 12 && all.asSlice(0, MAGIC.length).mismatch(MemorySegment.ofArray(MAGIC)) < 0;
        if (!npy) {
            throw new IOException(file + " is not an npy file: write it with numpy.save");
        }
        int major = all.get(ValueLayout.JAVA_BYTE, 6);
        long length = Short.toUnsignedLong(all.get(SHORT, 8));
        long from = 10;
        if (major > 1) {
            length |= Short.toUnsignedLong(all.get(SHORT, 10)) << 16;
            from = 12;
        }
        if (from + length > all.byteSize()) {
            throw new IOException(file + " is cut short in its header");
        }
        return from + length;
    }

    private static Type type(Path file, String header) throws IOException {
        Matcher word = TYPE.matcher(header);
        Matcher order = ORDER.matcher(header);
        String found = word.find() ? word.group(1) : "unknown";
        if (order.find() && order.group(1).equals("True")) {
            throw new IOException(file + " is in Fortran order: save numpy.ascontiguousarray(matrix)");
        }
        for (Type each : Type.values()) {
            if (each.word.equals(found)) {
                return each;
            }
        }
        throw new IOException(file + " has elements of type " + found + ": <f2, <f4 and <f8 are read");
    }

    private static long[] shape(Path file, String header) throws IOException {
        Matcher shape = SHAPE.matcher(header);
        String[] sizes = shape.find() ? shape.group(1).strip().split("\\s*,\\s*") : new String[0];
        if (sizes.length != 2 || !sizes[0].matches("\\d{1,9}") || !sizes[1].matches("[1-9]\\d{0,6}")) {
            throw new IOException(
                    file + " has the shape (" + String.join(", ", sizes) + "): a matrix of rows x width is expected");
        }
        return new long[] {Long.parseLong(sizes[0]), Long.parseLong(sizes[1])};
    }
}
