package dev.tidecast.event;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The optional table of items; nullable parts are columns it may lack. Where there is no table of its own, the columns
 * may name columns of the log, whose latest value per item as of the cut counts.
 *
 * @param file the table; null where the columns are the log's own
 * @param category a path, levels separated by {@code categorySeparator}
 */
public record Catalogue(
        @Nullable Path file,
        FileFormat format,
        String item,
        @Nullable String title,
        @Nullable String category,
        String categorySeparator,
        @Nullable String brand,
        @Nullable String price,
        @Nullable String description,
        @Nullable String image) {}
