package dev.tidecast.clean;

import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalField;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * A time pattern in java.time letters, read alike by Java and by SQL: one or two digits wherever the pattern has one or
 * two letters, years without a century from 1969 to 2068, month names in English.
 */
public final class TimePattern {
    private static final Map<Character, TemporalField> NUMBERS = Map.of(
            'M', ChronoField.MONTH_OF_YEAR,
            'd', ChronoField.DAY_OF_MONTH,
            'H', ChronoField.HOUR_OF_DAY,
            'h', ChronoField.CLOCK_HOUR_OF_AMPM,
            'm', ChronoField.MINUTE_OF_HOUR,
            's', ChronoField.SECOND_OF_MINUTE);
    private static final Map<Character, String> CODES =
            Map.of('M', "%m", 'd', "%d", 'H', "%H", 'h', "%I", 'm', "%M", 's', "%S");

    private final String pattern;
    private final StringBuilder sql = new StringBuilder();
    private final DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder().parseCaseInsensitive();
    private boolean zoned;
    private boolean timed;

    private TimePattern(String pattern) {
        this.pattern = pattern;
        for (String part : parts(pattern)) {
            add(part);
        }
        if (!timed) {
            builder.parseDefaulting(ChronoField.HOUR_OF_DAY, 0);
        }
    }

    /**
     * Understands a pattern.
     *
     * @throws IllegalArgumentException if it has letters other than y, u, M, d, H, h, m, s, S, a, E, X and Z
     */
    public static TimePattern of(String pattern) {
        return new TimePattern(pattern);
    }

    /** The pattern for DuckDB's strptime. */
    public String strptime() {
        return sql.toString();
    }

    /** Whether texts carry their own offset. */
    public boolean hasOffset() {
        return zoned;
    }

    /** The formatter for java.time; impossible dates are refused. */
    public DateTimeFormatter formatter() {
        return builder.toFormatter(Locale.ENGLISH).withResolverStyle(ResolverStyle.STRICT);
    }

    private static List<String> parts(String pattern) {
        List<String> parts = new ArrayList<>();
        int at = 0;
        while (at < pattern.length()) {
            char c = pattern.charAt(at);
            int end = at + 1;
            if (c == '\'') {
                end = pattern.indexOf('\'', at + 1) + 1;
                if (end == 0) {
                    throw new IllegalArgumentException("time pattern \"" + pattern + "\": a quote is not closed");
                }
            } else {
                while (Character.isLetter(c) && end < pattern.length() && pattern.charAt(end) == c) {
                    end++;
                }
            }
            parts.add(pattern.substring(at, end));
            at = end;
        }
        return parts;
    }

    private void add(String part) {
        char letter = part.charAt(0);
        switch (letter) {
            case 'y', 'u' -> addYear(part.length());
            case 'M' -> addMonth(part.length());
            case 'd', 'm', 's' -> addNumber(letter);
            case 'H', 'h' -> {
                timed = true;
                addNumber(letter);
            }
            case 'S' -> {
                sql.append(part.length() == 3 ? "%g" : part.length() == 9 ? "%n" : "%f");
                builder.appendFraction(ChronoField.NANO_OF_SECOND, part.length(), part.length(), false);
            }
            case 'a' -> {
                sql.append("%p");
                builder.appendText(ChronoField.AMPM_OF_DAY, Map.of(0L, "AM", 1L, "PM"));
            }
            case 'E' -> {
                sql.append(part.length() > 3 ? "%A" : "%a");
                builder.appendPattern(part);
            }
            case 'X', 'Z' -> {
                zoned = true;
                sql.append("%z");
                builder.appendPattern("[XXX][XX][X]");
            }
            case '\'' -> literal(part.equals("''") ? "'" : part.substring(1, part.length() - 1));
            default -> {
                if (Character.isLetter(letter)) {
                    throw new IllegalArgumentException("time pattern \"" + pattern + "\": the letter " + letter
                            + " is not known; use yyyy MM MMM dd HH hh mm ss SSS a EEE XXX and 'text'");
                }
                literal(part);
            }
        }
    }

    private void addYear(int letters) {
        if (letters == 2) {
            sql.append("%y");
            builder.appendValueReduced(ChronoField.YEAR, 2, 2, 1969);
        } else {
            sql.append("%Y");
            builder.appendValue(ChronoField.YEAR, 4, 4, SignStyle.NOT_NEGATIVE);
        }
    }

    private void addMonth(int letters) {
        if (letters > 2) {
            sql.append(letters == 3 ? "%b" : "%B");
            builder.appendPattern("M".repeat(letters));
        } else {
            addNumber('M');
        }
    }

    private void addNumber(char letter) {
        sql.append(CODES.get(letter));
        builder.appendValue(Objects.requireNonNull(NUMBERS.get(letter)), 1, 2, SignStyle.NOT_NEGATIVE);
    }

    private void literal(String text) {
        sql.append(text.replace("%", "%%"));
        builder.appendLiteral(text);
    }
}
