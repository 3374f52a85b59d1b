package dev.tidecast.app.intake;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a column writes its time.
 *
 * @param word of the configuration: a notation's name or a pattern
 * @param explanation why
 */
record TimeGuess(String word, String explanation) {
    private static final List<String> PATTERNS = List.of(
            "yyyy-MM-dd HH:mm:ss",
            "yyyy-MM-dd HH:mm",
            "yyyyMMdd",
            "yyyyMMddHHmmss",
            "yyyy/MM/dd HH:mm:ss",
            "yyyy/MM/dd HH:mm",
            "yyyy/MM/dd",
            "dd/MM/yyyy HH:mm",
            "dd/MM/yyyy",
            "MM/dd/yyyy HH:mm",
            "MM/dd/yyyy",
            "M/d/yyyy H:mm",
            "dd.MM.yyyy HH:mm",
            "dd.MM.yyyy");

    /** Seconds of 1990 and 2100: whole numbers between them are taken for epoch seconds. */
    private static final long FIRST = 631_152_000L;

    private static final long LAST = 4_102_444_800L;

    /** The first notation that reads every cell that is not empty; empty if there is none. */
    static Optional<TimeGuess> of(List<String> cells) {
        List<String> filled = cells.stream()
                .filter(cell -> !cell.isEmpty())
                .distinct()
                .limit(5_000)
                .toList();
        if (filled.isEmpty()) {
            return Optional.empty();
        }
        String example = filled.getFirst();
        if (filled.stream().allMatch(cell -> between(cell, FIRST, LAST))) {
            return guess("epoch-seconds", "whole numbers such as " + example + " are seconds since 1970");
        }
        if (filled.stream().allMatch(cell -> between(cell, FIRST * 1_000, LAST * 1_000))) {
            return guess("epoch-millis", "whole numbers such as " + example + " are milliseconds since 1970");
        }
        if (filled.stream().allMatch(cell -> cell.matches("\\d{4}-\\d{2}-\\d{2}"))) {
            return guess("date", "dates such as " + example);
        }
        if (filled.stream()
                        .allMatch(cell -> cell.matches(
                                "\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?(Z|[+-]\\d\\d:?\\d\\d)"))
                || filled.stream()
                        .allMatch(cell -> cell.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?"))) {
            return guess("iso", "ISO times such as " + example);
        }
        if (filled.stream().allMatch(cell -> cell.matches("(1[0-2]|0?[1-9])-(3[01]|[12]\\d|0?[1-9])"))) {
            return guess("month-day", "months and days such as " + example + ", without a year");
        }
        return PATTERNS.stream()
                .filter(pattern -> filled.stream().allMatch(cell -> reads(cell, pattern)))
                .findFirst()
                .flatMap(pattern -> guess(pattern, "times such as " + example));
    }

    private static Optional<TimeGuess> guess(String word, String explanation) {
        return Optional.of(new TimeGuess(word, explanation));
    }

    private static boolean between(String cell, long low, long high) {
        if (!cell.matches("\\d{9,13}(\\.0+)?")) {
            return false;
        }
        long value = (long) Double.parseDouble(cell);
        return value >= low && value < high;
    }

    private static boolean reads(String cell, String pattern) {
        DateTimeFormatter format = DateTimeFormatter.ofPattern(pattern.replace("yyyy", "uuuu"), Locale.ROOT)
                .withResolverStyle(ResolverStyle.STRICT);
        try {
            int year = pattern.contains("H")
                    ? LocalDateTime.parse(cell, format).getYear()
                    : LocalDate.parse(cell, format).getYear();
            return year >= 1900 && year <= 2200;
        } catch (DateTimeException other) {
            return false;
        }
    }
}
