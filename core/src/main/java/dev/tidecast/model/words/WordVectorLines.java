package dev.tidecast.model.words;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Collects the lines of a text file of word vectors. The width is that of the first line "W D", else of the first line
 * that is right; a word may hold spaces, as some of GloVe's do, since its numbers are counted from the right.
 */
final class WordVectorLines {
    private final Predicate<String> wanted;
    private final List<String> words = new ArrayList<>();
    private final Set<String> known = new HashSet<>();
    private float[] values = new float[1 << 12];
    private int width;
    private boolean begun;
    private long read;
    private long unwanted;
    private long wrong;
    private @Nullable String firstWrong;

    WordVectorLines(Predicate<String> wanted) {
        this.wanted = wanted;
    }

    void add(String line) {
        String text = line.stripTrailing();
        if (!begun) {
            begun = true;
            if (text.matches("\\d{1,10} \\d{1,5}")) {
                width = Integer.parseInt(text.substring(text.indexOf(' ') + 1));
                return;
            }
        }
        read++;
        String problem = take(text);
        if (problem != null) {
            wrong++;
            firstWrong = firstWrong == null ? "line " + read + " of the words: " + problem : firstWrong;
        }
    }

    /** Takes a line; returns what is wrong with it, null if nothing is. */
    private @Nullable String take(String line) {
        String[] fields = line.split("[ \t]+");
        int numbers = width == 0 ? fields.length - 1 : width;
        if (numbers < 1 || fields.length <= numbers) {
            return fields.length - 1 + " numbers" + (width == 0 ? "" : " where " + width + " are expected");
        }
        int first = fields.length - numbers;
        String word = String.join(" ", Arrays.copyOf(fields, first));
        if (word.isEmpty()) {
            return "a word is missing";
        }
        if (first > 1 && Arrays.stream(fields, 1, first).allMatch(WordVectorLines::isNumber)) {
            return fields.length - 1 + " numbers where " + width + " are expected";
        }
        float[] row = new float[numbers];
        String problem = parse(fields, first, row);
        if (problem != null) {
            return problem;
        }
        width = numbers;
        return keep(word, row);
    }

    private static @Nullable String parse(String[] fields, int first, float[] row) {
        for (int d = 0; d < row.length; d++) {
            try {
                row[d] = Float.parseFloat(fields[first + d]);
            } catch (NumberFormatException none) {
                return "\"" + shortened(fields[first + d]) + "\" is no number";
            }
            if (!Float.isFinite(row[d])) {
                return "\"" + fields[first + d] + "\" is not finite";
            }
        }
        return null;
    }

    private @Nullable String keep(String word, float[] row) {
        if (!wanted.test(word)) {
            unwanted++;
            return null;
        }
        if (!known.add(word)) {
            return "the word \"" + shortened(word) + "\" for the second time";
        }
        int at = words.size() * width;
        if (at + width > values.length) {
            values = Arrays.copyOf(values, Math.max(at + width, 2 * values.length));
        }
        System.arraycopy(row, 0, values, at, width);
        words.add(word);
        return null;
    }

    private static boolean isNumber(String field) {
        return field.matches("-?\\d+(\\.\\d+)?([eE]-?\\d+)?");
    }

    private static String shortened(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "..." : text;
    }

    WordVectors vectors() {
        return new WordVectors(
                words, new long[words.size()], Math.max(1, width), Arrays.copyOf(values, words.size() * width));
    }

    long read() {
        return read;
    }

    long unwanted() {
        return unwanted;
    }

    long wrong() {
        return wrong;
    }

    @Nullable
    String firstWrong() {
        return firstWrong;
    }
}
