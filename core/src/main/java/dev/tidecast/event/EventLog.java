package dev.tidecast.event;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything a shop hands over: its log, and where it has them its catalogue and customer table.
 *
 * @param name of the shop or log, shown in reports
 * @param customers the optional customer table; null if there is none
 */
public record EventLog(
        String name,
        List<LogSource> sources,
        @Nullable Catalogue catalogue,
        @Nullable CustomerTable customers) {
    public EventLog {
        sources = List.copyOf(sources);
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("no sources: name at least one under sources");
        }
    }

    /** The same shop with other sources. */
    public EventLog withSources(List<LogSource> others) {
        return new EventLog(name, others, catalogue, customers);
    }

    /** A table of customers: one row a user; all other columns are kept as text attributes. */
    public record CustomerTable(Path file, FileFormat format, String user) {}
}
