package dev.tidecast.app.config;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Reads instants, zones and durations as people write them in a configuration. */
final class Instants {
    private Instants() {}

    static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException unknown) {
            String near = Nearest.to(text, ZoneId.getAvailableZoneIds())
                    .map(zone -> "did you mean " + zone + "?")
                    .orElse("a name like Europe/London or UTC is expected");
            throw new IllegalArgumentException("unknown time zone; " + near, unknown);
        }
    }

    /** A date (its first second in {@code zone}), a local date-time, or an instant with offset. */
    static Long epochSeconds(String text, ZoneId zone) {
        String iso = text.replace(' ', 'T');
        try {
            if (iso.length() == 10) {
                return LocalDate.parse(iso).atStartOfDay(zone).toEpochSecond();
            }
            return iso.matches(".*(Z|[+-]\\d\\d:?\\d\\d)$")
                    ? OffsetDateTime.parse(iso).toEpochSecond()
                    : LocalDateTime.parse(iso).atZone(zone).toEpochSecond();
        } catch (DateTimeException wrong) {
            throw new IllegalArgumentException(
                    "a date like 2011-12-09 or a time like 2011-12-09T12:50:00 is expected", wrong);
        }
    }

    /** "90s", "1m", "2h" or "1d", in seconds. */
    static Integer seconds(String text) {
        if (!text.matches("\\d{1,6}[smhd]")) {
            throw new IllegalArgumentException("a duration like 1s, 1m, 2h or 1d is expected");
        }
        int number = Integer.parseInt(text.substring(0, text.length() - 1));
        return switch (text.charAt(text.length() - 1)) {
            case 's' -> number;
            case 'm' -> Math.multiplyExact(number, 60);
            case 'h' -> Math.multiplyExact(number, 3_600);
            default -> Math.multiplyExact(number, 86_400);
        };
    }

    /** A java.time pattern, refused with the other allowed words if it is none. */
    static String pattern(String text) {
        try {
            DateTimeFormatter unused = DateTimeFormatter.ofPattern(text);
            return text;
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(
                    "iso, epoch-seconds, epoch-millis, date, month-day, order, or a pattern like"
                            + " \"yyyy-MM-dd HH:mm:ss\" is expected",
                    wrong);
        }
    }
}
