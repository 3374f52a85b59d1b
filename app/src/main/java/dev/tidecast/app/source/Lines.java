package dev.tidecast.app.source;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Takes a buffer of bytes apart into records and a record into fields; a half record at the end is left. */
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

    /** The fields of a record of delimited text; quotes around a field are taken off and doubled ones halved. */
    static List<String> fields(String record, char delimiter) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean inside = false;
        for (int at = 0; at < record.length(); at++) {
            char each = record.charAt(at);
            if (inside && each == '"' && at + 1 < record.length() && record.charAt(at + 1) == '"') {
                field.append('"');
                at++;
            } else if (each == '"' && (inside || field.isEmpty())) {
                inside = !inside;
            } else if (each == delimiter && !inside) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(each);
            }
        }
        fields.add(field.toString());
        return fields;
    }
}
