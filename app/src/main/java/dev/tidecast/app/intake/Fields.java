package dev.tidecast.app.intake;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Takes lines apart and finds out by what. */
public final class Fields {
    /** Fields apart by runs of blanks. */
    static final String BLANKS = " ";

    private static final List<String> CANDIDATES = List.of("\t", ",", ";", "|", BLANKS);
    private static final double NEARLY_ALL = 0.97;

    private Fields() {}

    /** The fields of one line; double quotes may enclose one. */
    static List<String> split(String line, String delimiter) {
        if (delimiter.equals(BLANKS)) {
            return Arrays.asList(line.strip().split("\\s+"));
        }
        return split(line, delimiter.charAt(0));
    }

    /** The fields of a record of delimited text; quotes around a field are taken off and doubled ones halved. */
    public static List<String> split(String line, char mark) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int at = 0; at < line.length(); at++) {
            char letter = line.charAt(at);
            if (letter == '"' && quoted && at + 1 < line.length() && line.charAt(at + 1) == '"') {
                field.append(letter);
                at++;
            } else if (letter == '"' && (quoted || field.isEmpty())) {
                quoted = !quoted;
            } else if (letter == mark && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(letter);
            }
        }
        fields.add(field.toString());
        return fields;
    }

    /**
     * What fields are apart by: the first candidate that cuts nearly all lines into the same number of two or more.
     *
     * @throws NotALogException if none does
     */
    static String delimiter(List<String> lines, String file) {
        for (String candidate : CANDIDATES) {
            Map<Integer, Long> counts = counts(lines, candidate);
            int usual = usual(counts);
            if (usual > 1 && counts.getOrDefault(usual, 0L) >= NEARLY_ALL * lines.size()) {
                return candidate;
            }
        }
        throw new NotALogException(file + " is not a log of events: " + reason(lines)
                + ". Needed is one event a line, with the same fields in each: a user, a time, and what it was about");
    }

    private static String reason(List<String> lines) {
        for (String candidate : List.of(BLANKS, "\t", ",")) {
            TreeMap<Integer, Long> counts = counts(lines, candidate);
            if (counts.size() > 2 && usual(counts) > 1) {
                return "its lines have from " + counts.firstKey() + " to " + counts.lastKey()
                        + " fields, as files do that hold one whole sequence a line, without times";
            }
        }
        return "no comma, tab, semicolon, bar or blank cuts its lines into the same number of fields";
    }

    /** How many fields most lines have. */
    static int usual(Map<Integer, Long> counts) {
        return counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(0);
    }

    static TreeMap<Integer, Long> counts(List<String> lines, String delimiter) {
        TreeMap<Integer, Long> counts = new TreeMap<>();
        lines.forEach(line -> counts.merge(split(line, delimiter).size(), 1L, Long::sum));
        return counts;
    }
}
