package dev.tidecast.model.content;

import dev.tidecast.sequence.Vocabulary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Vectors by code as a file holds them, before they are joined to a shop's items.
 *
 * @param codes of the N rows that can be used, each once
 * @param width D
 * @param values [N x D], row-major, finite; shared, not copied
 * @param wrong rows left out: of another width, with a value that is missing or not finite, or a code for the second time
 * @param firstWrong what is wrong with the first of them; null if none is
 */
@SuppressWarnings("ArrayRecordComponent") // shared as it is large; documented above
public record VectorTable(
        List<String> codes,
        int width,
        float[] values,
        long wrong,
        @Nullable String firstWrong) {
    public VectorTable {
        codes = List.copyOf(codes);
        if (width < 1 || values.length != (long) codes.size() * width) {
            throw new IllegalArgumentException(codes.size() + " codes of width " + width + ", but " + values.length
                    + " values: there must be codes x width");
        }
    }

    /**
     * What became of a table's rows.
     *
     * @param unknown rows whose code is no item of the shop
     */
    public record Joined(Modality modality, long unknown, VectorTable table) {
        /** One sentence for the log. */
        public String summary() {
            return String.format(
                    Locale.ROOT,
                    "%s: %,d of %,d items have a vector of %d; %,d rows are of unknown items, %,d are wrong%s",
                    modality.name(),
                    modality.presentCount(),
                    modality.items(),
                    modality.width(),
                    unknown,
                    table.wrong,
                    table.firstWrong == null ? "" : " (first: " + table.firstWrong + ")");
        }
    }

    /**
     * The vectors of the first {@code items} items of {@code names}; items without a row are flagged as missing.
     *
     * @throws IllegalArgumentException if no row is of an item; the message shows a code of either side
     */
    public Joined join(String name, Vocabulary names, int items) {
        float[] matrix = new float[Math.multiplyExact(items, width)];
        boolean[] present = new boolean[items];
        long unknown = 0;
        for (int row = 0; row < codes.size(); row++) {
            int item = names.indexOf(codes.get(row));
            if (item < 0) {
                unknown++;
            } else if (item < items) {
                System.arraycopy(values, row * width, matrix, item * width, width);
                present[item] = true;
            }
        }
        if (unknown == codes.size()) {
            throw new IllegalArgumentException(strangers(name, names));
        }
        return new Joined(new Modality(name, width, matrix, present), unknown, this);
    }

    private String strangers(String name, Vocabulary names) {
        String each = codes.isEmpty() || names.size() == 0
                ? ""
                : ": a row is called \"" + codes.getFirst() + "\", an item \"" + names.get(0) + "\"";
        return "none of the " + codes.size() + " rows of " + name + " is of an item" + each
                + "; key the rows by the shop's item codes";
    }

    /** Collects rows and counts the wrong ones; confined to one thread. */
    public static final class Collector {
        private final int width;
        private final List<String> codes = new ArrayList<>();
        private final Map<String, Long> known = new HashMap<>();
        private float[] values = new float[1 << 12];
        private long rows;
        private long wrong;
        private @Nullable String firstWrong;

        /** For rows of {@code width} floats. */
        public Collector(int width) {
            this.width = width;
        }

        /** Takes a row; one that can't be used is counted. {@code vector} is copied; null stands for a missing one. */
        public void add(@Nullable String code, float @Nullable [] vector) {
            rows++;
            String problem = problem(code, vector);
            if (problem != null || code == null || vector == null) {
                leaveOut("row " + rows + ": " + problem);
                return;
            }
            known.put(code, rows);
            int at = codes.size() * width;
            if (at + width > values.length) {
                values = Arrays.copyOf(values, Math.max(at + width, 2 * values.length));
            }
            System.arraycopy(vector, 0, values, at, width);
            codes.add(code);
        }

        /** Counts a row that the reader itself could not use. */
        public void leaveOut(String problem) {
            wrong++;
            firstWrong = firstWrong == null ? problem : firstWrong;
        }

        private @Nullable String problem(@Nullable String code, float @Nullable [] vector) {
            if (code == null || code.isEmpty()) {
                return "the code is missing";
            }
            if (vector == null) {
                return "the vector of " + code + " is missing";
            }
            if (vector.length != width) {
                return "the vector of " + code + " has " + vector.length + " numbers where " + width + " are expected";
            }
            for (float value : vector) {
                if (!Float.isFinite(value)) {
                    return "the vector of " + code + " holds " + value;
                }
            }
            Long before = known.get(code);
            return before == null ? null : "the code " + code + " is there already, in row " + before;
        }

        /** The table of the rows taken. */
        public VectorTable table() {
            return new VectorTable(codes, width, Arrays.copyOf(values, codes.size() * width), wrong, firstWrong);
        }
    }
}
