package dev.tidecast.clean;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What cleaning did. The counts add up: rows read = kept + the sum over all reasons, in total and for each file.
 *
 * @param read rows seen, unreadable ones included
 * @param kept rows that became interactions
 * @param reasons rows that did not, by reason
 * @param files the same for each file, in the order of reading
 * @param currencies kept rows with a price by currency, "" for none given; empty where none is mapped
 * @param before distributions of what was readable
 * @param after distributions of the interactions
 * @param fitted what of the kept rows the fitted rules leave out
 */
public record CleaningReport(
        long read,
        long kept,
        Map<Reason, Long> reasons,
        List<FileCount> files,
        Map<String, Long> currencies,
        Distributions before,
        Distributions after,
        Fitted fitted) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    public CleaningReport {
        reasons = sorted(reasons);
        files = List.copyOf(files);
        currencies = Collections.unmodifiableMap(new TreeMap<>(currencies));
        long used = kept
                - fitted.rows().values().stream().mapToLong(Long::longValue).sum();
        if (used < 0) {
            throw new IllegalArgumentException("fitted rules leave out " + (kept - used) + " of " + kept + " rows");
        }
        check("the log", read, kept, reasons);
        if (files.stream().mapToLong(FileCount::read).sum() != read) {
            throw new IllegalArgumentException("the files' rows do not add up to the " + read + " rows read");
        }
    }

    /** The counts of one file; {@code file} as the configuration named it. */
    public record FileCount(String file, long read, long kept, Map<Reason, Long> reasons) {
        public FileCount {
            reasons = sorted(reasons);
            check(file, read, kept, reasons);
        }
    }

    /**
     * What the fitted rules leave out of the rows that were kept, as fitted on the whole log; the rules of a backtest's
     * cut are fitted on what lies before it and may differ.
     *
     * @param rows by reason
     * @param robots users with more events on a day than allowed
     * @param rareUsers users below the minimum
     * @param rareItems items below the minimum
     */
    public record Fitted(Map<Reason, Long> rows, int robots, int rareUsers, int rareItems) {
        public Fitted {
            rows = sorted(rows);
        }

        /** Nothing is left out. */
        public static Fitted none() {
            return new Fitted(Map.of(), 0, 0, 0);
        }
    }

    /** How quantities, prices, and events per user and per day spread. */
    public record Distributions(
            Distribution quantity, Distribution price, Distribution eventsPerUser, Distribution eventsPerDay) {}

    /** Kept rows that the fitted rules leave: what is trained on. */
    public long used() {
        return kept - fitted.rows().values().stream().mapToLong(Long::longValue).sum();
    }

    /** Rows with {@code reason}. */
    public long count(Reason reason) {
        return reasons.getOrDefault(reason, 0L);
    }

    public String toJson() {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a report of plain records is always JSON", impossible);
        }
    }

    /**
     * Reads what {@link #toJson} wrote.
     *
     * @throws IllegalArgumentException if it is not a report, or its counts do not add up
     */
    public static CleaningReport fromJson(String json) {
        try {
            return JSON.readValue(json, CleaningReport.class);
        } catch (JsonProcessingException damaged) {
            throw new IllegalArgumentException("not a cleaning report: " + damaged.getOriginalMessage(), damaged);
        }
    }

    private static Map<Reason, Long> sorted(Map<Reason, Long> reasons) {
        EnumMap<Reason, Long> sorted = new EnumMap<>(Reason.class);
        reasons.forEach((reason, rows) -> {
            if (rows != 0) {
                sorted.put(reason, rows);
            }
        });
        return Collections.unmodifiableMap(sorted);
    }

    private static void check(String what, long read, long kept, Map<Reason, Long> reasons) {
        long left = reasons.values().stream().mapToLong(Long::longValue).sum();
        if (read != kept + left) {
            throw new IllegalArgumentException(
                    what + ": " + read + " rows read, but " + kept + " kept and " + left + " left out: a row vanished");
        }
    }
}
