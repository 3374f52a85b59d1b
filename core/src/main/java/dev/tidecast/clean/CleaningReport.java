package dev.tidecast.clean;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What cleaning did. The counts add up: rows read = kept + the sum over all reasons, in total and for each file.
 *
 * @param read rows seen, unreadable ones included
 * @param kept rows that became interactions
 * @param reasons rows that did not, by reason
 * @param files the same for each file, in the order of reading
 * @param before distributions of what was readable
 * @param after distributions of the interactions
 */
public record CleaningReport(
        long read,
        long kept,
        Map<Reason, Long> reasons,
        List<FileCount> files,
        Distributions before,
        Distributions after) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    public CleaningReport {
        reasons = sorted(reasons);
        files = List.copyOf(files);
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

    /** How quantities, prices, and events per user and per day spread. */
    public record Distributions(
            Distribution quantity, Distribution price, Distribution eventsPerUser, Distribution eventsPerDay) {}

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
        return java.util.Collections.unmodifiableMap(sorted);
    }

    private static void check(String what, long read, long kept, Map<Reason, Long> reasons) {
        long left = reasons.values().stream().mapToLong(Long::longValue).sum();
        if (read != kept + left) {
            throw new IllegalArgumentException(
                    what + ": " + read + " rows read, but " + kept + " kept and " + left + " left out: a row vanished");
        }
    }
}
