package dev.tidecast.app.intake;

import dev.tidecast.event.Behaviour;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the user said about the log; null or empty where nothing was said and the files must tell.
 *
 * @param words from the shop's words for behaviours to ours
 * @param year of a log that writes months and days only
 */
public record Answers(
        @Nullable String user,
        @Nullable String item,
        @Nullable String time,
        @Nullable Behaviour behaviour,
        Map<String, Behaviour> words,
        @Nullable Integer year,
        @Nullable ZoneId zone) {
    public Answers {
        words = Map.copyOf(words);
        if (year != null && (year < 1900 || year > 2200)) {
            throw new IllegalArgumentException("year " + year + ": 1900 to 2200 are allowed");
        }
    }

    /** Nothing was said. */
    public static Answers none() {
        return new Answers(null, null, null, null, Map.of(), null, null);
    }
}
