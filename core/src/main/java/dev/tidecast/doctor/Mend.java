package dev.tidecast.doctor;

import dev.tidecast.clean.CleaningRules;
import dev.tidecast.event.EventLog;
import java.util.function.UnaryOperator;

/**
 * A finding's cure as a change of the configuration, so that its effect can be measured.
 *
 * @param log what it makes of the sources
 * @param rules what it makes of the cleaning rules
 */
public record Mend(UnaryOperator<EventLog> log, UnaryOperator<CleaningRules> rules) {
    /** A cure by cleaning rules alone. */
    public static Mend byRules(UnaryOperator<CleaningRules> rules) {
        return new Mend(UnaryOperator.identity(), rules);
    }

    /** A cure by what is read, and how. */
    public static Mend bySources(UnaryOperator<EventLog> log) {
        return new Mend(log, UnaryOperator.identity());
    }
}
