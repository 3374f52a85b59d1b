package dev.tidecast.app.config;

import dev.tidecast.event.Behaviour;
import dev.tidecast.event.Mapping;
import dev.tidecast.event.Mapping.BehaviourMapping;
import dev.tidecast.event.Mapping.CurrencyMapping;
import dev.tidecast.event.TimeFormat;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code mapping}: which column means what. */
final class MappingReader {
    private final Section section;
    private final ZoneId zone;
    private final Problems problems;

    MappingReader(Section section, ZoneId zone, Problems problems) {
        this.section = section;
        this.zone = zone;
        this.problems = problems;
    }

    /** The mapping; null, and a problem, where a part that must be there is missing. */
    @Nullable
    Mapping mapping() {
        List<String> user = section.texts("user");
        if (user.isEmpty()) {
            problems.add(section.place("user"), "mapping.user is missing: name the column of the customer");
        }
        Time time = time();
        BehaviourMapping behaviour = behaviour();
        String item = section.text("item");
        String quantity = section.text("quantity");
        String price = section.text("price");
        CurrencyMapping currency = currency();
        String order = section.text("order");
        String session = section.text("session");
        String event = section.text("event");
        String query = section.text("query");
        section.done();
        if (user.isEmpty() || time == null || behaviour == null) {
            return null;
        }
        return problems.attempt(
                section.place(),
                () -> new Mapping(
                        user,
                        item,
                        time.column,
                        time.format,
                        behaviour,
                        quantity,
                        price,
                        currency,
                        order,
                        session,
                        event,
                        query));
    }

    private @Nullable CurrencyMapping currency() {
        Node node = section.node("currency");
        if (node == null || node instanceof Node.Scalar) {
            return node == null ? null : new CurrencyMapping(((Node.Scalar) node).text(), Map.of());
        }
        Section block = section.section("currency");
        String column = block.required("column", "Currency");
        Map<String, Double> rates = rates(block);
        block.done();
        return problems.attempt(block.place(), () -> new CurrencyMapping(column, rates));
    }

    private Map<String, Double> rates(Section block) {
        Map<String, Double> rates = new HashMap<>();
        String keep = block.text("keep");
        if (keep != null) {
            rates.put(keep, 1.0);
        }
        block.words("rates").forEach((code, rate) -> {
            Double value = problems.attempt(block.place("rates"), () -> Section.toNumber(rate));
            if (value != null) {
                rates.put(code, value);
            }
        });
        if (keep != null && block.has("rates")) {
            problems.add(block.place("rates"), "mapping.currency: say keep, or rates, but not both");
        }
        return rates;
    }

    private record Time(@Nullable String column, TimeFormat format) {}

    private @Nullable Time time() {
        Node node = section.node("time");
        if (node instanceof Node.Scalar scalar) {
            return scalar.text().equals("order")
                    ? new Time(null, new TimeFormat(TimeFormat.Kind.ORDER, null, null, zone))
                    : new Time(scalar.text(), TimeFormat.iso(zone));
        }
        if (node == null) {
            problems.add(
                    section.place(),
                    "mapping.time is missing: name the column, or say \"time: order\" for a log without a clock");
            return null;
        }
        Section block = section.section("time");
        String word = block.text("format", "iso");
        TimeFormat.@Nullable Kind kind = kind(word);
        String pattern = kind == TimeFormat.Kind.PATTERN ? block.parsed("format", null, Instants::pattern) : null;
        Integer year = block.parsed("year", null, Integer::valueOf);
        String column = kind == TimeFormat.Kind.ORDER ? block.text("column") : block.required("column", "timestamp");
        block.done();
        if (kind == TimeFormat.Kind.PATTERN && pattern == null) {
            return null;
        }
        return problems.attempt(
                block.place("format"), () -> new Time(column, new TimeFormat(kind, pattern, year, zone)));
    }

    private static TimeFormat.Kind kind(String word) {
        return switch (word) {
            case "iso" -> TimeFormat.Kind.ISO;
            case "epoch-seconds" -> TimeFormat.Kind.EPOCH_SECONDS;
            case "epoch-millis" -> TimeFormat.Kind.EPOCH_MILLIS;
            case "date" -> TimeFormat.Kind.DATE;
            case "month-day" -> TimeFormat.Kind.MONTH_DAY;
            case "order" -> TimeFormat.Kind.ORDER;
            default -> TimeFormat.Kind.PATTERN;
        };
    }

    private @Nullable BehaviourMapping behaviour() {
        Node node = section.node("behaviour");
        if (node == null) {
            problems.add(
                    section.place(),
                    "mapping.behaviour is missing: one for all rows (purchase), or {column: type, words: {buy: purchase}}");
            return null;
        }
        if (node instanceof Node.Scalar) {
            Behaviour always = section.parsed("behaviour", null, Behaviour::of);
            return always == null ? null : BehaviourMapping.always(always);
        }
        Section block = section.section("behaviour");
        String column = block.required("column", "type");
        Map<String, Behaviour> words = new HashMap<>();
        block.words("words").forEach((word, meaning) -> {
            Behaviour behaviour = problems.attempt(block.place("words"), () -> Behaviour.of(meaning));
            if (behaviour != null) {
                words.put(word, behaviour);
            }
        });
        block.done();
        if (words.isEmpty()) {
            problems.add(block.place("words"), "mapping.behaviour.words is empty: say what each word means");
        }
        return column.isEmpty() ? null : BehaviourMapping.column(column, words);
    }
}
