package dev.tidecast.app.source;

import dev.tidecast.app.live.EventReader;
import dev.tidecast.app.live.EventReader.Row;
import dev.tidecast.clean.RowRules;
import dev.tidecast.event.Mapping;
import dev.tidecast.event.RawEvent;
import dev.tidecast.event.SourceRecord;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A row of named columns, judged under a mapping. */
final class MappedRow {
    private MappedRow() {}

    /**
     * What became of a row.
     *
     * @param cell a column's text; null where it is absent or empty
     * @param id by which a second delivery is recognised where the mapping names no column for it; null for none
     */
    static Row judge(
            RowRules rules,
            Mapping mapping,
            Function<String, @Nullable String> cell,
            SourceRecord at,
            @Nullable String id) {
        String eventId = cell(cell, mapping.eventId());
        RawEvent raw = new RawEvent(
                at,
                user(cell, mapping),
                cell(cell, mapping.item()),
                cell(cell, mapping.time()),
                cell(cell, mapping.behaviour().column()),
                cell(cell, mapping.quantity()),
                cell(cell, mapping.price()),
                cell(cell, mapping.order()),
                cell(cell, mapping.session()),
                eventId,
                cell(cell, mapping.query()),
                mapping.currency() == null
                        ? null
                        : cell(cell, mapping.currency().column()));
        int number = (int) Math.min(at.record(), Integer.MAX_VALUE);
        try {
            return EventReader.judged(rules.judge(raw), eventId == null ? id : eventId, number);
        } catch (IllegalArgumentException wrong) {
            return new Row(number, null, String.valueOf(wrong.getMessage()));
        }
    }

    private static @Nullable String user(Function<String, @Nullable String> cell, Mapping mapping) {
        for (String column : mapping.user()) {
            String text = cell(cell, column);
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    private static @Nullable String cell(Function<String, @Nullable String> cell, @Nullable String column) {
        String text = column == null ? null : cell.apply(column);
        return text == null || text.isBlank() ? null : text;
    }
}
