package dev.tidecast.doctor;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One thing in a log that costs accuracy or misleads.
 *
 * @param code of the check's finding: {@code "overlapping-files"}
 * @param found one or two sentences with figures
 * @param figures the same as numbers, by name; shares are from 0 to 1
 * @param evidence a few things to look at
 * @param advice what to do
 * @param yaml the lines of tidecast.yaml that do it; empty where none do
 * @param effect what doing so changes; null where it was not measured
 * @param mend the same as {@code yaml}, to be tried; null where no rule mends it; not stored
 */
public record Finding(
        String code,
        Severity severity,
        String found,
        Map<String, Double> figures,
        List<Evidence> evidence,
        String advice,
        String yaml,
        @Nullable Effect effect,
        @JsonIgnore @Nullable Mend mend) {
    private static final int MOST_EVIDENCE = 5;

    public Finding {
        figures = java.util.Collections.unmodifiableMap(new TreeMap<>(figures));
        evidence = evidence.stream().limit(MOST_EVIDENCE).toList();
        if (!code.matches("[a-z]+(-[a-z]+)*") || found.isBlank() || advice.isBlank()) {
            throw new IllegalArgumentException(
                    "finding \"" + code + "\": a code of lower-case words, a text and an advice are needed");
        }
        figures.forEach((name, value) -> {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("figure " + name + " of " + code + " is " + value);
            }
        });
    }

    /** A finding that no rule mends, so far without figures and evidence. */
    public static Finding of(String code, Severity severity, String found, String advice) {
        return new Finding(code, severity, found, Map.of(), List.of(), advice, "", null, null);
    }

    public Finding with(String figure, double value) {
        Map<String, Double> more = new LinkedHashMap<>(figures);
        more.put(figure, value);
        return new Finding(code, severity, found, more, evidence, advice, yaml, effect, mend);
    }

    public Finding showing(List<Evidence> rows) {
        return new Finding(code, severity, found, figures, rows, advice, yaml, effect, mend);
    }

    /** With the lines that mend it, and the same as a change to be tried. */
    public Finding mendedBy(String lines, @Nullable Mend cure) {
        return new Finding(code, severity, found, figures, evidence, advice, lines, effect, cure);
    }

    public Finding measured(Effect by) {
        return new Finding(code, severity, found, figures, evidence, advice, yaml, by, mend);
    }
}
