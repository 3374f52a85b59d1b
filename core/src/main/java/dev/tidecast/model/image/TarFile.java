package dev.tidecast.model.image;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;

/**
 * Reads a tar file from its beginning to its end; names by ustar and by GNU's long names.
 *
 * @see <a href="https://www.gnu.org/software/tar/manual/html_node/Standard.html">the tar format</a>
 */
final class TarFile {
    private static final int BLOCK = 512;
    private static final long LARGEST = 1L << 28;

    private TarFile() {}

    /** Takes one file's name and bytes. */
    @FunctionalInterface
    interface Sink {
        void accept(String name, byte[] bytes) throws IOException;
    }

    /**
     * Gives the regular files whose name is wanted to {@code sink}.
     *
     * @throws IOException if the file is no tar file or is cut short; the message names it and the place
     */
    static void read(Path file, Predicate<String> wanted, Sink sink) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            byte[] header = new byte[BLOCK];
            String longName = "";
            long at = 0;
            while (in.readNBytes(header, 0, BLOCK) == BLOCK && header[0] != 0) {
                check(file, header, at);
                long size = octal(file, header, 124, 12, at);
                String name = longName.isEmpty() ? name(header) : longName;
                longName = "";
                at += BLOCK + (size + BLOCK - 1) / BLOCK * BLOCK;
                char type = (char) header[156];
                if (type == 'L') {
                    longName = text(bytes(in, size), 0, (int) size);
                } else if ((type == '0' || type == 0) && wanted.test(name) && size <= LARGEST) {
                    sink.accept(name, bytes(in, size));
                } else {
                    in.skipNBytes(size);
                }
                in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
            }
        } catch (EOFException cut) {
            throw new IOException(file + " is cut short: the last file in it is not whole", cut);
        }
    }

    private static byte[] bytes(DataInputStream in, long size) throws IOException {
        byte[] bytes = new byte[Math.toIntExact(size)];
        in.readFully(bytes);
        return bytes;
    }

    /** The sum of a header's bytes, its own field read as spaces, must be what the field says. */
    private static void check(Path file, byte[] header, long at) throws IOException {
        long sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            sum += i >= 148 && i < 156 ? ' ' : header[i] & 0xff;
        }
        if (sum != octal(file, header, 148, 8, at)) {
            throw new IOException(
                    file + " is not a tar file, or is damaged at byte " + at + ": unpack it and give the folder");
        }
    }

    private static long octal(Path file, byte[] header, int from, int length, long at) throws IOException {
        String digits = text(header, from, length).strip();
        if (!digits.matches("[0-7]{1,12}")) {
            throw new IOException(file + " is not a tar file, or is damaged at byte " + at + ": \"" + digits
                    + "\" stands where an octal number is expected");
        }
        return Long.parseLong(digits, 8);
    }

    private static String name(byte[] header) {
        boolean ustar = text(header, 257, 5).equals("ustar");
        String prefix = ustar ? text(header, 345, 155) : "";
        return prefix.isEmpty() ? text(header, 0, 100) : prefix + "/" + text(header, 0, 100);
    }

    private static String text(byte[] bytes, int from, int length) {
        int end = from;
        while (end < from + length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, from, end - from, StandardCharsets.UTF_8);
    }
}
