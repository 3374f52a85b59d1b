package dev.tidecast.data;

import dev.tidecast.event.Catalogue;
import dev.tidecast.event.LogSource;
import dev.tidecast.event.Mapping;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The short names under which a row's parts are known in SQL, and which of them a source has: only those are stored, the
 * others are constants of the view {@code every}.
 *
 * <p>u user, i item, ts time, b behaviour, qs quantity, ps price, c currency, o order, s session, e event, q query, all
 * as text; raw an unreadable row; t epoch seconds, quantity, price, bh the behaviour's ordinal.
 */
final class RowColumns {
    /** Facts about items that a log may carry itself. */
    static final List<String> FACTS = List.of("title", "category", "brand", "worth", "description", "image");

    private final Map<String, @Nullable String> texts = new LinkedHashMap<>();

    private RowColumns(Mapping mapping, @Nullable Catalogue catalogue) {
        texts.put("i", mapping.item());
        texts.put("ts", mapping.time());
        texts.put("b", mapping.behaviour().column());
        texts.put("qs", mapping.quantity());
        texts.put("ps", mapping.price());
        texts.put("c", mapping.currency() == null ? null : mapping.currency().column());
        texts.put("o", mapping.order());
        texts.put("s", mapping.session());
        texts.put("e", mapping.eventId());
        texts.put("q", mapping.query());
        boolean own = catalogue != null && catalogue.file() == null;
        texts.putAll(own ? facts(catalogue) : facts(null));
    }

    static RowColumns of(LogSource source, @Nullable Catalogue catalogue) {
        return new RowColumns(source.mapping(), catalogue);
    }

    /** The columns of the facts by their short names; all null without a catalogue. */
    static Map<String, @Nullable String> facts(@Nullable Catalogue catalogue) {
        Map<String, @Nullable String> facts = new LinkedHashMap<>();
        facts.put("title", catalogue == null ? null : catalogue.title());
        facts.put("category", catalogue == null ? null : catalogue.category());
        facts.put("brand", catalogue == null ? null : catalogue.brand());
        facts.put("worth", catalogue == null ? null : catalogue.price());
        facts.put("description", catalogue == null ? null : catalogue.description());
        facts.put("image", catalogue == null ? null : catalogue.image());
        return facts;
    }

    /** Short name and column of all texts but the user; null where the source lacks it. */
    Map<String, @Nullable String> texts() {
        return texts;
    }

    /** What is stored of a file's rows. */
    String stored(boolean raw) {
        String all = texts.entrySet().stream()
                .filter(text -> text.getValue() != null)
                .map(text -> ", " + text.getKey())
                .collect(Collectors.joining());
        return "u" + all + (raw ? ", raw" : "") + ", t, quantity, price, bh, reason";
    }

    /** The columns of the view {@code every}, but for the place of a row and its time. */
    String shown(boolean raw) {
        String all = texts.entrySet().stream()
                .map(text -> (text.getValue() == null ? "NULL::VARCHAR AS " : "") + text.getKey())
                .collect(Collectors.joining(", "));
        return "u, " + all + (raw ? ", raw" : ", NULL::VARCHAR AS raw") + ", quantity, price, bh, reason";
    }
}
