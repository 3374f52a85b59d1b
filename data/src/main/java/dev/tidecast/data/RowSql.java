package dev.tidecast.data;

import dev.tidecast.clean.CleaningRules;
import dev.tidecast.clean.Reason;
import dev.tidecast.clean.TimePattern;
import dev.tidecast.clean.TimeReader;
import dev.tidecast.event.Behaviour;
import dev.tidecast.event.FileFormat;
import dev.tidecast.event.LogSource;
import dev.tidecast.event.Mapping;
import dev.tidecast.event.TimeFormat;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The row rules as SQL; the twin of {@link dev.tidecast.clean.RowRules}. */
final class RowSql {
    private final CleaningRules rules;
    private final LogSource source;
    private final Mapping mapping;

    RowSql(CleaningRules rules, LogSource source) {
        this.rules = rules;
        this.source = source;
        this.mapping = source.mapping();
    }

    /**
     * A statement that gives the mapped texts of a file's rows, what they say and the ordinal of the reason that speaks
     * against them, null for none.
     */
    String select(Relation file, RowColumns columns) {
        String user = mapping.user().stream().map(file::text).collect(Collectors.joining(", "));
        StringBuilder texts = new StringBuilder("SELECT " + file.raw() + " AS raw, " + file.unreadable()
                + " AS broken, " + (mapping.user().size() == 1 ? user : "coalesce(" + user + ")") + " AS u");
        columns.texts().forEach((name, column) -> {
            String text = text(file, column);
            texts.append(", ")
                    .append(name.equals("i") ? upper(text) : text)
                    .append(" AS ")
                    .append(name);
        });
        String typed = "SELECT *, " + time("ts") + " AS t, " + number("qs") + " AS quantity, " + number("ps")
                + " AS units, " + rate() + " AS rate, " + behaviour("b") + " AS bh FROM (" + texts + " FROM "
                + file.from() + ")";
        return "SELECT " + columns.stored(Relation.keepsRaw(file.kind())) + " FROM (SELECT *, units * rate AS price, "
                + reason() + " AS reason FROM (" + typed + "))";
    }

    private String rate() {
        Mapping.CurrencyMapping known = mapping.currency();
        if (known == null || known.rates().isEmpty()) {
            return "1::DOUBLE";
        }
        return known.rates().entrySet().stream()
                .map(each -> "WHEN " + Database.text(each.getKey()) + " THEN " + each.getValue())
                .sorted()
                .collect(Collectors.joining(" ", "CAST(CASE c ", " END AS DOUBLE)"));
    }

    private static String text(Relation file, @Nullable String column) {
        return column == null ? "NULL::VARCHAR" : file.text(column);
    }

    private String upper(String item) {
        return rules.itemUpperCase() ? "upper(" + item + ")" : item;
    }

    private String number(String text) {
        FileFormat format = source.format();
        Character thousands = format.thousands();
        String plain = thousands == null
                ? text
                : "replace(" + text + ", " + Database.text(String.valueOf((char) thousands)) + ", '')";
        String guard = "contains(" + plain + ", '_')";
        if (format.decimal() != '.') {
            guard += " OR contains(" + plain + ", '.')";
            plain = "replace(" + plain + ", " + Database.text(String.valueOf(format.decimal())) + ", '.')";
        }
        return "CASE WHEN " + guard + " THEN NULL ELSE try_cast(" + plain + " AS DOUBLE) END";
    }

    private String time(String text) {
        TimeFormat format = mapping.timeFormat();
        return switch (format.kind()) {
            case ISO ->
                "CASE WHEN regexp_full_match(" + text + ", '" + TimeReader.ISO_LOCAL + "') THEN "
                        + local("try_cast(" + text + " AS TIMESTAMP)") + " WHEN regexp_full_match(" + text + ", '"
                        + TimeReader.ISO_OFFSET + "') THEN " + seconds("try_cast(" + text + " AS TIMESTAMPTZ)")
                        + " END";
            case PATTERN -> pattern(text, TimePattern.of(java.util.Objects.requireNonNull(format.pattern())));
            case EPOCH_SECONDS -> epoch(text, 1);
            case EPOCH_MILLIS -> epoch(text, 1_000);
            case DATE -> local("try_strptime(" + text + ", ['%Y-%m-%d', '%Y%m%d', '%Y/%m/%d'])");
            case MONTH_DAY ->
                local("try_strptime('" + format.year() + "-' || replace(replace(" + text
                        + ", '/', '-'), '.', '-'), '%Y-%m-%d')");
            case ORDER -> "NULL::BIGINT";
        };
    }

    private String pattern(String text, TimePattern pattern) {
        String parsed = "try_strptime(" + text + ", " + Database.text(pattern.strptime()) + ")";
        return pattern.hasOffset() ? seconds(parsed) : local(parsed);
    }

    private static String epoch(String text, int unit) {
        return "CASE WHEN regexp_full_match(" + text + ", '" + TimeReader.EPOCH + "') THEN floor(try_cast(" + text
                + " AS DOUBLE) / " + unit + ")::BIGINT END";
    }

    private String local(String timestamp) {
        ZoneId zone = mapping.timeFormat().zone();
        boolean utc = zone.normalized().equals(ZoneOffset.UTC);
        return seconds(utc ? timestamp : "timezone(" + Database.text(zone.getId()) + ", " + timestamp + ")");
    }

    private static String seconds(String timestamp) {
        return "floor(epoch(" + timestamp + "))::BIGINT";
    }

    private String behaviour(String word) {
        Behaviour constant = mapping.behaviour().constant();
        if (constant != null) {
            return constant.ordinal() + "::TINYINT";
        }
        Map<String, Behaviour> words = mapping.behaviour().words();
        if (words.isEmpty()) {
            return "NULL::TINYINT";
        }
        return words.entrySet().stream()
                .map(each -> "WHEN " + Database.text(each.getKey()) + " THEN "
                        + each.getValue().ordinal())
                .sorted()
                .collect(Collectors.joining(" ", "CAST(CASE " + word + " ", " END AS TINYINT)"));
    }

    private String reason() {
        boolean clock = mapping.timeFormat().kind() != TimeFormat.Kind.ORDER;
        int search = Behaviour.SEARCH.ordinal();
        StringBuilder cases = new StringBuilder("CAST(CASE");
        when(cases, "broken OR contains(u, chr(0)) OR contains(i, chr(0))", Reason.UNREADABLE_ROW);
        when(cases, "u IS NULL", Reason.MISSING_USER);
        String lacks = mapping.item() == null ? "false" : "true";
        when(
                cases,
                "i IS NULL AND CASE WHEN bh = " + search + " THEN q IS NULL ELSE " + lacks + " END",
                Reason.MISSING_ITEM);
        if (clock) {
            when(cases, "ts IS NULL", Reason.MISSING_TIME);
            when(cases, "t IS NULL OR t < " + rules.earliest(), Reason.IMPOSSIBLE_TIME);
            when(cases, "t > " + rules.latest(), Reason.FUTURE_TIME);
            Long from = source.from();
            Long until = source.until();
            when(
                    cases,
                    (from == null ? "false" : "t < " + from) + " OR " + (until == null ? "false" : "t >= " + until),
                    Reason.OUTSIDE_RANGE);
        }
        when(cases, "bh IS NULL", Reason.UNKNOWN_BEHAVIOUR);
        when(
                cases,
                "qs IS NOT NULL AND NOT coalesce(isfinite(quantity), false)"
                        + " OR ps IS NOT NULL AND NOT coalesce(isfinite(units), false)",
                Reason.UNREADABLE_NUMBER);
        when(cases, "ps IS NOT NULL AND rate IS NULL", Reason.OTHER_CURRENCY);
        Pattern cancellation = rules.cancellation();
        if (cancellation != null) {
            boolean drop = rules.cancellations() == CleaningRules.Cancellations.DROP;
            when(cases, starts("o", cancellation), drop ? Reason.CANCELLATION_DROPPED : Reason.CANCELLATION);
        }
        when(cases, "quantity <= 0", Reason.NON_POSITIVE_QUANTITY);
        when(cases, "units <= 0", Reason.NON_POSITIVE_PRICE);
        Pattern product = rules.product();
        if (product != null) {
            when(cases, "NOT " + starts("i", product), Reason.NOT_A_PRODUCT);
        }
        return cases.append(" END AS TINYINT)").toString();
    }

    private static void when(StringBuilder cases, String condition, Reason reason) {
        cases.append(" WHEN ").append(condition).append(" THEN ").append(reason.ordinal());
    }

    private static String starts(String column, Pattern pattern) {
        String flags = (pattern.flags() & Pattern.CASE_INSENSITIVE) == 0 ? "" : "(?i)";
        return "regexp_matches(" + column + ", " + Database.text(flags + "^(?:" + pattern.pattern() + ")") + ")";
    }
}
