package dev.tidecast.app.report;

import java.util.List;

/**
 * What was read and what became of it; adds up by construction.
 *
 * @param read rows of all files
 * @param kept rows that became interactions
 * @param left the others, in the order of the rules
 * @param files rows per file
 * @param spreads quantity and price before and after cleaning
 */
public record CleaningPart(long read, long kept, List<Left> left, List<FileRows> files, List<Spread> spreads) {
    public CleaningPart {
        left = List.copyOf(left);
        files = List.copyOf(files);
        spreads = List.copyOf(spreads);
        long sum = kept + left.stream().mapToLong(Left::rows).sum();
        if (sum != read) {
            throw new IllegalArgumentException(
                    "cleaning counts " + sum + " rows and " + read + " were read: kept and left must add up");
        }
    }

    /** The part of all rows, 0 to 100. */
    public double percent(long rows) {
        return read == 0 ? 0 : 100.0 * rows / read;
    }

    /**
     * Rows that share a reason.
     *
     * @param reason the code, as in the rejects file
     * @param outcome folded, applied or rejected
     */
    public record Left(String reason, String outcome, long rows) {}

    /** Rows of one file. */
    public record FileRows(String file, long read, long kept) {}

    /** Five quantiles (5, 25, 50, 75, 95 %) of one value before and after cleaning. */
    public record Spread(String value, List<Double> before, List<Double> after) {
        public Spread {
            before = List.copyOf(before);
            after = List.copyOf(after);
        }
    }
}
