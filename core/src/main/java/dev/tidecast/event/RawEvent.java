package dev.tidecast.event;

import org.jspecify.annotations.Nullable;

/**
 * One row of a log under the names of the mapping, its texts untouched; an absent or empty cell is null.
 *
 * @param at where the row stands
 * @param user the first non-empty of the mapped user columns
 */
public record RawEvent(
        SourceRecord at,
        @Nullable String user,
        @Nullable String item,
        @Nullable String time,
        @Nullable String behaviour,
        @Nullable String quantity,
        @Nullable String price,
        @Nullable String order,
        @Nullable String session,
        @Nullable String eventId,
        @Nullable String query,
        @Nullable String currency) {}
