package dev.tidecast.doctor;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How much a finding matters. */
public enum Severity {
    /** Worth knowing; nothing must be done. */
    INFO,
    /** Likely to cost accuracy, or to mislead whoever reads the figures. */
    WARN,
    /** Costs accuracy or makes figures wrong; mend it first. */
    SERIOUS;

    /** The word in files and on screens: {@code "serious"}. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The severity of that word. */
    @JsonCreator
    public static Severity of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
