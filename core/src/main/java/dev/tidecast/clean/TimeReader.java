package dev.tidecast.clean;

import dev.tidecast.event.TimeFormat;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads times as a log writes them. A local time that daylight saving skips is moved forward by the length of the gap;
 * one that it repeats is the later of the two.
 */
public final class TimeReader {
    /** Local ISO 8601 dates and times that are read, shared with SQL. */
    public static final String ISO_LOCAL = "\\d{4}-\\d{2}-\\d{2}([T ]\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?)?";

    /** ISO 8601 times with an offset that are read, shared with SQL. */
    public static final String ISO_OFFSET =
            "\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?(Z|[+-]\\d{2}(:\\d{2})?)";

    /** Epoch seconds and milliseconds that are read, shared with SQL. */
    public static final String EPOCH = "[+-]?\\d{1,15}(\\.\\d*)?";

    private static final Pattern LOCAL = Pattern.compile(ISO_LOCAL);
    private static final Pattern OFFSET = Pattern.compile(ISO_OFFSET);
    private static final Pattern NUMBER = Pattern.compile(EPOCH);
    private static final DateTimeFormatter DAY = TimePattern.of("yyyy-MM-dd").formatter();
    private static final DateTimeFormatter DIGITS = DateTimeFormatter.BASIC_ISO_DATE;

    private final TimeFormat format;
    private final @Nullable TimePattern pattern;
    private final @Nullable DateTimeFormatter formatter;

    public TimeReader(TimeFormat format) {
        this.format = format;
        String letters = format.pattern();
        pattern = letters == null ? null : TimePattern.of(letters);
        formatter = pattern == null ? null : pattern.formatter();
    }

    /** Epoch seconds, fractions rounded down; empty if {@code text} is no time in this format. */
    public OptionalLong read(String text) {
        try {
            return switch (format.kind()) {
                case ISO -> iso(text);
                case PATTERN -> OptionalLong.of(patterned(text));
                case EPOCH_SECONDS -> epoch(text, 1);
                case EPOCH_MILLIS -> epoch(text, 1_000);
                case DATE -> OptionalLong.of(day(text));
                case MONTH_DAY ->
                    OptionalLong.of(
                            day(format.year() + "-" + text.replace('/', '-').replace('.', '-')));
                case ORDER -> OptionalLong.empty();
            };
        } catch (DateTimeException impossible) {
            return OptionalLong.empty();
        }
    }

    private OptionalLong iso(String text) {
        if (OFFSET.matcher(text).matches()) {
            String plain = text.replace(' ', 'T');
            boolean hourOnly = plain.matches(".*[+-]\\d{2}$");
            return OptionalLong.of(
                    OffsetDateTime.parse(hourOnly ? plain + ":00" : plain).toEpochSecond());
        }
        if (!LOCAL.matcher(text).matches()) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(
                text.length() == 10
                        ? seconds(LocalDate.parse(text).atStartOfDay())
                        : seconds(LocalDateTime.parse(text.replace(' ', 'T'))));
    }

    private long patterned(String text) {
        DateTimeFormatter reads = java.util.Objects.requireNonNull(formatter);
        if (java.util.Objects.requireNonNull(pattern).hasOffset()) {
            return Instant.from(reads.parse(text)).getEpochSecond();
        }
        return seconds(LocalDateTime.from(reads.parse(text)));
    }

    private static OptionalLong epoch(String text, long unit) {
        return NUMBER.matcher(text).matches()
                ? OptionalLong.of((long) Math.floor(Double.parseDouble(text) / unit))
                : OptionalLong.empty();
    }

    private long day(String text) {
        boolean digits = text.length() == 8 && text.indexOf('-') < 0 && text.indexOf('/') < 0;
        return seconds(
                LocalDate.parse(text.replace('/', '-'), digits ? DIGITS : DAY).atStartOfDay());
    }

    private long seconds(LocalDateTime local) {
        ZoneId zone = format.zone();
        if (zone.equals(ZoneOffset.UTC)) {
            return local.toEpochSecond(ZoneOffset.UTC);
        }
        return ZonedDateTime.of(local, zone).withLaterOffsetAtOverlap().toEpochSecond();
    }
}
