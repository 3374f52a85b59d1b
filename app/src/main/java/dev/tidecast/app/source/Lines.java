package dev.tidecast.app.source;

import java.nio.charset.StandardCharsets;

/** Takes a buffer of bytes apart into records; a half record at the end is left. */
final class Lines {
    /** A quote that nothing closes must not swallow the file. */
    static final int LONGEST = 1 << 20;

    private Lines() {}

    /**
     * The length of the first record with its line end, 0 if it is not whole yet.
     *
     * @param quotes whether a line end between double quotes belongs to the record
     */
    static int record(byte[] bytes, int from, int to, boolean quotes) {
        boolean inside = false;
        int firstEnd = 0;
        for (int at = from; at < to; at++) {
            byte each = bytes[at];
            inside ^= quotes && each == '"';
            if (each == '\n') {
                firstEnd = firstEnd == 0 ? at + 1 - from : firstEnd;
                if (!inside) {
                    return at + 1 - from;
                }
            }
        }
        return to - from > LONGEST ? firstEnd : 0;
    }

    /** A record's text without its line end. */
    static String text(byte[] bytes, int from, int length) {
        int end = length;
        while (end > 0 && (bytes[from + end - 1] == '\n' || bytes[from + end - 1] == '\r')) {
            end--;
        }
        return new String(bytes, from, end, StandardCharsets.UTF_8);
    }
}
