package dev.tidecast.app.live;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidecast.clean.CleaningRules;
import dev.tidecast.clean.RowRules;
import dev.tidecast.clean.Verdict;
import dev.tidecast.event.Behaviour;
import dev.tidecast.event.FileFormat;
import dev.tidecast.event.LogSource;
import dev.tidecast.event.Mapping;
import dev.tidecast.event.Mapping.CurrencyMapping;
import dev.tidecast.event.RawEvent;
import dev.tidecast.event.SourceRecord;
import dev.tidecast.event.TimeFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads the events of a request, one JSON object, an array or a line each, and judges each by the row rules that the
 * shop's files go through. Immutable; shared between threads.
 */
public final class EventReader {
    /** An event may be dated so far ahead, for clocks that are not quite right. */
    static final long AHEAD_SECONDS = 300;

    private static final Set<String> FIELDS = Set.of(
            "user", "item", "time", "behaviour", "quantity", "price", "order", "session", "id", "query", "currency");
    /** The year 5138: larger numbers are no seconds. */
    private static final long MOST_SECONDS = 100_000_000_000L;

    private static final int MOST_DEPTH = 4;
    private static final int MOST_TEXT = 10_000;
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MOST_DEPTH)
                    .maxStringLength(MOST_TEXT)
                    .maxNumberLength(50)
                    .build())
            .build());

    private final CleaningRules rules;
    private final LogSource source;

    /** A reader under the shop's rules and words; times without an offset are read in {@code zone}. */
    public EventReader(
            CleaningRules rules, Map<String, Behaviour> words, ZoneId zone, @Nullable CurrencyMapping currency) {
        this.rules = rules;
        Map<String, Behaviour> all = new HashMap<>();
        Arrays.stream(Behaviour.values()).forEach(behaviour -> all.put(behaviour.word(), behaviour));
        all.putAll(words);
        Mapping mapping = new Mapping(
                List.of("user"),
                "item",
                "time",
                TimeFormat.iso(zone),
                Mapping.BehaviourMapping.column("behaviour", all),
                "quantity",
                "price",
                currency,
                "order",
                "session",
                "id",
                "query");
        this.source = new LogSource(List.of(Path.of("live")), FileFormat.csv(), mapping, null, null);
    }

    /** The shop's row rules as of now, for the rows of a source; ask anew for each batch. */
    public RowRules rules(LogSource rowsOf, Instant now) {
        return new RowRules(rules.until(now.getEpochSecond() + AHEAD_SECONDS), rowsOf);
    }

    /**
     * What became of one row of a request.
     *
     * @param row its number, from 1
     * @param event null if it was refused
     * @param refusal a reason's code, or what is wrong with the JSON; null if it was taken
     */
    public record Row(
            int row, @Nullable LiveEvent event, @Nullable String refusal) {}

    /**
     * Reads a request's body.
     *
     * @throws UnreadableBodyException if it is no JSON at all, or too deep
     */
    public List<Row> read(byte[] body, Instant now) {
        RowRules judge = rules(source, now);
        List<Row> rows = new ArrayList<>();
        try (MappingIterator<JsonNode> values = JSON.readerFor(JsonNode.class).readValues(body)) {
            while (values.hasNextValue()) {
                JsonNode value = values.nextValue();
                Iterable<JsonNode> each = value.isArray() ? value : List.of(value);
                for (JsonNode node : each) {
                    rows.add(row(judge, node, rows.size() + 1, now));
                }
            }
            return rows;
        } catch (JsonProcessingException wrong) {
            throw new UnreadableBodyException("the body is no JSON events: " + plain(wrong.getOriginalMessage())
                    + " at line "
                    + (wrong.getLocation() == null ? 0 : wrong.getLocation().getLineNr())
                    + "; send an object, an array of objects, or an object a line");
        } catch (IOException impossible) {
            throw new IllegalStateException("reading from memory failed", impossible);
        }
    }

    /** Without what the parser says of itself. */
    private static String plain(String message) {
        return message.replaceAll(" ?\\([^()]*\\[Source: .*|, from `StreamReadConstraints[^`]*`", "");
    }

    private static Row row(RowRules judge, JsonNode node, int number, Instant now) {
        if (!node.isObject()) {
            return new Row(number, null, "no-object");
        }
        Set<String> names = new TreeSet<>();
        node.fieldNames().forEachRemaining(names::add);
        names.removeAll(FIELDS);
        if (!names.isEmpty()) {
            return new Row(number, null, "unknown-field " + names.iterator().next());
        }
        RawEvent raw = new RawEvent(
                new SourceRecord("live", number, number),
                text(node, "user"),
                text(node, "item"),
                time(node, now),
                text(node, "behaviour"),
                text(node, "quantity"),
                text(node, "price"),
                text(node, "order"),
                text(node, "session"),
                text(node, "id"),
                text(node, "query"),
                text(node, "currency"));
        try {
            return judged(judge.judge(raw), raw.eventId(), number);
        } catch (IllegalArgumentException wrong) {
            return new Row(number, null, String.valueOf(wrong.getMessage()));
        }
    }

    /**
     * What became of a row that the row rules judged.
     *
     * @param id by which a second delivery is recognised; null if there is none
     * @throws IllegalArgumentException if a name is too long
     */
    public static Row judged(Verdict verdict, @Nullable String id, int number) {
        return switch (verdict) {
            case Verdict.Accepted it -> new Row(number, LiveEvent.of(it, id), null);
            case Verdict.Cancels it -> new Row(number, LiveEvent.of(it, id), null);
            case Verdict.Refused it -> new Row(number, null, it.reason().code());
        };
    }

    /** As sent; a number is epoch seconds; now where there is none. */
    private static String time(JsonNode node, Instant now) {
        JsonNode time = node.get("time");
        if (time != null && time.canConvertToLong() && Math.abs(time.asLong()) < MOST_SECONDS) {
            return Instant.ofEpochSecond(time.asLong()).toString();
        }
        String text = text(node, "time");
        return text == null ? now.toString() : text;
    }

    /** A text, or a number or truth value as text; null for what is absent, null or no scalar. */
    private static @Nullable String text(JsonNode node, String name) {
        JsonNode value = node.get(name);
        return value == null || !value.isValueNode() || value.isNull() ? null : value.asText();
    }
}
